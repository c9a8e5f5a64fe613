/** Drift as lines for a terminal, group by group. */

import type { DifferenceKind } from '../../core/drift/differences.ts';
import type { DriftRow } from '../../core/drift/drift.ts';
import { effectText, kindTexts, pairedByTexts, ruleText } from '../../core/drift/wording.ts';
import type { Language } from '../../core/text/message.ts';
import { printable } from '../../core/text/printable.ts';
import type { Paint } from '../terminal.ts';
import { type DriftFacts, leftOut, nothing, pairName, placesOf, wayWord } from './facts.ts';

const signs: Record<DifferenceKind, string> = {
  'only-in-account': '+',
  'only-in-template': '-',
  differs: '~',
  unknown: '?',
};

export function driftText({ drift, isLive }: DriftFacts, language: Language, paint: Paint): string {
  const lines: string[] = [];
  let last = '';
  for (const row of drift.rows) {
    const name = pairName(row);
    if (name !== last) lines.push(`${name} (${pairedByTexts[row.pair.by][language]})`);
    last = name;
    lines.push(...rowLines(row, isLive, language, paint));
  }
  if (drift.rows.length === 0) lines.push(nothing(drift)[language]);
  return [...lines, ...leftOut(drift).map((one) => one[language])].map((line) => `${line}\n`).join('');
}

function rowLines(row: DriftRow, isLive: boolean, language: Language, paint: Paint): readonly string[] {
  const { kind, account, template, effects, certainty } = row;
  const rules = (some: DriftRow['account']): string => printable(some.map((one) => ruleText(one)[language]).join(', '));
  const both = account.length > 0 && template.length > 0;
  const sides = both
    ? {
        en: `${rules(account)}; in the templates ${rules(template)}`,
        zh: `${rules(account)}；模板中为 ${rules(template)}`,
      }[language]
    : rules([...account, ...template]);
  const possible =
    certainty === 'possible' && kind === 'differs' ? { en: ' (possible)', zh: '（可能）' }[language] : '';
  const [comma, colon] = { en: [', ', ': '], zh: ['，', '：'] }[language];
  const opens = effects.some(({ change }) => change === 'opens');
  const sign = paint(opens ? 'red' : 'dim', signs[kind]);
  const places = paint('dim', placesOf(row, isLive).join(' '));
  return [
    `  ${sign} ${wayWord(row, language)}${comma}${kindTexts[kind][language]}${possible}${colon}${sides}  ${places}`,
    ...effects.map((one) => `      ${printable(effectText(one, language))}`),
  ];
}
