/** The part of tls/weak-policy that is about buckets, gateways and functions. */

import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import type { Resource } from '../../dialects/resource.ts';
import { compareTls, minimumVersion, parseTlsVersion, type TlsVersion } from '../../network/tls-policy.ts';
import type { Text } from '../../text/message.ts';
import { holds } from '../../values/truth.ts';
import { possibilities, type Value } from '../../values/value.ts';
import type { RuleContext } from '../rule.ts';
import { missing } from '../services/whitelists.ts';
import { versionFixes } from './version-fixes.ts';

/** Versions and policies below `minimum` (1.2 where the option says nothing else). */
export function weakServiceTls(context: RuleContext): void {
  const { model, options } = context;
  const minimum = parseTlsVersion(String(options.minimum ?? '1.2')) ?? '1.2';
  const old = (word: string): boolean => isOlder(parseTlsVersion(word), minimum);
  for (const bucket of model.buckets) {
    const { resource, tlsVersions = [] } = bucket;
    for (const version of tlsVersions) {
      const fixes = () => versionFixes(bucket, tlsVersions, version, minimum);
      reportOld(context, { resource, value: version, old, minimum, say: bucketText, fixes });
    }
  }
  for (const gateway of model.apiGateways) {
    const { resource, tlsPolicy } = gateway;
    if (!tlsPolicy) continue;
    const weak = (name: string): boolean => isOlder(minimumVersion(name), minimum);
    const fixes = () => (weak(newest) ? [] : mended(gateway, 'tlsPolicy', newest, useText(newest)));
    reportOld(context, { resource, value: tlsPolicy, old: weak, minimum, say: gatewayText, fixes });
  }
  for (const domain of model.serviceDomains) {
    const { resource, minimumTls: value } = domain;
    if (!value) continue;
    const fixes = () => versionFixes(domain, [value], value, minimum);
    reportOld(context, { resource, value, old, minimum, say: domainText, fixes });
  }
}

function isOlder(version: TlsVersion | undefined, minimum: TlsVersion): boolean {
  return version !== undefined && compareTls(version, minimum) < 0;
}

interface Old {
  readonly resource: Resource;
  readonly value: Value<string>;
  readonly old: (word: string) => boolean;
  readonly minimum: TlsVersion;
  readonly say: (word: string, minimum: TlsVersion) => Text;
  readonly fixes: () => readonly Fix[];
}

function reportOld({ report }: RuleContext, { resource, value, old, minimum, say, fixes }: Old): void {
  const word = possibilities(value).find(({ value: one }) => old(one))?.value ?? '';
  report(holds(value, old), { resource, at: value, because: missing(value), message: say(word, minimum), fixes });
}

/** The strictest that API gateways know. */
const newest = 'HTTPS2_TLS1_2';

const useText = (name: string): Text => ({ en: `Use ${name}`, zh: `使用 ${name}` });

const bucketText = (word: string, minimum: TlsVersion): Text => ({
  en: `This bucket accepts ${word}. Accept TLS ${minimum} and newer only.`,
  zh: `此 Bucket 接受 ${word}。请只接受 TLS ${minimum} 及以上版本。`,
});

const gatewayText = (word: string, minimum: TlsVersion): Text => ({
  en: `The policy ${word} of this API gateway accepts TLS below ${minimum}. Use HTTPS2_TLS1_2.`,
  zh: `此 API 网关的策略 ${word} 接受低于 ${minimum} 的 TLS。请使用 HTTPS2_TLS1_2。`,
});

const domainText = (word: string, minimum: TlsVersion): Text => ({
  en: `This domain accepts TLS from ${word} on. Set the minimum to TLS ${minimum}.`,
  zh: `此域名接受的最低 TLS 版本为 ${word}。请设为 TLS ${minimum}。`,
});
