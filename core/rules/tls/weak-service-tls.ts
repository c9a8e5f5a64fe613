/** The part of tls/weak-policy that is about buckets, gateways and functions. */

import type { Resource } from '../../dialects/resource.ts';
import { compareTls, minimumVersion, parseTlsVersion, type TlsVersion } from '../../network/tls-policy.ts';
import type { Text } from '../../text/message.ts';
import { holds } from '../../values/truth.ts';
import { possibilities, type Value } from '../../values/value.ts';
import type { RuleContext } from '../rule.ts';
import { missing } from '../services/whitelists.ts';

/** Versions and policies below `minimum` (1.2 where the option says nothing else). */
export function weakServiceTls(context: RuleContext): void {
  const { model, options } = context;
  const minimum = parseTlsVersion(String(options.minimum ?? '1.2')) ?? '1.2';
  const old = (word: string): boolean => isOlder(parseTlsVersion(word), minimum);
  for (const { resource, tlsVersions } of model.buckets) {
    for (const version of tlsVersions ?? []) reportOld(context, resource, version, old, minimum, bucketText);
  }
  for (const { resource, tlsPolicy } of model.apiGateways) {
    if (!tlsPolicy) continue;
    const weak = (name: string): boolean => isOlder(minimumVersion(name), minimum);
    reportOld(context, resource, tlsPolicy, weak, minimum, gatewayText);
  }
  for (const { resource, minimumTls } of model.serviceDomains) {
    if (minimumTls) reportOld(context, resource, minimumTls, old, minimum, domainText);
  }
}

function isOlder(version: TlsVersion | undefined, minimum: TlsVersion): boolean {
  return version !== undefined && compareTls(version, minimum) < 0;
}

function reportOld(
  { report }: RuleContext,
  resource: Resource,
  value: Value<string>,
  old: (word: string) => boolean,
  minimum: TlsVersion,
  say: (word: string, minimum: TlsVersion) => Text,
): void {
  const word = possibilities(value).find(({ value: one }) => old(one))?.value ?? '';
  report(holds(value, old), { resource, at: value, because: missing(value), message: say(word, minimum) });
}

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
