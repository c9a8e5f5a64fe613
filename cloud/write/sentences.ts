/** What is said about changes, in both languages. */
import type { Text } from '../../core/text/message.ts';
import { type Intent, type NewRule, type NextStep, type Plan, type Refusal, refusal } from './plan.ts';
import type { State } from './progress.ts';
import { peerOf } from './rules.ts';

export function unknownGroup(id: string, region: string): Refusal {
  return refusal(
    'unknown-group',
    `There is no such security group in ${region} for these credentials. Check the region, and the profile: ${id}`,
    `使用该凭证在 ${region} 找不到此安全组。请检查地域和配置：${id}`,
  );
}

export function managed(id: string): Refusal {
  return refusal(
    'managed',
    `A cloud service manages this group and changes it itself; it cannot be changed here. Change it where the service is configured: ${id}`,
    `该安全组由云服务托管，只能由该服务变更。请在相应服务中修改：${id}`,
  );
}

/** @param rule its id, or what it says */
export function unknownRule(rule: string): Refusal {
  return refusal(
    'unknown-rule',
    `The group has no such rule (any more): ${rule}`,
    `该安全组没有（或已不再有）此规则：${rule}`,
    'list-rules',
  );
}

export function whatFor(intent: Intent, group: string): Text {
  switch (intent.kind) {
    case 'authorize':
      return {
        en: `Add a rule to ${group}: ${ruleWords(intent.rule)}`,
        zh: `为 ${group} 添加规则：${ruleWords(intent.rule)}`,
      };
    case 'revoke':
      return {
        en: `Remove ${intent.rules.length === 1 ? 'a rule' : `${intent.rules.length} rules`} from ${group}`,
        zh: `从 ${group} 删除 ${intent.rules.length} 条规则`,
      };
    case 'modify':
      return { en: `Change the rule ${intent.rule} of ${group}`, zh: `修改 ${group} 的规则 ${intent.rule}` };
    case 'close': {
      const { protocol, port, from, minutes } = intent;
      const world = from === 'internet' ? { en: ' to the internet', zh: '对互联网的访问' } : { en: '', zh: '' };
      const time =
        minutes === undefined
          ? { en: '', zh: '' }
          : { en: ` for ${minutes} minute${minutes === 1 ? '' : 's'}`, zh: `，${minutes} 分钟后恢复` };
      return {
        en: `Close ${protocol} ${port} of ${group}${world.en}${time.en}`,
        zh: `关闭 ${group} 的 ${protocol} ${port} ${world.zh}${time.zh}`.replace(' ，', '，').trim(),
      };
    }
    case 'restore': {
      const { length } = intent.changes;
      return {
        en: `Make ${length === 1 ? 'a rule' : 'rules'} of ${group} what the templates say`,
        zh: `将 ${group} 的规则恢复为模板中的内容`,
      };
    }
  }
}

export function undoing(what: Text): Text {
  return { en: `Undo: ${what.en}`, zh: `撤销：${what.zh}` };
}

/** `ingress accept TCP 22/22 from 10.0.0.0/8, priority 1`: the API's words, the same in every language. */
export function ruleWords(rule: NewRule): string {
  const { direction, policy, ipProtocol, portRange, portRangeListId, sourcePortRange, priority, description } = rule;
  const peer = peerOf(rule)?.value ?? '?';
  const ports = portRange === '' ? (portRangeListId ?? '') : portRange;
  return [
    `${direction} ${policy} ${ipProtocol} ${ports} ${direction === 'ingress' ? 'from' : 'to'} ${peer}`,
    ...(sourcePortRange === undefined ? [] : [`source ports ${sourcePortRange}`]),
    `priority ${priority}`,
    ...(description === undefined ? [] : [`"${description}"`]),
  ].join(', ');
}

export function changedBetween(group: string): Refusal {
  return refusal(
    'changed',
    `The rules of ${group} have changed in between, and nothing was done. Plan again.`,
    `${group} 的规则在此期间已发生变化，未做任何变更。请重新生成计划。`,
  );
}

export function otherAccount(planned: string, now: string): Refusal {
  return refusal(
    'other-account',
    `The plan was made for account ${planned}, and these credentials belong to ${now}. Nothing was done. Name the right profile.`,
    `该计划属于账号 ${planned}，而当前凭证属于 ${now}，未做任何变更。请指定正确的配置。`,
  );
}

const states: Readonly<Record<State, Text>> = {
  done: { en: 'Done', zh: '已完成' },
  partly: { en: 'Only a part was done', zh: '仅完成一部分' },
  'not-done': { en: 'Nothing was changed', zh: '未做任何变更' },
};

/** What became of a change: the sentence, and what can be done next. */
export interface Told {
  readonly text: Text;
  readonly next?: NextStep;
  /** Milliseconds since 1970: when a closing for some time ends. */
  readonly until?: number;
}

/** @param began when the change began: what is closed for some time ends so much later */
export function toldOf(
  state: State | 'unfinished',
  { what, minutes }: Pick<Plan, 'what' | 'minutes'>,
  began: Date,
): Told {
  if (state === 'unfinished') {
    const text = {
      en: `It is not known yet whether the change was made: ${what.en}.`,
      zh: `尚不清楚变更是否已生效：${what.zh}。`,
    };
    return { text, next: 'find-out' };
  }
  const text = { en: `${states[state].en}: ${what.en}.`, zh: `${states[state].zh}：${what.zh}。` };
  if (state === 'partly') return { text, next: 'undo' };
  return state === 'done' && minutes !== undefined
    ? { text, next: 'reopen', until: began.getTime() + minutes * 60_000 }
    : { text };
}
