/** Plans, changes and their outcomes in words. */
import type { Language, Text } from '../../core/text/message.ts';
import { printable } from '../../core/text/printable.ts';
import type { Paint } from '../terminal.ts';

type Cloud = typeof import('../../cloud/main.ts');
type Plan = import('../../cloud/main.ts').Plan;
type Step = import('../../cloud/main.ts').Step;
type Change = import('../../cloud/main.ts').Change;
type Outcome = import('../../cloud/main.ts').Outcome;
type NextStep = import('../../cloud/main.ts').NextStep;
type RuleWords = Cloud['ruleWords'];

/** Account, region and group: what a person must have seen before saying yes. */
export function placeOf({ account, region, group }: Plan, profile: string | undefined): Text {
  const name = printable(group.name === undefined ? group.id : `${group.name} (${group.id})`);
  const credentials =
    profile === undefined ? { en: '', zh: '' } : { en: ` (profile ${profile})`, zh: `（配置 ${profile}）` };
  return {
    en: `Account ${account ?? 'not known'}${credentials.en}, region ${region}, security group ${name}`,
    zh: `账号 ${account ?? '未知'}${credentials.zh}，地域 ${region}，安全组 ${name}`,
  };
}

export function planText(
  plan: Plan,
  profile: string | undefined,
  ruleWords: RuleWords,
  language: Language,
  paint: Paint,
): string {
  const [calls, exposure, none] = {
    en: ['Calls:', 'Exposure:', 'nothing opens and nothing closes'],
    zh: ['调用：', '暴露面：', '没有新开放，也没有关闭任何访问'],
  }[language] as [string, string, string];
  const signs = { opens: paint('red', '+'), closes: paint('green', '-') };
  const lines = [
    placeOf(plan, profile)[language],
    printable(plan.what[language]),
    '',
    // What a rule says must not control the terminal.
    ...plan.steps.flatMap((step) => stepLines(step, ruleWords)).map(printable),
    '',
    calls,
    ...plan.calls.map(({ action }, i) => `  ${printable(action)} (${countOf(plan.steps[i])})`),
    exposure,
    ...(plan.exposure.length === 0
      ? [`  ${none}`]
      : plan.exposure.map(({ change, text }) => `  ${signs[change]} ${printable(text[language])}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function countOf(step: Step | undefined): number {
  return step === undefined || step.do === 'change' ? 1 : step.rules.length;
}

function stepLines(step: Step, ruleWords: RuleWords): readonly string[] {
  if (step.do === 'change') {
    return [`  - ${step.before.id} ${ruleWords(step.before)}`, `  + ${step.after.id} ${ruleWords(step.after)}`];
  }
  const sign = step.do === 'add' ? '+' : '-';
  return step.rules.map((rule) => `  ${sign} ${rule.id === undefined ? '' : `${rule.id} `}${ruleWords(rule)}`);
}

const stateWords: Readonly<Record<Change['state'], Text>> = {
  done: { en: 'done', zh: '已完成' },
  partly: { en: 'partly done', zh: '部分完成' },
  'not-done': { en: 'not done', zh: '未执行' },
  unfinished: { en: 'not known: run "portguard cloud resume"', zh: '未知：请运行“portguard cloud resume”' },
};

export function changeText({ id, at, plan, state, undone, until }: Change, language: Language): string {
  const words = undone ? { en: 'undone', zh: '已撤销' } : stateWords[state];
  const due =
    until === undefined
      ? ''
      : { en: `, until ${new Date(until).toISOString()}`, zh: `，至 ${new Date(until).toISOString()}` }[language];
  return `${at}  ${id}  ${plan.region}  ${printable(plan.what[language])}  [${words[language]}${due}]\n`;
}

/**
 * What to do next, as commands.
 * @param about the change, by its id, and when a closing for some time ends
 */
export function nextText(next: NextStep, { id = '', until }: Partial<Pick<Outcome, 'id' | 'until'>> = {}): Text {
  switch (next) {
    case 'list-rules':
      return {
        en: '"portguard snapshot" shows the rules with their ids.',
        zh: '可用“portguard snapshot”查看规则及其 ID。',
      };
    case 'list-changes':
      return {
        en: '"portguard cloud journal" lists all changes; with --format json also the rules before them.',
        zh: '可用“portguard cloud journal”查看全部变更；加上 --format json 还可查看变更前的规则。',
      };
    case 'find-out':
      return {
        en: 'Run "portguard cloud resume": it looks, and repeats nothing.',
        zh: '请运行“portguard cloud resume”：它只核对，不会重复执行。',
      };
    case 'undo':
      return {
        en: `"portguard cloud undo ${id}" takes that part back.`,
        zh: `可用“portguard cloud undo ${id}”撤销已完成的部分。`,
      };
    case 'reopen': {
      const at = until === undefined ? '' : new Date(until).toISOString();
      return {
        en: `Nothing opens it again by itself: run "portguard cloud resume" at or after ${at}.`,
        zh: `不会自动恢复：请在 ${at} 或之后运行“portguard cloud resume”。`,
      };
    }
  }
}
