/** `portguard snapshot`: a live account as a file that lint, exposure and diff take like any other. */
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import type { Text } from '../../core/text/message.ts';
import { has, isUsageProblem, lastValue, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { progress } from '../progress.ts';
import { options, problemOf, requestOf, what } from '../snapshot/options.ts';
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
  const cloud = await import('../../cloud/main.ts');
  const output = lastValue(read, 'output');
  if (has(read, 'sample')) return writeOutput(output, snapshotText(cloud.sampleSnapshot), console) ? 0 : 2;
  const shown = progress(process.stderr.isTTY === true, console.language);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const request = requestOf(read, stop.signal);
    const snapshot = await cloud.takeSnapshot({ ...request, onProgress: (at) => shown.show(wordsFor(at)) });
    shown.end();
    if (!writeOutput(output, snapshotText(snapshot), console)) return 2;
    for (const line of summaryOf(snapshot, output)) console.error(line);
    return snapshot.problems.length > 0 ? 1 : 0;
  } catch (error) {
    shown.end();
    if (!(error instanceof cloud.CloudError)) throw error;
    console.error(withRequest(error.problem));
    // What is still under way would keep the process for as long as an answer may take.
    if (error.problem.kind === 'cancelled') process.exit(2);
    return 2;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function wordsFor({
  region,
  done,
  total,
  requests,
}: {
  region: string;
  done: number;
  total: number;
  requests: number;
}): Text {
  return {
    en: `${done}/${total} regions, ${requests} requests … ${region}`,
    zh: `${done}/${total} 个地域，${requests} 次请求 … ${region}`,
  };
}

function withRequest({
  message,
  requestId,
}: {
  readonly message: Text;
  readonly requestId?: string | undefined;
}): Text {
  if (requestId === undefined) return message;
  return { en: `${message.en} (request ${requestId})`, zh: `${message.zh}（请求 ID ${requestId}）` };
}
