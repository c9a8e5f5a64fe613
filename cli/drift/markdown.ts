/** Drift as a table for a comment or a report. */

import type { DriftRow } from '../../core/drift/drift.ts';
import { effectText, kindTexts, ruleText } from '../../core/drift/wording.ts';
import { escapedMarkdown } from '../../core/exposure/table.ts';
import type { Language } from '../../core/text/message.ts';
import { type DriftFacts, leftOut, nothing, pairName, placesOf, wayWord } from './facts.ts';

const heads = {
  en: ['Group', 'Direction', 'Drift', 'In the account', 'In the templates', 'Effect', 'Place'],
  zh: ['安全组', '方向', '差异', '账号中', '模板中', '影响', '位置'],
} as const;

export function driftMarkdown({ drift, isLive }: DriftFacts, language: Language): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const title = { en: '### PortGuard: drift', zh: '### PortGuard：配置漂移' }[language];
  const table =
    drift.rows.length === 0
      ? [nothing(drift)[language]]
      : [
          line(heads[language]),
          `|${' --- |'.repeat(heads[language].length)}`,
          ...drift.rows.map((row) => line(cellsOf(row, isLive, language).map(escapedMarkdown))),
        ];
  const rest = leftOut(drift).map((one) => `- ${escapedMarkdown(one[language])}`);
  return `${[title, '', ...table, ...(rest.length > 0 ? ['', ...rest] : [])].join('\n')}\n`;
}

function cellsOf(row: DriftRow, isLive: boolean, language: Language): readonly string[] {
  const { kind, account, template, effects } = row;
  const rules = (some: DriftRow['account']): string => some.map((one) => ruleText(one)[language]).join(', ');
  return [
    pairName(row),
    wayWord(row, language),
    kindTexts[kind][language],
    rules(account),
    rules(template),
    effects.map((one) => effectText(one, language)).join('; '),
    placesOf(row, isLive).join(' '),
  ];
}
