/** Taking what the account has into the templates: the changes after which a row of drift is no more. */
import type { Change, Fix, Settings } from '../changes/change.ts';
import { isRepeated } from '../changes/networks.ts';
import { editsOf } from '../changes/write.ts';
import type { SecurityGroupRule } from '../network/model.ts';
import type { Direction } from '../network/rule-cases.ts';
import type { Text } from '../text/message.ts';
import type { DriftRow } from './drift.ts';
import { firstRule } from './first-rule.ts';
import type { Pairing } from './group-pairs.ts';
import { becoming } from './rule-settings.ts';

/** `undefined` where nothing is to be done, or where the text cannot say it alone: one block that is many rules. */
export function acceptance(row: DriftRow, pairing: Pairing): Pick<Fix, 'title' | 'changes'> | undefined {
  const { kind, account, template } = row;
  if (isUncertain(row) || isMade(row)) return undefined;
  switch (kind) {
    case 'only-in-account': {
      return fixOf(
        titles.insert,
        account.map(({ rule }) => inserted(rule, row, pairing)),
      );
    }
    case 'only-in-template':
      return { title: titles.remove, changes: template.map(({ rule }) => ({ kind: 'remove', entity: rule })) };
    case 'differs':
      return fixOf(titles.set, rewritten(row, pairing));
    case 'unknown':
      return undefined;
  }
}

/** Why a row cannot be accepted, as far as its rules say it. */
export function acceptanceObstacle(row: DriftRow): Text | undefined {
  if (isUncertain(row)) return obstacles.uncertain;
  return isMade(row) ? obstacles.made : undefined;
}

export const obstacles = {
  uncertain: {
    en: 'not all of it is known before deployment',
    zh: '部分内容在部署前无法确定',
  },
  made: {
    en: 'one block makes several rules there (count, for_each, a module that is called)',
    zh: '该处由一个块生成多条规则（count、for_each 或被调用的模块）',
  },
  unwritable: {
    en: 'the text cannot say it without guessing',
    zh: '在不猜测的情况下无法写入文本',
  },
  foreign: {
    en: 'it is written in a file that is not looked at by itself',
    zh: '它写在未被单独检查的文件中',
  },
} satisfies Record<string, Text>;

function isUncertain({ kind, certainty }: DriftRow): boolean {
  return certainty !== 'certain' || kind === 'unknown';
}

function isMade({ template }: DriftRow): boolean {
  return template.some(({ rule }) => !isOwn(rule));
}

const titles = {
  insert: { en: 'Add the rule of the account to the template', zh: '将账号中的规则加入模板' },
  remove: { en: 'Remove the rule, which the account does not have', zh: '删除账号中没有的规则' },
  set: { en: 'Take over the rule as the account has it', zh: '按账号中的规则改写' },
} satisfies Record<string, Text>;

function fixOf(title: Text, changes: readonly (Change | undefined)[]): Pick<Fix, 'title' | 'changes'> | undefined {
  const whole = changes.filter((one) => one !== undefined);
  return whole.length < changes.length ? undefined : { title, changes: whole };
}

/** Whether the rule's text is the user's own and stands for this rule alone. */
function isOwn(rule: SecurityGroupRule): boolean {
  return !isRepeated(rule) && rule.resource.calledAt === undefined;
}

/** The rules of the account one by one in the place of those of the template. */
function rewritten(row: DriftRow, pairing: Pairing): readonly (Change | undefined)[] {
  const { account, template } = row;
  const own = template.map(({ rule }, i): Change => {
    const live = account[i];
    return live
      ? { kind: 'set', entity: rule, to: becoming(rule, live.rule, pairing) }
      : { kind: 'remove', entity: rule };
  });
  const surplus = account.slice(template.length).map(({ rule }) => inserted(rule, row, pairing));
  return [...own.filter((one) => one.kind !== 'set' || Object.keys(one.to).length > 0), ...surplus];
}

/** One more rule: like another one of the group and direction where there is one. */
function inserted(live: SecurityGroupRule, { pair, direction }: DriftRow, pairing: Pairing): Change | undefined {
  const model = pair.template.flatMap(({ group }) => group.rules).findLast((rule) => isModel(rule, direction));
  if (model) {
    const variants = [{ ...becoming(model, live, pairing), ...described(model, live) }];
    const copy: Change = { kind: 'copies', entity: model, variants };
    if (editsOf({ changes: [copy] })) return copy;
  }
  for (const { group } of pair.template) {
    const made = group.group && !isRepeated(group.group) && firstRule(group.group, live, direction, pairing);
    if (made) return made;
  }
  return undefined;
}

function isModel(rule: SecurityGroupRule, direction: Direction): boolean {
  return rule.exists === 'yes' && rule.direction?.kind === 'known' && rule.direction.value === direction && isOwn(rule);
}

/** A copy must not keep the words about another rule. */
function described(model: SecurityGroupRule, live: SecurityGroupRule): Settings {
  const { description } = live;
  if (description?.kind === 'known') return { description: description.value };
  return model.description === undefined ? {} : { description: null };
}
