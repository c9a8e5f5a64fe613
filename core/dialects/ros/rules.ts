/**
 * The Rules section: what parameters' values have to be together. A stack whose parameters fail an assertion is not
 * created, so within a template that is deployed all of them hold.
 * https://www.alibabacloud.com/help/en/ros/user-guide/rules
 */
import type { DataNode } from '../../syntax/data.ts';
import { get, itemsOf } from '../../syntax/navigate.ts';
import { type Implications, imply, scopeOf } from './assume.ts';
import { conditionOf, decided } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';

/** Rules that narrow parameters decide the conditions of other rules; after so many rounds the rest is left open. */
const maxRounds = 3;
const maxAssertions = 100;

/** Adds what follows from the rules under the assumptions that are found so far. */
export function applyRules(found: Implications): void {
  const { evaluation } = found;
  const { rules, document } = evaluation.template;
  for (let round = 0; round < maxRounds; round++) {
    const before = [...found.parameters.values()];
    for (const { value } of rules.values()) {
      const condition = get(value, 'RuleCondition', document);
      const assertions = itemsOf(get(value, 'Assertions', document), document)
        .slice(0, maxAssertions)
        .flatMap((one) => get(one, 'Assert', document) ?? []);
      const applies = condition ? holds(evaluation, found, condition) : true;
      if (applies === true) for (const assertion of assertions) imply(found, assertion, true, 0);
      // Where an assertion cannot hold, what it is required under does not.
      const isBroken = applies === undefined && assertions.some((one) => holds(evaluation, found, one) === false);
      if (isBroken && condition) imply(found, condition, false, 0);
    }
    if ([...found.parameters.values()].every((value, i) => value === before[i])) return;
  }
}

function holds(evaluation: Evaluation, found: Implications, node: DataNode): boolean | undefined {
  return decided(conditionOf(evaluation, node, scopeOf(found)));
}
