/** `portguard explain RULE`: a rule's documentation in the terminal. */
import { builtInChecks } from '../../core/config/built-in.ts';
import { didYouMean } from '../../core/config/nearest.ts';
import { rules } from '../../core/rules/index.ts';
import { pageOf } from '../../core/rules/page.ts';
import { has, isUsageProblem, type OptionTable, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import { type Console, type Paint, painter, wantsColor } from '../terminal.ts';

const options = {
  language: { value: 'en|zh-CN', help: { en: 'Language of the text', zh: '文本的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what = {
  en: 'Says what a rule means, why it matters and what to do.',
  zh: '说明规则的含义、重要性与处理办法。',
};

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard explain RULE', what, options, console.language));
    return 0;
  }
  const [id] = read.positionals;
  if (id === undefined) {
    console.error({
      en: 'Name a rule: portguard explain RULE. "portguard rules" lists them all.',
      zh: '请指定规则：portguard explain 规则。可用“portguard rules”列出全部规则。',
    });
    return 2;
  }
  const checks = [...rules, ...builtInChecks];
  const check = checks.find((one) => one.id === id);
  if (!check) {
    const guess = didYouMean(
      id,
      checks.map((one) => one.id),
    );
    console.error({
      en: `There is no rule "${id}".${guess.en} "portguard rules" lists them all.`,
      zh: `没有规则“${id}”。${guess.zh}可用“portguard rules”列出全部规则。`,
    });
    return 2;
  }
  const paint = painter(wantsColor(undefined, process.env, process.stdout.isTTY === true));
  console.out(readable(pageOf(check, console.language), paint));
  return 0;
}

/** Markdown as a terminal shows it: headings bold, code indented, emphasis without its signs. */
function readable(markdown: string, paint: Paint): string {
  let inCode = false;
  const lines = markdown.split('\n').flatMap((line) => {
    if (/^`{3,}/.test(line)) {
      inCode = !inCode;
      return [];
    }
    if (inCode) return [`    ${line}`];
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    if (heading !== undefined) return [paint('bold', heading)];
    return [
      line
        .replace(/\*\*(.+?)\*\*/g, (_, text: string) => paint('bold', text))
        .replace(/`([^`]+)`/g, (_, text: string) => paint('cyan', text)),
    ];
  });
  return lines.join('\n');
}
