/**
 * What an OSS bucket policy means, as far as it decides who may read a bucket and over what. How the document is
 * read stands in core/dialects/bucket-policy.ts.
 */
import type { Location } from '../text/source.ts';
import { allOf, anyOf, not, type Truth } from '../values/truth.ts';
import type { Unknown } from '../values/value.ts';

export interface PolicyStatement {
  /** The principal where it is written, else the statement. */
  readonly at: Location;
  readonly allows: Truth;
  readonly denies: Truth;
  /** Anyone at all, `*`. */
  readonly anyone: Truth;
  /** A condition limits it to addresses or to a VPC. */
  readonly limited: Truth;
  /** It applies to requests without TLS only (`acs:SecureTransport` is false), or to old versions of it. */
  readonly insecureOnly: Truth;
  /** It applies to requests with TLS only. */
  readonly secureOnly: Truth;
  readonly unknowns: readonly Unknown[];
}

export interface BucketPolicy {
  readonly statements: readonly PolicyStatement[];
}

/** Whether a statement lets anyone in from anywhere. */
export function letsAnyoneIn({ allows, anyone, limited }: PolicyStatement): Truth {
  return allOf(allows, anyone, not(limited));
}

/**
 * Whether requests without TLS are refused: by a Deny for them, or because all that the policy allows wants TLS
 * (RAM users' own rights are then still open to HTTP, but the policy does what it can for those it lets in).
 */
export function refusesPlainHttp({ statements }: BucketPolicy): Truth {
  const denied = anyOf('no', ...statements.map(({ denies, insecureOnly }) => allOf(denies, insecureOnly)));
  const allowing = statements.filter(({ allows }) => allows !== 'no');
  if (allowing.length === 0) return denied;
  return anyOf(denied, allOf(...allowing.map(({ secureOnly }) => secureOnly)));
}
