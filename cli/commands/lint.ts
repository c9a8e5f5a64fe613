/** `portguard lint`: options in, report out, exit status. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rules } from '../../core/rules/index.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { gitTop } from '../../files/ignore-files.ts';
import { isUsageProblem, readArguments } from '../arguments.ts';
import { type Format, type FormatContext, formats } from '../formats/format.ts';
import { many } from '../formats/words.ts';
import type { ExitStatus } from '../main.ts';
import { progress } from '../progress.ts';
import { type LintOutcome, runLint } from '../run.ts';
import { shownPath } from '../shown.ts';
import { readStdin } from '../stdin.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';
import { version } from '../version.ts';
import { languageFor, printConfig } from './lint-config.ts';
import { helpText, type LintOptions, lintOptions, optionsOf } from './lint-options.ts';

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, lintOptions);
  const options = isUsageProblem(read) ? read : optionsOf(read, argv, process.cwd());
  if ('en' in options) {
    console.error(options);
    return 2;
  }
  if (options.wants === 'help') {
    console.out(helpText(console.language));
    return 0;
  }
  if (options.wants === 'version') {
    console.out(`${version()}\n`);
    return 0;
  }
  const language = languageFor(options, console.language);
  const fail = (text: Text): void => console.error(text[language]);
  if (options.wants === 'config') {
    const { text, problems } = printConfig(options);
    for (const problem of problems) fail(problem);
    if (problems.length === 0) console.out(text);
    return problems.length > 0 ? 2 : 0;
  }
  const stdin = options.stdin ? await readStdin(options.stdin.filename) : undefined;
  const shown = progress(options.progress ?? process.stderr.isTTY === true, language);
  const outcome = runLint({ ...options.request, stdin, onFolder: shown.step });
  shown.end();
  for (const failure of outcome.failures) fail(failure);
  if (outcome.linted === 0 && outcome.failures.length === 0 && outcome.findings.length === 0) {
    fail(nothingLinted(outcome, options));
  }
  const written = await write(outcome, options, language, console, fail);
  if (!written || outcome.failures.length > 0) return 2;
  const warnings = outcome.findings.filter(({ severity }) => severity === 'warning').length;
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (tooMany) {
    fail({
      en: `${warnings} warnings are more than the ${options.maxWarnings} that --max-warnings allows.`,
      zh: `共有 ${warnings} 个警告，超过了 --max-warnings 允许的 ${options.maxWarnings} 个。`,
    });
  }
  return tooMany || outcome.findings.some(({ fails }) => fails) ? 1 : 0;
}

/** Writes each format to its file or to stdout; false when a file could not be written. */
async function write(
  outcome: LintOutcome,
  { outputs, quiet, color, showUnresolved, request: { cwd } }: LintOptions,
  language: Language,
  console: Console,
  fail: (text: Text) => void,
): Promise<boolean> {
  const report = quiet
    ? { ...outcome, findings: outcome.findings.filter(({ severity }) => severity === 'error') }
    : outcome;
  let written = true;
  for (const { format: name, file } of outputs) {
    const { format }: { format: Format } = await formats[name]();
    const colored = file === undefined ? wantsColor(color, process.env, process.stdout.isTTY === true) : color === true;
    const context: FormatContext = {
      language,
      paint: painter(colored),
      version: version(),
      cwd,
      root: gitTop(cwd) ?? cwd,
      rules,
      showUnresolved,
    };
    const text = format(report, context);
    if (file === undefined) console.out(text);
    else written = writeReport(resolve(cwd, file), text, fail) && written;
  }
  return written;
}

function writeReport(path: string, text: string, fail: (text: Text) => void): boolean {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    fail({ en: `The report cannot be written to ${path} (${code}).`, zh: `无法将报告写入 ${path}（${code}）。` });
    return false;
  }
}

/** Step by step: Node's own `recursive` never returns where a folder refuses entries with ENOENT, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function nothingLinted({ read }: LintOutcome, { stdin, request: { paths, cwd } }: LintOptions): Text {
  if (stdin) {
    return {
      en: 'The text from stdin is no ROS template, Terraform (alicloud) or Kubernetes manifest.',
      zh: '标准输入的文本不是 ROS 模板、Terraform（alicloud）或 Kubernetes 清单。',
    };
  }
  const list = paths.map((path) => shownPath(resolve(cwd, path), cwd)).join(', ');
  return {
    en: `No ROS template, Terraform (alicloud) or Kubernetes manifest in ${list} (${many(read, 'file')} read).`,
    zh: `在 ${list} 中没有找到 ROS 模板、Terraform（alicloud）或 Kubernetes 清单（已读取 ${read} 个文件）。`,
  };
}
