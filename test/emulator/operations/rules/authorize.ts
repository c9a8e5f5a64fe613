import type { Rule } from '../../account/account.ts';
import type { Operation } from '../../operation.ts';
import type { Direction } from './directions.ts';
import { keyOf, permissionsOf, readPermission } from './permission.ts';
import { checkQuotas } from './quotas.ts';
import { findWritableGroup } from './writable.ts';

/** Adds rules: all or none. One that is there already is accepted and changes nothing, its priority neither. */
export function authorizing(direction: Direction): Operation {
  return {
    required: ['RegionId', 'SecurityGroupId'],
    write: true,
    run(call) {
      const group = findWritableGroup(call);
      const added: Rule[] = [];
      const keys = new Set(
        group.rules.filter((rule) => rule.Direction === direction.name).map((rule) => keyOf(rule, direction)),
      );
      for (const permission of permissionsOf(call)) {
        const rule = readPermission(permission, direction, group, call);
        const key = keyOf(rule, direction);
        if (!keys.has(key)) added.push(rule);
        keys.add(key);
      }
      checkQuotas(group, [...group.rules, ...added], call);
      group.rules.push(...added.map((rule) => ({ ...rule, SecurityGroupRuleId: call.newId('sgr') })));
      return {};
    },
  };
}
