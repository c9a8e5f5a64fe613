/** `portguard snapshot`: a live account as a file that lint, exposure and diff take like any other. */
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import { has, isUsageProblem, lastValue, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { readLive } from '../snapshot/live.ts';
import { options, problemOf, what } from '../snapshot/options.ts';
import { readState } from '../snapshot/state.ts';
import { summaryOf } from '../snapshot/summary.ts';
import type { Console } from '../terminal.ts';

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, options);
  const problem = isUsageProblem(read) ? read : problemOf(read);
  if (problem || isUsageProblem(read)) {
    if (problem) console.error(problem);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard snapshot', what, options, console.language));
    return 0;
  }
  const output = lastValue(read, 'output');
  if (has(read, 'sample')) {
    const { sampleSnapshot } = await import('../../cloud/main.ts');
    return writeOutput(output, snapshotText(sampleSnapshot), console) ? 0 : 2;
  }
  const state = lastValue(read, 'state');
  if (state !== undefined) return fromState(state, output, console);
  const snapshot = await readLive(read, console);
  if (!snapshot || !writeOutput(output, snapshotText(snapshot), console)) return 2;
  for (const line of summaryOf(snapshot, output)) console.error(line);
  return snapshot.problems.length > 0 ? 1 : 0;
}

/** What a state lacks is no failure: the snapshot says so, and it cannot have more. */
function fromState(path: string, output: string | undefined, console: Console): ExitStatus {
  const snapshot = readState(path);
  if ('en' in snapshot) {
    console.error(snapshot);
    return 2;
  }
  if (!writeOutput(output, snapshotText(snapshot), console)) return 2;
  for (const line of summaryOf(snapshot, output)) console.error(line);
  return 0;
}
