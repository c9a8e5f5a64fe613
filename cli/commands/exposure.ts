/** `portguard exposure`: who can reach what, as a table; or the answer to one question. */
import type { Text } from '../../core/text/message.ts';
import {
  type Arguments,
  has,
  isUsageProblem,
  lastValue,
  type OptionTable,
  readArguments,
  wordProblem,
} from '../arguments.ts';
import { answerJson, answersIn, answerText, askedOf } from '../exposure/answer.ts';
import { type ExposureFormat, exposureFormats, formatRows } from '../exposure/formats.ts';
import { isPublic, rowsIn } from '../exposure/rows.ts';
import { commandHelp } from '../help.ts';
import { languageNames } from '../language.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { progress } from '../progress.ts';
import { selectedFolders, selectionOptions } from '../selection.ts';
import type { Console } from '../terminal.ts';

const options = {
  format: {
    value: exposureFormats.join('|'),
    short: 'f',
    help: { en: 'How to show it (default: table)', zh: '输出格式（默认 table）' },
  },
  output: { value: 'FILE', short: 'o', help: { en: 'Write it to a file', zh: '写入文件' } },
  public: { help: { en: 'Only what the internet reaches or may reach', zh: '只列出互联网可达或可能可达的' } },
  from: { value: 'ADDRESS', help: { en: 'Ask about one source, with --to', zh: '询问某个来源，与 --to 一起使用' } },
  to: { value: 'GROUP:PORT', help: { en: 'Ask about one port of a security group', zh: '询问某个安全组的某个端口' } },
  protocol: { value: 'NAME', help: { en: 'Protocol of the question (default: tcp)', zh: '所询问的协议（默认 tcp）' } },
  ...selectionOptions,
} satisfies OptionTable;

const what: Text = {
  en: `Says who can reach which port, and through what: for every security group, public listener and Service, once
priority, drop rules and defaults have had their say. With --from and --to it answers one question.

  portguard exposure infra/ --public
  portguard exposure infra/ --from 203.0.113.9 --to alicloud_security_group.web:3306`,
  zh: `列出谁可以经由什么访问哪个端口：针对每个安全组、公网监听和 Service，
综合优先级、拒绝规则和默认行为之后的结果。使用 --from 与 --to 可回答一个具体问题。

  portguard exposure infra/ --public
  portguard exposure infra/ --from 203.0.113.9 --to alicloud_security_group.web:3306`,
};

type ExposureArguments = Arguments<typeof options>;

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  const problem = isUsageProblem(read) ? read : problemOf(read);
  if (problem || isUsageProblem(read)) {
    if (problem) console.error(problem);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard exposure [PATH…]', what, options, console.language));
    return 0;
  }
  const failures: Text[] = [];
  const shown = progress(process.stderr.isTTY === true, console.language);
  const text = textOf(read, failures, console, shown.step);
  shown.end();
  for (const failure of failures) console.error(failure);
  if (typeof text !== 'string') {
    console.error(text);
    return 2;
  }
  const output = lastValue(read, 'output');
  if (!writeOutput(output, text, console)) return 2;
  return failures.length > 0 ? 2 : 0;
}

function textOf(
  read: ExposureArguments,
  failures: Text[],
  { language }: Console,
  onFolder: (folder: string, files: number) => void,
): string | Text {
  const request = { ...selectedFolders(read), onFolder };
  const format = (lastValue(read, 'format') ?? 'table') as ExposureFormat;
  const [from, to] = [lastValue(read, 'from'), lastValue(read, 'to')];
  if (from === undefined || to === undefined) {
    const rows = rowsIn(request, failures);
    return formatRows(has(read, 'public') ? rows.filter(isPublic) : rows, format, language);
  }
  const asked = askedOf(from, to, lastValue(read, 'protocol') ?? 'tcp');
  if ('en' in asked) return asked;
  const answers = answersIn(request, asked, failures);
  if (answers.length === 0) {
    return {
      en: `No security group is called "${asked.group}" here. "portguard exposure" lists them all.`,
      zh: `这里没有名为“${asked.group}”的安全组。“portguard exposure”列出全部安全组。`,
    };
  }
  return format === 'json' ? answerJson(answers, asked) : answerText(answers, asked, language);
}

function problemOf(read: ExposureArguments): Text | undefined {
  const format = lastValue(read, 'format');
  const language = lastValue(read, 'language');
  if ((lastValue(read, 'from') === undefined) !== (lastValue(read, 'to') === undefined)) {
    return { en: 'A question needs both --from and --to.', zh: '提问需要同时指定 --from 与 --to。' };
  }
  return (
    (format === undefined ? undefined : wordProblem('format', format, exposureFormats)) ??
    (language === undefined ? undefined : wordProblem('language', language, Object.keys(languageNames)))
  );
}
