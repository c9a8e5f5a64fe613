/** `portguard cloud`: rules of security groups in a live account, changed by plan and taken back. */
import { didYouMean } from '../../core/config/nearest.ts';
import type { Text } from '../../core/text/message.ts';
import { has, isUsageProblem, readArguments } from '../arguments.ts';
import { actions } from '../cloud/actions.ts';
import { options, problemOf, what } from '../cloud/options.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import type { Console } from '../terminal.ts';

export async function run(argv: readonly string[], console: Console): Promise<ExitStatus> {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard cloud plan|apply|undo|journal|resume', what, options, console.language));
    return 0;
  }
  const [name = '', ...words] = read.positionals;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  const problem = problemOf(read);
  if (problem || !action) {
    console.error(problem ?? unknownAction(name));
    return 2;
  }
  const cloud = await import('../../cloud/main.ts');
  cloud.useProxiesOfEnvironment();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const status = await action({ cloud, read, words, console, signal: stop.signal });
    // What is still under way would keep the process for as long as an answer may take.
    if (stop.signal.aborted) process.exit(status);
    return status;
  } catch (error) {
    if (!(error instanceof cloud.CloudError)) throw error;
    console.error(error.problem.message);
    if (error.problem.kind === 'cancelled') process.exit(2);
    return 2;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function unknownAction(name: string): Text {
  const all = Object.keys(actions);
  const guess = didYouMean(name, all);
  return {
    en: `Say what to do: portguard cloud ${all.join('|')}.${guess.en}`,
    zh: `请指明要做什么：portguard cloud ${all.join('|')}。${guess.zh}`,
  };
}
