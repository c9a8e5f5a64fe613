/** Groups whose rules are too much to work out: nothing is said of them, and that is said. */
import type { Unit } from '../../core/dialects/unit.ts';
import { nameOf } from '../../core/exposure/row.ts';
import { effectiveRules, ruleGroups } from '../../core/network/groups.ts';
import type { Text } from '../../core/text/message.ts';

export function beyondBounds({ model }: Unit): readonly Text[] {
  return ruleGroups(model)
    .filter((group) => effectiveRules(model, group, 'ingress').certain === undefined)
    .map(({ key, rules }) => ({
      en: `The ${rules.length} rules of ${nameOf(key)} overlap in too many ways to be worked out; nothing is said of it.`,
      zh: `${nameOf(key)} 的 ${rules.length} 条规则重叠方式过多，无法计算，因此未作判断。`,
    }));
}
