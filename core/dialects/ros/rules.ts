/**
 * The Rules section: what parameters' values have to be together. A stack whose parameters fail an assertion is not
 * created, so within a template that is deployed all of them hold.
 * https://www.alibabacloud.com/help/en/ros/user-guide/rules
 */
import type { DataNode } from '../../syntax/data.ts';
import { get, itemsOf } from '../../syntax/navigate.ts';
import { type Implications, imply, mayTry, parametersIn, scopeOf } from './assume.ts';
import { conditionOf, decided } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';

/** Rules that narrow parameters decide the conditions of other rules; after so many rounds the rest is left open. */
const maxRounds = 3;
const maxAssertions = 100;

/**
 * Adds what follows from the rules under the assumptions that are found so far. `changed` names the parameters of
 * which more is known than in the scope around; rules about others have been applied there. All rules without it.
 */
export function applyRules(found: Implications, changed?: ReadonlySet<string>): void {
  const { evaluation, parameters } = found;
  const { rules } = evaluation.template;
  let names = changed;
  for (let round = 0; round < maxRounds && evaluation.setting.shared.trials > 0; round++) {
    const before = new Map(parameters);
    for (const { value } of rules.values()) {
      const rule = value && readRule(evaluation, value);
      if (rule && isAbout(rule, names)) applyRule(found, rule);
    }
    names = new Set([...parameters].filter(([name, value]) => before.get(name) !== value).map(([name]) => name));
    if (names.size === 0) return;
  }
}

interface Rule {
  readonly condition: DataNode | undefined;
  readonly assertions: readonly DataNode[];
  /** Parameters that it names; none where it names conditions only, which may be about any. */
  readonly parameters: ReadonlySet<string>;
}

const read = new WeakMap<DataNode, Rule>();

function readRule({ template: { document } }: Evaluation, node: DataNode): Rule {
  const before = read.get(node);
  if (before) return before;
  const condition = get(node, 'RuleCondition', document);
  const assertions = itemsOf(get(node, 'Assertions', document), document)
    .slice(0, maxAssertions)
    .flatMap((one) => get(one, 'Assert', document) ?? []);
  const rule = { condition, assertions, parameters: parametersIn(node) };
  read.set(node, rule);
  return rule;
}

function isAbout({ parameters }: Rule, names: ReadonlySet<string> | undefined): boolean {
  return names === undefined || parameters.size === 0 || [...parameters].some((name) => names.has(name));
}

function applyRule(found: Implications, { condition, assertions }: Rule): void {
  const { evaluation } = found;
  const applies = condition ? holds(evaluation, found, condition) : true;
  if (applies === true) for (const assertion of assertions) imply(found, assertion, true, 0);
  // Where an assertion cannot hold, what it is required under does not.
  const isBroken = applies === undefined && assertions.some((one) => holds(evaluation, found, one) === false);
  if (isBroken && condition) imply(found, condition, false, 0);
}

/** All that an assertion's parameters can be is tried at once. */
const manyTrials = 20;

function holds(evaluation: Evaluation, found: Implications, node: DataNode): boolean | undefined {
  if (!mayTry(evaluation, manyTrials)) return undefined;
  return decided(conditionOf(evaluation, node, scopeOf(found)));
}
