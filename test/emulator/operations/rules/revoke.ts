import type { SecurityGroup } from '../../account/account.ts';
import type { Call, Operation } from '../../operation.ts';
import { repeated, repeatedObjects } from '../../operation.ts';
import { Refusal } from '../../refusal.ts';
import type { Direction } from './directions.ts';
import { keyOf, permissionsOf, readPermission } from './permission.ts';
import { findWritableGroup } from './writable.ts';

/**
 * Removes rules, all or none: by id (an unknown one is an error, since July 2024) or by what makes the rule (no such
 * rule is a success that changes nothing).
 */
export function revoking(direction: Direction): Operation {
  return {
    required: ['RegionId', 'SecurityGroupId'],
    write: true,
    run(call) {
      const group = findWritableGroup(call);
      const ids = repeated(call.parameters, 'SecurityGroupRuleId');
      if (ids.length > 100) throw unknownRule();
      if (ids.length > 0 && repeatedObjects(call.parameters, 'Permissions').length > 0) {
        const message = 'SecurityGroupRuleId and Permissions cannot be specified at the same time.';
        throw new Refusal(400, 'InvalidParamter.Conflict', message);
      }
      const revoked = new Set(ids.length > 0 ? byId(ids, direction, group) : byKey(direction, group, call));
      group.rules = group.rules.filter(({ SecurityGroupRuleId }) => !revoked.has(SecurityGroupRuleId));
      return {};
    },
  };
}

function byId(ids: readonly string[], direction: Direction, group: SecurityGroup): readonly string[] {
  for (const id of ids) {
    const known = group.rules.some((rule) => rule.SecurityGroupRuleId === id && rule.Direction === direction.name);
    if (!known) throw unknownRule();
  }
  return ids;
}

function byKey(direction: Direction, group: SecurityGroup, call: Call): readonly string[] {
  const keys = permissionsOf(call).map((one) => keyOf(readPermission(one, direction, group, call), direction));
  return group.rules
    .filter((rule) => rule.Direction === direction.name && keys.includes(keyOf(rule, direction)))
    .map(({ SecurityGroupRuleId }) => SecurityGroupRuleId);
}

function unknownRule(): Refusal {
  return new Refusal(400, 'InvalidParam.SecurityGroupRuleId', 'The specified security group rule does not exist.');
}
