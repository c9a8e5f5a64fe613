/** TLS policies and versions, explained: what a client may speak. */
import { keyOf } from '../../core/network/identity.ts';
import type { NetworkModel } from '../../core/network/model.ts';
import {
  compareTls,
  parseTlsVersion,
  RECOMMENDED_TLS_POLICY,
  type TlsPolicy,
  type TlsVersion,
  tlsPolicy,
} from '../../core/network/tls-policy.ts';
import type { Text } from '../../core/text/message.ts';
import { lines } from './markdown.ts';

const verdicts: Readonly<Record<TlsPolicy['verdict'], Text>> = {
  weak: {
    en: `Weak: versions before TLS 1.2 are retired (RFC 8996). Use \`${RECOMMENDED_TLS_POLICY}\`.`,
    zh: `弱：TLS 1.2 之前的版本已废弃（RFC 8996）。请改用 \`${RECOMMENDED_TLS_POLICY}\`。`,
  },
  acceptable: {
    en: `Acceptable: it may let in suites without forward secrecy. \`${RECOMMENDED_TLS_POLICY}\` is better.`,
    zh: `尚可：可能允许不支持前向保密的加密套件。\`${RECOMMENDED_TLS_POLICY}\` 更好。`,
  },
  good: { en: 'Good: forward secrecy only.', zh: '良好：只允许支持前向保密的加密套件。' },
  best: { en: 'Best: forward secrecy only, and TLS 1.3.', zh: '最佳：只允许支持前向保密的加密套件，并支持 TLS 1.3。' },
};

const retired: Text = {
  en: 'Retired (RFC 8996): allow TLS 1.2 and newer only.',
  zh: '已废弃（RFC 8996）：请只允许 TLS 1.2 及更新版本。',
};

/** A policy by its name, or one version; `undefined` for what is neither. */
export function tlsText(written: string): Text | undefined {
  const policy = tlsPolicy(written);
  if (policy) return lines(allows(policy.name, policy.versions), verdicts[policy.verdict]);
  const version = parseTlsVersion(written);
  if (!version) return undefined;
  const name = versionName(version);
  const current = { en: 'Current.', zh: '现行版本。' };
  return lines({ en: `**${name}**`, zh: `**${name}**` }, isOld(version) ? retired : current);
}

/** A custom policy that these files declare. */
export function customTlsText({ tlsPolicies }: NetworkModel, key: string): Text | undefined {
  const policy = tlsPolicies.find((one) => keyOf(one) === key);
  const written = policy?.versions?.map((one) => (one.kind === 'known' ? parseTlsVersion(one.value) : undefined));
  const versions = written?.filter((version) => version !== undefined) ?? [];
  if (!policy || versions.length === 0 || versions.length !== written?.length) return undefined;
  const told = allows(policy.resource.address, versions.sort(compareTls));
  return versions.some(isOld) ? lines(told, retired) : told;
}

function allows(name: string, versions: readonly TlsVersion[]): Text {
  const names = versions.map(versionName);
  return { en: `\`${name}\` allows **${names.join(', ')}**`, zh: `\`${name}\` 允许 **${names.join('、')}**` };
}

function versionName(version: TlsVersion): string {
  return version.startsWith('ssl') ? `SSL ${version.slice('ssl'.length)}` : `TLS ${version}`;
}

function isOld(version: TlsVersion): boolean {
  return compareTls(version, '1.2') < 0;
}
