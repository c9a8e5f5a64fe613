/** What the formats of drift have in common. */
import { accountName, type Drift, type DriftRow, templateName } from '../../core/drift/drift.ts';
import type { SideRule } from '../../core/drift/side-rules.ts';
import { placeOf } from '../../core/drift/wording.ts';
import { placeText } from '../../core/exposure/table.ts';
import type { Language, Text } from '../../core/text/message.ts';

export interface DriftFacts {
  readonly drift: Drift;
  /** The account was read now: there is no file that places in it could be looked up in. */
  readonly isLive: boolean;
}

export function pairName({ pair: { template, account } }: DriftRow): string {
  return `${[...new Set(template.map(templateName))].join(', ')} = ${accountName(account)}`;
}

export function placesOf(row: DriftRow, isLive: boolean): readonly string[] {
  const places = (rules: readonly SideRule[]): readonly string[] => rules.map((one) => placeText({ at: placeOf(one) }));
  return [...(isLive ? [] : places(row.account)), ...places(row.template)];
}

/** What was left out of the comparison, one sentence each. */
export function leftOut({ pairing: { onlyTemplate, onlyAccount, managed }, unbounded }: Drift): readonly Text[] {
  const list = (names: readonly string[]): string => [...new Set(names)].join(', ');
  const found: Text[] = [];
  if (onlyTemplate.length > 0) {
    const names = list(onlyTemplate.map((one) => templateName(one)));
    found.push({
      en: `Not paired with a group of the account: ${names}. Name them in accountGroups of .portguard.yaml.`,
      zh: `未能对应到账号中的安全组：${names}。请在 .portguard.yaml 的 accountGroups 中指明。`,
    });
  }
  if (onlyAccount.length > 0) {
    const names = list(onlyAccount.map(accountName));
    found.push({ en: `In no template: ${names}.`, zh: `没有模板声明：${names}。` });
  }
  if (managed.length > 0) {
    const rules = managed.reduce((sum, { group }) => sum + group.rules.length, 0);
    found.push({
      en: `Managed by cloud services and left out: ${managed.length} (rules: ${rules}).`,
      zh: `由云服务托管，未参与比较：${managed.length} 个安全组，共 ${rules} 条规则。`,
    });
  }
  if (unbounded.length > 0) {
    const names = list(unbounded.map(({ account }) => accountName(account)));
    found.push({
      en: `Too many rules to say what their drift opens: ${names}.`,
      zh: `规则过多，无法得出差异开放了什么：${names}。`,
    });
  }
  return found;
}

export function nothing({ pairing: { pairs } }: Drift): Text {
  return {
    en: `No drift. Security groups compared: ${pairs.length}.`,
    zh: `没有差异。已比较的安全组：${pairs.length}。`,
  };
}

export function wayWord({ direction }: DriftRow, language: Language): string {
  return { ingress: { en: 'inbound', zh: '入方向' }, egress: { en: 'outbound', zh: '出方向' } }[direction][language];
}
