/** `portguard drift`: where the security groups of an account and of the templates are not the same. */
import { type Drift, driftOf, opensMore } from '../../core/drift/drift.ts';
import type { Text } from '../../core/text/message.ts';
import type { Folder } from '../../files/folder.ts';
import { has, isUsageProblem, lastValue, readArguments } from '../arguments.ts';
import { type Accepted, accepted } from '../drift/accept.ts';
import { accountOf } from '../drift/account.ts';
import { type DriftFormat, formatDrift } from '../drift/formats.ts';
import { type DriftFailOn, options, problemOf, what } from '../drift/options.ts';
import { foldersOf, templatesIn } from '../drift/templates.ts';
import { commandHelp } from '../help.ts';
import { lineDiff } from '../line-diff.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { progress } from '../progress.ts';
import { selectedFolders } from '../selection.ts';
import { type Console, type Paint, painter, wantsColor } from '../terminal.ts';
import { writeChanged } from '../writing.ts';

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, options);
  const { language } = console;
  if (!isUsageProblem(read) && has(read, 'help')) {
    console.out(commandHelp('portguard drift [PATH…]', what, options, language));
    return 0;
  }
  const problem = isUsageProblem(read) ? read : problemOf(read);
  if (problem || isUsageProblem(read)) {
    if (problem) console.error(problem);
    return 2;
  }
  const account = await accountOf(read, console);
  if (!account) return 2;
  const failures: Text[] = [];
  const shown = progress(process.stderr.isTTY === true, language);
  const folders = foldersOf({ ...selectedFolders(read), onFolder: shown.step }, failures);
  const isAccepting = has(read, 'accept');
  const result: Accepted = isAccepting
    ? accepted(folders, account, failures)
    : { changed: new Map(), rows: 0, drift: driftOf(templatesIn(folders, failures), account) };
  shown.end();
  const { drift } = result;
  const output = lastValue(read, 'output');
  const paint = painter(output === undefined && wantsColor(undefined, process.env, process.stdout.isTTY === true));
  const isDry = has(read, 'dry-run');
  if (isAccepting && failures.length === 0) {
    if (!isDry) failures.push(...writeChanged(result.changed, textsOf(folders)));
    if (failures.length === 0) console.error(summaryOf(result, isDry));
  }
  for (const failure of failures) console.error(failure);
  const format = (lastValue(read, 'format') ?? 'text') as DriftFormat;
  const facts = { drift, isLive: lastValue(read, 'snapshot') === undefined };
  const text = isDry ? diffsOf(result, textsOf(folders), paint) : formatDrift(facts, format, language, paint);
  if (!writeOutput(output, text, console) || failures.length > 0) return 2;
  return fails(drift, (lastValue(read, 'fail-on') ?? 'opens') as DriftFailOn) ? 1 : 0;
}

function textsOf(folders: readonly Folder[]): ReadonlyMap<string, string> {
  return new Map(folders.flatMap(({ sources }) => sources.map(({ path, text }) => [path, text] as const)));
}

function diffsOf({ changed }: Accepted, before: ReadonlyMap<string, string>, paint: Paint): string {
  return [...changed].map(([path, { text }]) => lineDiff(path, before.get(path) ?? '', text, paint)).join('');
}

function summaryOf({ rows, changed, drift }: Accepted, isDry: boolean): Text {
  const files = [...changed.keys()].join(', ');
  const left = drift.rows.length;
  const verb = isDry ? { en: 'Would be accepted', zh: '将接受' } : { en: 'Accepted', zh: '已接受' };
  return {
    en: `${verb.en}: ${rows}${files === '' ? '' : ` (${files})`}. Left: ${left}.`,
    zh: `${verb.zh}：${rows}${files === '' ? '' : `（${files}）`}。剩余：${left}。`,
  };
}

function fails({ rows }: Drift, failOn: DriftFailOn): boolean {
  switch (failOn) {
    case 'never':
      return false;
    case 'any':
      return rows.some(({ certainty }) => certainty === 'certain');
    case 'opens':
      return rows.some(opensMore);
    case 'public':
      return rows.some(({ effects }) =>
        effects.some(
          ({ change, certainty, reach, peer }) =>
            change === 'opens' &&
            certainty === 'certain' &&
            peer.kind === 'addresses' &&
            (reach === 'exposed' || reach === 'unknown'),
        ),
      );
  }
}
