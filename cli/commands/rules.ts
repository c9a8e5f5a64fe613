/** `portguard rules`: all rules, as a table or as JSON. */
import { builtInChecks } from '../../core/config/built-in.ts';
import { rules } from '../../core/rules/index.ts';
import { pageUrl } from '../../core/rules/page.ts';
import { has, isUsageProblem, lastValue, type OptionTable, readArguments, wordProblem } from '../arguments.ts';
import { severityWords } from '../formats/words.ts';
import { commandHelp } from '../help.ts';
import { chosenLanguage, languageNames } from '../language.ts';
import type { ExitStatus } from '../main.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';

const options = {
  format: { value: 'table|json', help: { en: 'How to list them (default: table)', zh: '列出的格式（默认 table）' } },
  language: { value: 'en|zh-CN', help: { en: 'Language of the titles', zh: '标题的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what = {
  en: 'Lists all rules with their severity; * marks those that are on by default.',
  zh: '列出全部规则及其级别；* 表示默认启用。',
};

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  const { language } = console;
  if (has(read, 'help')) {
    console.out(commandHelp('portguard rules [--format table|json]', what, options, language));
    return 0;
  }
  const format = lastValue(read, 'format') ?? 'table';
  const problem =
    wordProblem('format', format, ['table', 'json']) ??
    (has(read, 'language') && !chosenLanguage(argv)
      ? wordProblem('language', lastValue(read, 'language') ?? '', Object.keys(languageNames))
      : undefined);
  if (problem) {
    console.error(problem);
    return 2;
  }
  const rows = [
    ...rules.map((rule) => ({ ...rule, state: rule.recommended ? '*' : ' ' })),
    ...builtInChecks.map((check) => ({ ...check, state: '*' })),
  ];
  if (format === 'json') {
    const list = rows.map(({ id, severity, title, state }) => ({
      id,
      severity,
      recommended: state === '*',
      title: title[language],
      url: pageUrl(id, language),
    }));
    console.out(`${JSON.stringify(list, null, 2)}\n`);
    return 0;
  }
  const paint = painter(wantsColor(undefined, process.env, process.stdout.isTTY === true));
  const width = Math.max(...rows.map(({ id }) => id.length));
  const severityWidth = Math.max(...rows.map(({ severity }) => severityWords[severity][language].length));
  for (const { id, severity, title, state } of rows) {
    const word = severityWords[severity][language].padEnd(severityWidth);
    console.out(`${state} ${id.padEnd(width)}  ${paint('dim', word)}  ${title[language]}\n`);
  }
  return 0;
}
