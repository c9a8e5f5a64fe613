/** `portguard fix`: findings mended in their files. */

import type { Fix } from '../../core/changes/change.ts';
import { isSafe } from '../../core/changes/fix-all.ts';
import { isMeant, patternProblem } from '../../core/config/rule-settings.ts';
import type { Finding } from '../../core/lint.ts';
import { rules } from '../../core/rules/index.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { allValues, has, isUsageProblem, readArguments } from '../arguments.ts';
import { type Fixed, fixFolders } from '../fix/fixing.ts';
import { type FixArguments, fixOptions, what } from '../fix/options.ts';
import { many } from '../formats/words.ts';
import { commandHelp } from '../help.ts';
import { lineDiff } from '../line-diff.ts';
import type { ExitStatus } from '../main.ts';
import { progress } from '../progress.ts';
import { readStdin } from '../stdin.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';
import { writeChanged } from '../writing.ts';
import { lintOptions, optionsOf } from './lint-options.ts';

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, fixOptions);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard fix [PATH…]', what, fixOptions, console.language));
    return 0;
  }
  const only = allValues(read, 'only');
  const problem = only.map((pattern) => patternProblem(pattern, rules)).find((one) => one !== undefined);
  const options = problem ?? optionsOf(lintArguments(read), argv, process.cwd());
  if ('en' in options) {
    console.error(options);
    return 2;
  }
  const stdin = options.stdin ? await readStdin(options.stdin.filename) : undefined;
  const shown = progress(options.progress ?? process.stderr.isTTY === true, console.language);
  const failures: Text[] = [];
  const fixed = fixFolders(
    { ...options.request, stdin, onFolder: shown.step },
    wanted(only, has(read, 'unsafe-fixes')),
    failures,
  );
  shown.end();
  const isDry = has(read, 'dry-run');
  if (isDry) console.out(diffsOf(fixed, wantsColor(options.color, process.env, process.stdout.isTTY === true)));
  else if (stdin) console.out(textOf(fixed, stdin.bytes));
  else {
    failures.push(...writeChanged(fixed.changed, new Map([...fixed.before].map(([path, { text }]) => [path, text]))));
    if (failures.length === 0) for (const line of linesOf(fixed, console.language)) console.out(line);
  }
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) return 2;
  console.error(summaryOf(fixed, isDry));
  return isDry && fixed.changed.size > 0 ? 1 : 0;
}

/** The same arguments, as far as `lint` has them. */
function lintArguments(read: FixArguments): Parameters<typeof optionsOf>[0] {
  const own = read.options.filter(({ name }) => Object.hasOwn(lintOptions, name));
  return { options: own as Parameters<typeof optionsOf>[0]['options'], positionals: read.positionals };
}

/** A fix with a word that a person has yet to say is never applied. */
function wanted(only: readonly string[], unsafe: boolean): (finding: Finding, fix: Fix) => boolean {
  return (finding, fix) =>
    (only.length === 0 || only.some((pattern) => isMeant(finding.rule, pattern))) &&
    (isSafe(finding, fix) || (unsafe && fix.placeholder === undefined));
}

function diffsOf({ changed, before }: Fixed, isColored: boolean): string {
  const paint = painter(isColored);
  return [...changed].map(([path, { text }]) => lineDiff(path, before.get(path)?.text ?? '', text, paint)).join('');
}

/** As it came, where nothing changes. */
function textOf({ changed }: Fixed, bytes: Buffer): string {
  const [source] = changed.values();
  return source?.text ?? bytes.toString('utf8');
}

function linesOf({ applied }: Fixed, language: Language): readonly string[] {
  return applied.map(({ finding: { at, rule }, fix }) => {
    const { line, column } = at.source.positionAt(at.start);
    return `${at.source.path}:${line + 1}:${column + 1}  ${fix.title[language]}  ${rule}\n`;
  });
}

function summaryOf({ applied, changed, left, linted }: Fixed, isDry: boolean): Text {
  const verb = isDry ? { en: 'would be applied', zh: '将应用' } : { en: 'applied', zh: '已应用' };
  return {
    en: `${many(applied.length, 'fix', 'fixes')} ${verb.en} in ${many(changed.size, 'file')} of ${linted}; ${many(left, 'finding')} left.`,
    zh: `${verb.zh} ${applied.length} 个修复，涉及 ${linted} 个文件中的 ${changed.size} 个；剩余 ${left} 个问题。`,
  };
}
