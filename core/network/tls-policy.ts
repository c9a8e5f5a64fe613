/**
 * TLS versions in the many spellings of attributes, and what Alibaba Cloud's named TLS policies let through.
 * Source: the suites listed in the ALB and CLB "TLS security policies" pages.
 */

/** SSL 2 and 3 are older than TLS 1.0; nginx configurations still name them. */
export type TlsVersion = 'ssl2' | 'ssl3' | '1.0' | '1.1' | '1.2' | '1.3';

const AGE: readonly TlsVersion[] = ['ssl2', 'ssl3', '1.0', '1.1', '1.2', '1.3'];

export interface TlsPolicy {
  readonly name: string;
  /** CLB, ALB, NLB, GA and AlbConfig listeners share their names; API Gateway's instances have others. */
  readonly of: 'listener' | 'apiGateway';
  /** Accepted versions, oldest first. */
  readonly versions: readonly TlsVersion[];
  readonly minimum: TlsVersion;
  /** Lets in 3DES or suites without forward secrecy; undefined where the documentation does not list the suites. */
  readonly weakSuites: boolean | undefined;
  /** weak: below TLS 1.2. acceptable: TLS 1.2 with weak or unlisted suites. good: forward secrecy. best: TLS 1.3 too. */
  readonly verdict: 'weak' | 'acceptable' | 'good' | 'best';
}

export const TLS_POLICIES: readonly TlsPolicy[] = [
  policy('tls_cipher_policy_1_0', ['1.0', '1.1', '1.2'], true, 'weak'),
  policy('tls_cipher_policy_1_1', ['1.1', '1.2'], true, 'weak'),
  policy('tls_cipher_policy_1_2', ['1.2'], true, 'acceptable'),
  policy('tls_cipher_policy_1_2_strict', ['1.2'], false, 'good'),
  policy('tls_cipher_policy_1_2_strict_with_1_3', ['1.2', '1.3'], false, 'best'),
  // API Gateway instances (HttpsPolicy); the suites are not documented in what we have read.
  policy('HTTPS1_1_TLS1_0', ['1.0', '1.1', '1.2'], undefined, 'weak'),
  policy('HTTPS2_TLS1_0', ['1.0', '1.1', '1.2'], undefined, 'weak'),
  policy('HTTPS2_TLS1_2', ['1.2'], undefined, 'acceptable'),
];

/** What a CLB, ALB, NLB or AlbConfig listener uses when it names no policy. */
export const DEFAULT_TLS_POLICY = 'tls_cipher_policy_1_0';

/** What a fix proposes. */
export const RECOMMENDED_TLS_POLICY = 'tls_cipher_policy_1_2_strict_with_1_3';

function policy(
  name: string,
  versions: readonly [TlsVersion, ...TlsVersion[]],
  weakSuites: boolean | undefined,
  verdict: TlsPolicy['verdict'],
): TlsPolicy {
  return {
    name,
    of: name.startsWith('HTTPS') ? 'apiGateway' : 'listener',
    versions,
    minimum: versions[0],
    weakSuites,
    verdict,
  };
}

/** A named policy, in any case; undefined for custom policies (`tls-…`, `sp-…`) and unknown names. */
export function tlsPolicy(name: string): TlsPolicy | undefined {
  const wanted = name.trim().toLowerCase();
  return TLS_POLICIES.find((known) => known.name.toLowerCase() === wanted);
}

/** The oldest version that a named policy accepts; undefined where that cannot be known from the name. */
export function minimumVersion(policyName: string): TlsVersion | undefined {
  return tlsPolicy(policyName)?.minimum;
}

/** Negative when `a` is older than `b`, 0 when they are the same, positive when it is newer. */
export function compareTls(a: TlsVersion, b: TlsVersion): number {
  return AGE.indexOf(a) - AGE.indexOf(b);
}

/** The oldest of the versions; undefined for an empty list. */
export function oldestVersion(versions: Iterable<TlsVersion>): TlsVersion | undefined {
  return [...versions].sort(compareTls)[0];
}

/**
 * Reads one version: `TLSv1.2` (nginx, OSS, FC), `tls1.2` (Anti-DDoS), `TLSV1_2` (Istio), `TLS1_2`, `TLS 1.2`, `tls12`
 * (CDN, ESA), `tlsv1` (WAF, nginx: 1.0), `1.2`, `SSLv3`. Anything else, `TLS_AUTO` too, is undefined.
 */
export function parseTlsVersion(text: string): TlsVersion | undefined {
  const written = text.trim().toLowerCase();
  const ssl = /^sslv?([23])(?:[._]0)?$/.exec(written);
  if (ssl !== null) return ssl[1] === '2' ? 'ssl2' : 'ssl3';
  const tls = /^(?:tls[ _-]?v?)?1(?:[._]([0-3]))$|^tls[ _-]?v?1([0-3])?$/.exec(written);
  if (tls === null) return undefined;
  return AGE[2 + Number(tls[1] ?? tls[2] ?? '0')];
}

export interface TlsVersionList {
  readonly versions: readonly TlsVersion[];
  /** Words that are no version. */
  readonly unknown: readonly string[];
}

/** Reads `TLSv1.2 TLSv1.3` (the nginx ConfigMap's ssl-protocols), commas too; the versions come oldest first. */
export function parseTlsVersions(text: string): TlsVersionList {
  const versions = new Set<TlsVersion>();
  const unknown: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const version = parseTlsVersion(word);
    if (version === undefined) unknown.push(word);
    else versions.add(version);
  }
  return { versions: [...versions].sort(compareTls), unknown };
}
