/** `portguard drift`: where the security groups of an account and of the templates are not the same. */
import { readUnits } from '../../core/dialects/units.ts';
import { type Drift, driftOf, opensMore } from '../../core/drift/drift.ts';
import type { TemplateUnit } from '../../core/drift/group-pairs.ts';
import type { Text } from '../../core/text/message.ts';
import { has, isUsageProblem, lastValue, readArguments } from '../arguments.ts';
import { accountOf } from '../drift/account.ts';
import { type DriftFormat, formatDrift } from '../drift/formats.ts';
import { type DriftFailOn, options, problemOf, requestOf, what } from '../drift/options.ts';
import { placeOf } from '../exposure/versions.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { progress } from '../progress.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';

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
  const units = templatesOf({ ...requestOf(read), onFolder: shown.step }, failures);
  shown.end();
  for (const failure of failures) console.error(failure);
  const drift = driftOf(units, account);
  const output = lastValue(read, 'output');
  const paint = painter(output === undefined && wantsColor(undefined, process.env, process.stdout.isTTY === true));
  const format = (lastValue(read, 'format') ?? 'text') as DriftFormat;
  const facts = { drift, isLive: lastValue(read, 'snapshot') === undefined };
  if (!writeOutput(output, formatDrift(facts, format, language, paint), console) || failures.length > 0) return 2;
  return fails(drift, (lastValue(read, 'fail-on') ?? 'opens') as DriftFailOn) ? 1 : 0;
}

/** What the paths lead to, folder by folder, each with what its configuration says about groups. */
function templatesOf(request: FolderRequest, failures: Text[]): readonly TemplateUnit[] {
  const units: TemplateUnit[] = [];
  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) continue;
    guarded(folder.shown, failures, () => {
      for (const unit of readUnits(folder.sources, folder.surroundings)) {
        const isOwn = unit.files.some(({ path }) => folder.own.has(path));
        // A state beside a file that is named says what its groups are called.
        const { accountGroups } = folder;
        if (isOwn || unit.toldBy) units.push({ place: placeOf(unit, folder.shown), unit, accountGroups });
      }
    });
  }
  return units;
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
