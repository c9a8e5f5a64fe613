/** Whether what one rule says is said by others, exactly: by decision diagrams. */

import { Diagrams } from '../network/first-match.ts';
import { boxesOf, deciders } from '../network/groups.ts';
import { valuesIn } from '../network/packet-regions.ts';
import { spaceOf } from '../network/packets.ts';
import { overlap, type RuleCase } from '../network/rule-cases.ts';
import type { SideRule } from './side-rules.ts';

/** Only what does the same at the same place among the rules says the same. */
function isAlike(a: RuleCase, b: RuleCase): boolean {
  return a.policy === b.policy && a.priority === b.priority;
}

function meets(a: RuleCase, b: RuleCase): boolean {
  const [one, other] = [a.box, b.box];
  return isAlike(a, b) && one.member === other.member && overlap(one, other);
}

/** Whether the two say the same about some packets. */
export function overlaps(a: SideRule, b: SideRule): boolean {
  return a.cases.some((one) => b.cases.some((other) => meets(one, other)));
}

/** Whether others say all that a rule says. Where that is too much work they do not. */
export function isCovered({ cases }: Pick<SideRule, 'cases'>, others: readonly RuleCase[]): boolean {
  return cases.every((one) => {
    const near = others.filter((other) => meets(one, other));
    if (near.length === 0) return false;
    const all = [...near, one];
    const diagram = deciders(all, spaceOf(boxesOf(all)), new Diagrams<number>());
    return diagram !== undefined && !valuesIn(diagram).has(near.length);
  });
}
