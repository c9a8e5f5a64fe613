/** What `portguard cloud` can do, each as a function of its words. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../../core/text/message.ts';
import { has, lastValue } from '../arguments.ts';
import { connectionOf } from '../connection.ts';
import type { ExitStatus } from '../main.ts';
import { writeOutput } from '../output.ts';
import { type Console, painter, wantsColor } from '../terminal.ts';
import { confirmed, notConfirmed } from './confirm.ts';
import { intentKinds, intentOf } from './intent.ts';
import type { CloudArguments } from './options.ts';
import { changeText, nextText, placeOf, planText } from './words.ts';

type Cloud = typeof import('../../cloud/main.ts');
type Plan = import('../../cloud/main.ts').Plan;
type Refusal = import('../../cloud/main.ts').Refusal;
type Outcome = import('../../cloud/main.ts').Outcome;

export interface Doing {
  readonly cloud: Cloud;
  readonly read: CloudArguments;
  /** Behind the name of the action. */
  readonly words: readonly string[];
  readonly console: Console;
  readonly signal: AbortSignal;
}

export const actions: Readonly<Record<string, (doing: Doing) => ExitStatus | Promise<ExitStatus>>> = {
  async plan(doing) {
    const plan = await planned(doing.words, doing);
    if ('status' in plan) return plan.status;
    const output = lastValue(doing.read, 'output');
    const text = `${JSON.stringify(plan, null, 2)}\n`;
    if (output !== undefined && !writeOutput(output, text, doing.console)) return 2;
    show(plan, doing);
    return 0;
  },
  async apply(doing) {
    const [first = ''] = doing.words;
    const isIntent = first === '' || (intentKinds as readonly string[]).includes(first);
    const plan = isIntent ? await planned(doing.words, doing) : kept(first, doing);
    return 'status' in plan ? plan.status : confirmAndApply(plan, doing);
  },
  async undo(doing) {
    const plan = await doing.cloud.prepareUndo(doing.words[0], writeRequest(doing));
    return doing.cloud.isRefusal(plan) ? told(plan, doing).status : confirmAndApply(plan, doing);
  },
  journal({ cloud, read, console }) {
    const changes = cloud.readChanges(stateFolderOf({ cloud, read }));
    if (lastValue(read, 'format') === 'json') {
      console.out(`${JSON.stringify({ version: 1, changes }, null, 2)}\n`);
      return 0;
    }
    for (const change of changes) console.out(changeText(change, console.language));
    if (changes.length === 0) console.error({ en: 'No change was made so far.', zh: '尚无变更。' });
    return 0;
  },
  async resume(doing) {
    const { cloud, console } = doing;
    const resumed = await cloud.resume(writeRequest(doing));
    if (cloud.isRefusal(resumed)) return told(resumed, doing).status;
    const { resolved, restored } = resumed;
    for (const outcome of resolved) tell(outcome, console);
    const statuses = restored.map(({ outcome }) =>
      cloud.isRefusal(outcome)
        ? { ...told(outcome, doing), settled: outcome.refused === 'nothing-to-do' }
        : { status: tell(outcome, console), settled: false },
    );
    if (resolved.length + restored.length === 0) {
      console.error({ en: 'Nothing is unfinished, and nothing is due.', zh: '没有中断的变更，也没有到期的恢复。' });
    }
    const isLeft = resolved.some(({ state }) => state === 'unfinished');
    return isLeft || statuses.some(({ status, settled }) => status !== 0 && !settled) ? 1 : 0;
  },
};

interface Stopped {
  readonly status: ExitStatus;
}

async function planned(words: readonly string[], doing: Doing): Promise<Plan | Stopped> {
  const { cloud, read, console, signal } = doing;
  const intent = intentOf(words, read, cloud);
  if ('en' in intent) return stopped(intent, console);
  const group = lastValue(read, 'group');
  const region = lastValue(read, 'region') ?? regionOfProfile(doing);
  if (group === undefined)
    return stopped({ en: 'Name the security group with --group.', zh: '请用 --group 指定安全组。' }, console);
  if (region === undefined)
    return stopped({ en: 'Name the region with --region.', zh: '请用 --region 指定地域。' }, console);
  const plan = await cloud.preparePlan(intent, { ...connectionOf(read, signal), region, group });
  return cloud.isRefusal(plan) ? told(plan, doing) : plan;
}

function regionOfProfile({ cloud, read }: Doing): string | undefined {
  const profiles = cloud.readProfiles();
  if (profiles === undefined || !('profiles' in profiles)) return undefined;
  const name = lastValue(read, 'profile') ?? process.env.ALIBABA_CLOUD_PROFILE ?? profiles.current;
  return profiles.profiles.find((one) => one.name === name)?.region;
}

function kept(file: string, doing: Doing): Plan | Stopped {
  let text: string;
  try {
    text = readFileSync(resolve(file), 'utf8');
  } catch {
    return stopped(
      {
        en: `There is no such file, and no such change; changes are ${intentKinds.join(', ')}: ${file}`,
        zh: `没有此文件，也没有此变更；变更可为 ${intentKinds.join('、')}：${file}`,
      },
      doing.console,
    );
  }
  const plan = doing.cloud.readPlan(text);
  return doing.cloud.isRefusal(plan) ? told(plan, doing) : plan;
}

function stopped(problem: Text, console: Console): Stopped {
  console.error(problem);
  return { status: 2 };
}

function told({ message, next }: Refusal, { console }: Doing): Stopped {
  console.error(message);
  if (next) console.error(nextText(next));
  return { status: 1 };
}

async function confirmAndApply(plan: Plan, doing: Doing): Promise<ExitStatus> {
  const { cloud, read, console } = doing;
  show(plan, doing);
  if (!has(read, 'yes')) {
    const answer = await confirmed(placeOf(plan, lastValue(read, 'profile')), console);
    if (answer === undefined) return stopped(notConfirmed, console).status;
    if (!answer) {
      console.error({ en: 'Nothing was done.', zh: '未做任何变更。' });
      return 1;
    }
  }
  const outcome = await cloud.applyPlan(plan, writeRequest(doing));
  return cloud.isRefusal(outcome) ? told(outcome, doing).status : tell(outcome, console);
}

function show(plan: Plan, { cloud, read, console }: Doing): void {
  if (lastValue(read, 'format') === 'json') {
    console.out(`${JSON.stringify(plan, null, 2)}\n`);
    return;
  }
  const paint = painter(wantsColor(undefined, process.env, process.stdout.isTTY === true));
  console.out(planText(plan, lastValue(read, 'profile'), cloud.ruleWords, console.language, paint));
}

function tell({ state, problem, text, next, ...about }: Outcome, console: Console): ExitStatus {
  if (problem) console.error(problem.message);
  console.error(text);
  if (next) console.error(nextText(next, about));
  return state === 'done' ? 0 : 1;
}

function writeRequest({ cloud, read, signal }: Doing) {
  return { ...connectionOf(read, signal), stateFolder: stateFolderOf({ cloud, read }) };
}

function stateFolderOf({ cloud, read }: Pick<Doing, 'cloud' | 'read'>): string {
  const folder = lastValue(read, 'state');
  return folder === undefined ? cloud.defaultStateFolder() : resolve(folder);
}
