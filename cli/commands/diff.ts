/** `portguard diff`: what a change opens that was closed before, and what it closes. */
import { resolve } from 'node:path';
import { changes } from '../../core/exposure/compare.ts';
import type { Text } from '../../core/text/message.ts';
import {
  type Arguments,
  allValues,
  has,
  isUsageProblem,
  lastValue,
  type OptionTable,
  readArguments,
  wordProblem,
} from '../arguments.ts';
import { type ChangeFormat, changeFormats, formatChanges } from '../exposure/changes.ts';
import { isPublic } from '../exposure/rows.ts';
import { readVersion, type VersionRequest } from '../exposure/versions.ts';
import { commandHelp } from '../help.ts';
import { languageNames } from '../language.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { progress } from '../progress.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';

const options = {
  format: {
    value: changeFormats.join('|'),
    short: 'f',
    help: { en: 'How to show it (default: text)', zh: '输出格式（默认 text）' },
  },
  output: { value: 'FILE', short: 'o', help: { en: 'Write it to a file', zh: '写入文件' } },
  path: { value: 'PATH', help: { en: 'Compare only this; may be repeated', zh: '只比较该路径，可重复' } },
  public: { help: { en: 'Only what the internet reaches or may reach', zh: '只列出互联网可达或可能可达的' } },
  'var-file': {
    value: 'FILE',
    help: { en: 'Values of Terraform variables, for both sides', zh: 'Terraform 变量的取值文件，用于两侧' },
  },
  parameters: {
    value: 'FILE',
    help: { en: 'Values of ROS parameters, for both sides', zh: 'ROS 参数的取值文件，用于两侧' },
  },
  'no-ignore': { help: { en: 'Do not honour ignore files', zh: '不使用忽略文件' } },
  language: { value: 'en|zh-CN', help: { en: 'Language of the words', zh: '文字的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what: Text = {
  en: `Says what becomes reachable and what is closed between two versions, however the text has moved. BASE and HEAD are
git revisions, folders, or Terraform plans and states; without HEAD the files as they are now. The exit status is 1 when
something certainly opens.

  portguard diff main
  portguard diff origin/main --format markdown --public
  portguard diff before.json after.json`,
  zh: `列出两个版本之间新开放和被关闭的访问，与文本如何移动无关。BASE 与 HEAD 可以是 git 版本、目录，
或 Terraform 计划与状态文件；省略 HEAD 时为当前文件。确定有新开放时退出码为 1。

  portguard diff main
  portguard diff origin/main --format markdown --public
  portguard diff before.json after.json`,
};

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  const { language } = console;
  if (has(read, 'help')) {
    console.out(commandHelp('portguard diff BASE [HEAD]', what, options, language));
    return 0;
  }
  const problem = problemOf(read);
  if (problem) {
    console.error(problem);
    return 2;
  }
  const failures: Text[] = [];
  const shown = progress(process.stderr.isTTY === true, language);
  const [before, after] = sidesOf(read, failures, shown.step);
  shown.end();
  for (const failure of failures) console.error(failure);
  for (const side of [before, after]) {
    if (!('en' in side)) continue;
    console.error(side);
    return 2;
  }
  if ('en' in before || 'en' in after) return 2;
  const all = changes(before.units, after.units).filter(({ row }) => !has(read, 'public') || isPublic(row));
  const output = lastValue(read, 'output');
  const paint = painter(output === undefined && wantsColor(undefined, process.env, process.stdout.isTTY === true));
  const text = formatChanges(all, (lastValue(read, 'format') ?? 'text') as ChangeFormat, language, paint);
  if (!writeOutput(output, text, console)) return 2;
  if (failures.length > 0) return 2;
  return all.some(({ change, row }) => change === 'opens' && row.certainty === 'certain') ? 1 : 0;
}

function sidesOf(read: Arguments<typeof options>, failures: Text[], onFolder: (folder: string, files: number) => void) {
  const cwd = process.cwd();
  const paths = allValues(read, 'path');
  const request: VersionRequest = {
    ignore: !has(read, 'no-ignore'),
    maxFileSize: 5e6,
    onFolder,
    inputs: {
      varFiles: allValues(read, 'var-file').map((file) => resolve(cwd, file)),
      parameters: allValues(read, 'parameters').map((file) => resolve(cwd, file)),
    },
  };
  const [base, head] = read.positionals;
  const side = (name: string | undefined) =>
    readVersion(name, paths.length > 0 ? paths : ['.'], cwd, request, failures);
  return [side(base), side(head)] as const;
}

function problemOf(read: Arguments<typeof options>): Text | undefined {
  const format = lastValue(read, 'format');
  const language = lastValue(read, 'language');
  if (read.positionals.length === 0) {
    return {
      en: 'Name what to compare with: portguard diff main.',
      zh: '请指明与什么比较，例如：portguard diff main。',
    };
  }
  if (read.positionals.length > 2) {
    return {
      en: 'Two versions at most can be compared; limit them to paths with --path.',
      zh: '最多比较两个版本；用 --path 限定路径。',
    };
  }
  return (
    (format === undefined ? undefined : wordProblem('format', format, changeFormats)) ??
    (language === undefined ? undefined : wordProblem('language', language, Object.keys(languageNames)))
  );
}
