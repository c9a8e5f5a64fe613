/** What a change opens and closes, as text for people, as a comment of a pull request, and as JSON. */
import type { Change } from '../../core/exposure/compare.ts';
import { cellsOf, markdownTable, placeText, portsText } from '../../core/exposure/table.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { printable } from '../../core/text/printable.ts';
import type { Paint } from '../terminal.ts';
import { jsonOf } from './formats.ts';

export const changeFormats = ['text', 'markdown', 'json'] as const;
export type ChangeFormat = (typeof changeFormats)[number];

const nothing: Text = {
  en: 'Security groups, listeners and Services open nothing new and close nothing.',
  zh: '没有新开放，也没有关闭任何访问。',
};

export function formatChanges(
  changes: readonly Change[],
  format: ChangeFormat,
  language: Language,
  paint: Paint,
): string {
  const opens = changes.filter(({ change }) => change === 'opens');
  const closes = changes.filter(({ change }) => change === 'closes');
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, opens: opens.map(({ row }) => jsonOf(row)), closes: closes.map(({ row }) => jsonOf(row)) }, null, 2)}\n`;
    case 'markdown':
      return markdownOf(opens, closes, language);
    case 'text':
      if (changes.length === 0) return `${nothing[language]}\n`;
      return [...opens, ...closes].map((one) => `${lineOf(one, language, paint)}\n`).join('');
  }
}

/** `+ alicloud_security_group.web: 0.0.0.0/0 may connect with tcp 22 (SSH), exposed by …  main.tf:3:14` */
function lineOf({ change, row }: Change, language: Language, paint: Paint): string {
  const services = row.services.length > 0 ? ` (${row.services.join(', ')})` : '';
  const [to, from, , , reach = '', through = ''] = cellsOf(row, language);
  const sign = change === 'opens' ? paint('red', '+') : paint('green', '-');
  const text = {
    en: `${to}: ${from} ${change === 'opens' ? 'can now' : 'can no longer'} connect with ${portsText(row)}${services} [${reach}]${through ? ` through ${through}` : ''}`,
    zh: `${to}：${from} ${change === 'opens' ? '现在可以' : '不再可以'}访问 ${portsText(row)}${services} [${reach}]${through ? `，经由 ${through}` : ''}`,
  }[language];
  return `${sign} ${printable(text)}  ${paint('dim', placeText(row))}`;
}

function markdownOf(opens: readonly Change[], closes: readonly Change[], language: Language): string {
  const part = (title: string, changes: readonly Change[]): string[] =>
    changes.length === 0
      ? []
      : [
          `#### ${title}`,
          '',
          markdownTable(
            changes.map(({ row }) => row),
            language,
          ),
        ];
  const head = { en: '### PortGuard: exposure', zh: '### PortGuard：暴露面变化' }[language];
  const words = {
    en: [`⚠️ Opens (${opens.length})`, `🔒 Closes (${closes.length})`],
    zh: [`⚠️ 新开放（${opens.length}）`, `🔒 已关闭（${closes.length}）`],
  }[language];
  const body = [...part(words[0] ?? '', opens), ...part(words[1] ?? '', closes)];
  return `${[head, '', ...(body.length > 0 ? body : [nothing[language], ''])].join('\n')}`;
}
