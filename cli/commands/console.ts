/** `portguard console`: expressions in, what they are worth here out; one of each a line. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { propertyValue } from '../../core/dialects/ros/console.ts';
import { isRos } from '../../core/dialects/ros/detect.ts';
import type { Surroundings } from '../../core/dialects/surroundings.ts';
import { numberJson, openConsole } from '../../core/dialects/terraform/console.ts';
import { isTerraform, isVariableFile } from '../../core/dialects/terraform/detect.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { type Answer, answerOf } from '../../core/values/answer.ts';
import type { Value } from '../../core/values/value.ts';
import { type Station, wayOf } from '../../core/values/way.ts';
import { inputReader } from '../../files/inputs.ts';
import { readSource } from '../../files/read.ts';
import { workspaces } from '../../files/workspace.ts';
import { allValues, has, isUsageProblem, type OptionTable, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import { missing, shownPath } from '../shown.ts';
import type { Console } from '../terminal.ts';

const options = {
  explain: { help: { en: 'Add the way that the value came', zh: '附上该值的来源路径' } },
  'var-file': {
    value: 'FILE',
    help: { en: 'Values of Terraform variables; may be repeated', zh: 'Terraform 变量的取值文件，可重复' },
  },
  parameters: {
    value: 'FILE',
    help: { en: 'Values of ROS parameters; may be repeated', zh: 'ROS 参数的取值文件，可重复' },
  },
  language: { value: 'en|zh-CN', help: { en: 'Language of the messages', zh: '提示的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what = {
  en: `Says what expressions are worth: Terraform expressions in the module of a folder (the current one where none is
named), paths of properties such as Web.SourceCidrIp in a ROS template. One expression a line on stdin, one JSON object
a line on stdout: {"value": …}, {"unknown": "why"}, {"possible": […]} or {"error": "…"}. Nothing is started, downloaded
or asked for.`,
  zh: `给出表达式的值：在目录的 Terraform 模块（未指定时为当前目录）中对 Terraform 表达式求值，
或给出 ROS 模板中某个属性（例如 Web.SourceCidrIp）的值。标准输入每行一个表达式，标准输出每行一个 JSON 对象：
{"value": …}、{"unknown": "原因"}、{"possible": […]} 或 {"error": "…"}。不会启动、下载或请求任何东西。`,
};

/** Larger files are not read, bytes. */
const maxFileSize = 5e6;

type Asked = Value | { readonly syntax: Text };
type Ask = (line: string) => Asked;

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard console [FOLDER | TEMPLATE]', what, options, console.language));
    return 0;
  }
  const cwd = process.cwd();
  const shown = (path: string): string => shownPath(path, cwd);
  let failed = false;
  const fail = (problem: Text): void => {
    failed = true;
    console.error(problem);
  };
  const inputs = inputReader(shown, maxFileSize, fail).read(
    { varFiles: allValues(read, 'var-file'), parameters: allValues(read, 'parameters') },
    cwd,
  );
  const path = resolve(cwd, read.positionals[0] ?? '.');
  const around = workspaces({ cwd, shown, maxFileSize, instead: new Map() });
  const ask = asking(path, shown, { workspace: around.around(path), inputs }, console);
  if (!ask || failed) return 2;
  for await (const line of lines()) console.out(`${written(ask(line), has(read, 'explain'), console.language)}\n`);
  return 0;
}

/** Lines of stdin; at a terminal with a prompt, without empty ones, until `exit`. */
async function* lines(): AsyncGenerator<string> {
  const atTerminal = process.stdin.isTTY === true;
  const reader = createInterface({
    input: process.stdin,
    ...(atTerminal ? { output: process.stderr, prompt: '> ' } : {}),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  if (atTerminal) reader.prompt();
  for await (const line of reader) {
    if (atTerminal && line.trim() === 'exit') break;
    if (!atTerminal || line.trim() !== '') yield line;
    if (atTerminal) reader.prompt();
  }
  reader.close();
}

function asking(
  path: string,
  shown: (path: string) => string,
  surroundings: Surroundings,
  console: Console,
): Ask | undefined {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) {
    console.error(missing(shown(path)));
    return undefined;
  }
  if (!kind.isDirectory() && !isTerraform(path) && !isVariableFile(path))
    return rosAsking(path, shown, surroundings, console);
  const folder = kind.isDirectory() ? path : dirname(path);
  const files = readdirSync(folder)
    .filter((name) => isTerraform(name) || isVariableFile(name))
    .sort()
    .flatMap((name) => surroundings.workspace.read(join(folder, name)) ?? []);
  const { evaluate, problems } = openConsole(files, { ...surroundings, folder: shown(folder) });
  for (const { at, message } of problems) {
    const { line, column } = at.source.positionAt(at.start);
    console.error(`${at.source.path}:${line + 1}:${column + 1}: ${message[console.language]}`);
  }
  return evaluate;
}

function rosAsking(
  path: string,
  shown: (path: string) => string,
  surroundings: Surroundings,
  console: Console,
): Ask | undefined {
  const { source, finding } = readSource(path, shown(path), { limit: maxFileSize, named: true });
  if (source && isRos(source)) return (line) => propertyValue(source, line, surroundings);
  console.error(
    finding?.message ?? {
      en: `"${shown(path)}" is no ROS template. Name a template, or a folder with Terraform files.`,
      zh: `“${shown(path)}”不是 ROS 模板。请指定 ROS 模板，或包含 Terraform 文件的目录。`,
    },
  );
  return undefined;
}

function written(asked: Asked, explain: boolean, language: Language): string {
  if ('syntax' in asked) return JSON.stringify({ error: asked.syntax[language] });
  const fields = answerFields(answerOf(asked, numberJson), language);
  if (explain) fields.push(['way', JSON.stringify(wayOf(asked).map((station) => stationOf(station, language)))]);
  return `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join()}}`;
}

type Field = readonly [name: string, json: string];

function answerFields(answer: Answer, language: Language): Field[] {
  const why = (text: Text): string => JSON.stringify(text[language]);
  switch (answer.kind) {
    case 'value':
      return [['value', answer.json]];
    case 'unknown':
      return [['unknown', why(answer.why)], ...(answer.partial ? [['partial', answer.partial] as const] : [])];
    case 'possible':
      return [['possible', `[${answer.json.join()}]`], ...(answer.why ? [['unknown', why(answer.why)] as const] : [])];
    case 'error':
      return [['error', why(answer.why)]];
  }
}

/** 1-based, like every place in a report. */
function stationOf({ at: { source, start, end }, message }: Station, language: Language): object {
  const { line, column } = source.positionAt(start);
  return {
    file: source.path,
    line: line + 1,
    column: column + 1,
    text: source.text.slice(start, end),
    message: message[language],
  };
}
