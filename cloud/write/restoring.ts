/** Several changes of a group's rules, one after the other: each is planned for the rules that those before it leave. */
import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { stepsOf } from './calls.ts';
import { checkRule } from './check-rule.ts';
import { isRefusal, type NewRule, type Refusal, type RuleChange, refusal, type Step } from './plan.ts';
import { replacing } from './replacing.ts';
import { afterSteps, isSame, keyOf } from './rules.ts';
import { ruleWords, unknownRule } from './sentences.ts';

/** What is there already is no change; changes of the same kind behind one another are one call. */
export function restoring(
  changes: readonly RuleChange[],
  group: SnapshotGroup,
  rules: readonly SnapshotRule[],
  region: RegionSnapshot,
): readonly Step[] | Refusal {
  let now = rules;
  const steps: Step[] = [];
  for (const change of changes) {
    const own = stepsFor(change, group, now, region);
    if (isRefusal(own)) return own;
    steps.push(...own);
    now = afterSteps(now, own);
  }
  return steps.length > 0
    ? joined(steps)
    : refusal(
        'nothing-to-do',
        'The rules of the group are what the templates say already.',
        '该安全组的规则已与模板一致。',
      );
}

function stepsFor(
  change: RuleChange,
  group: SnapshotGroup,
  rules: readonly SnapshotRule[],
  region: RegionSnapshot,
): readonly Step[] | Refusal {
  const { rule } = change;
  if (change.do === 'remove') {
    const found = named(change.id, rule, rules);
    return found ? stepsOf({ remove: [found] }) : unknownRule(change.id ?? ruleWords(rule));
  }
  const problem = checkRule(rule, group, region);
  if (problem) return problem;
  const before = change.do === 'change' ? named(change.id, rule, rules) : undefined;
  if (change.do === 'change' && !before) return unknownRule(change.id);
  const after = before ? inPlaceOf(before, rule) : rule;
  const twin = rules.find((one) => one !== before && keyOf(one) === keyOf(after));
  if (twin && (before || twin.priority !== after.priority)) return taken(twin);
  if (before) return isSame(before, after) ? [] : replacing(before, after);
  return twin ? [] : stepsOf({ add: [rule] });
}

/** Without an id a rule is what it says, whatever it is described as. */
function named(id: string | undefined, rule: NewRule, rules: readonly SnapshotRule[]): SnapshotRule | undefined {
  if (id !== undefined) return rules.find((one) => one.id === id);
  return rules.find((one) => keyOf(one) === keyOf(rule) && one.priority === rule.priority);
}

/** A template that says nothing about the description or the network leaves them as they are. */
function inPlaceOf({ id, description, nicType }: SnapshotRule, rule: NewRule): SnapshotRule {
  return {
    ...rule,
    ...(id === undefined ? {} : { id }),
    ...(description === undefined || rule.description !== undefined ? {} : { description }),
    ...(nicType === undefined ? {} : { nicType }),
  };
}

function taken(twin: SnapshotRule): Refusal {
  return refusal(
    'not-valid',
    `The group has the same rule with priority ${twin.priority}, and the service refuses two that are the same. Change that one: ${twin.id ?? ruleWords(twin)}`,
    `该安全组已有相同的规则（优先级 ${twin.priority}），服务不接受两条相同规则。请修改该规则：${twin.id ?? ruleWords(twin)}`,
  );
}

function joined(steps: readonly Step[]): readonly Step[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last && step.do !== 'change' && last[0]?.do === step.do) last.push(step);
    else runs.push([step]);
  }
  return runs.flatMap(([first, ...more]): readonly Step[] => {
    if (!first || first.do === 'change') return first ? [first] : [];
    const rules = [first, ...more].flatMap((one) => (one.do === 'change' ? [] : one.rules));
    return stepsOf({ [first.do]: rules });
  });
}
