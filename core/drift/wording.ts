/** Drift in words, for the command line and for editors. */

import { shortWords } from '../exposure/row.ts';
import { portsText, sourceText } from '../exposure/table.ts';
import { PortSet } from '../network/ports.ts';
import { addressText } from '../rules/exposure/wording.ts';
import { caseText } from '../rules/hygiene/case-text.ts';
import type { Language, Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import type { DifferenceKind } from './differences.ts';
import type { Effect } from './effects.ts';
import type { PairedBy } from './group-pairs.ts';
import type { SideRule } from './side-rules.ts';

export const kindTexts: Readonly<Record<DifferenceKind, Text>> = {
  'only-in-account': { en: 'only in the account', zh: '仅在账号中' },
  'only-in-template': { en: 'only in the templates', zh: '仅在模板中' },
  differs: { en: 'differs', zh: '不一致' },
  unknown: { en: 'not known', zh: '无法判断' },
};

export const pairedByTexts: Readonly<Record<PairedBy, Text>> = {
  id: { en: 'by its id', zh: '按 ID' },
  configuration: { en: 'by the configuration', zh: '按配置' },
  state: { en: 'by the state', zh: '按 Terraform 状态' },
  name: { en: 'by its name', zh: '按名称' },
};

/** `accept tcp 22 from 0.0.0.0/0 with priority 1`; of what is not known the words that stand for it. */
export function ruleText({ cases, widest, direction, rule }: SideRule): Text {
  const [first, ...more] = cases;
  if (first) {
    const texts = [first, ...more].map((one) => caseText(one, direction));
    return { en: texts.map(({ en }) => en).join('; '), zh: texts.map(({ zh }) => zh).join('；') };
  }
  const most = widest('accept') ?? widest('drop');
  const ports = most?.box.ports ?? PortSet.all;
  const what = most ? portsText({ protocol: most.box.protocol, ports }) : '?';
  const { source, start, end } = most?.peer?.at ?? rule.at;
  const words = shortWords(source.text.slice(start, end));
  const policy = most?.policy ?? '?';
  const way = direction === 'ingress' ? 'from' : 'to';
  return {
    en: `${policy} ${what} ${way} ? (${words})`,
    zh: `${policy === 'drop' ? '拒绝' : '允许'} ${what}（${direction === 'ingress' ? '来源' : '目的'} ? ${words}）`,
  };
}

/** The same in the fewest words, for a list: `tcp 22 ← 0.0.0.0/0`, `drop all → 10.0.0.0/8`. */
export function ruleLabel({ cases: [first, ...more], widest, direction, rule }: SideRule): Text {
  const most = first ?? widest('accept') ?? widest('drop');
  const ports = most?.box.ports ?? PortSet.all;
  const what = most ? portsText({ protocol: most.box.protocol, ports }) : '?';
  const way = direction === 'ingress' ? '←' : '→';
  const { source, start, end } = most?.peer?.at ?? rule.at;
  const known = first?.box.peer ? addressText(first.box.peer) : first?.box.member?.replace(/^[^:]*:/, '');
  const rest = more.length > 0 ? ' …' : '';
  const text = `${what} ${way} ${known ?? `? (${shortWords(source.text.slice(start, end))})`}${rest}`;
  return most?.policy === 'drop' && first ? { en: `drop ${text}`, zh: `拒绝 ${text}` } : { en: text, zh: text };
}

/** Where a rule is written in its file: at its peer, or else where it begins. */
export function placeOf({ cases: [first], rule }: SideRule): Location {
  const at = first?.peer?.at ?? rule.at;
  return at.source.outermost(at);
}

/** `opens tcp 22 (SSH) to 0.0.0.0/0, exposed by eip-…` */
export function effectText(
  { change, certainty, direction, peer, protocol, except, ports, services, reach, ways }: Effect,
  language: Language,
): string {
  const what = portsText({ protocol, except, ports });
  const named = services.length > 0 ? ` (${services.join(', ')})` : '';
  const who = sourceText(peer, language);
  const through = ways.join(', ');
  const isExposed = reach === 'exposed';
  const verb = { opens: { en: 'opens', zh: '新开放' }, closes: { en: 'closes', zh: '关闭' } }[change];
  const may = certainty === 'possible';
  const en = `${may ? 'possibly ' : ''}${verb.en} ${what}${named} ${direction === 'ingress' ? 'from' : 'to'} ${who}${isExposed ? `, exposed through ${through}` : ''}`;
  const zh = `${may ? '可能' : ''}${verb.zh} ${what}${named}（${direction === 'ingress' ? '来源' : '目的'} ${who}${isExposed ? `，经由 ${through} 暴露` : ''}）`;
  return { en, zh }[language];
}
