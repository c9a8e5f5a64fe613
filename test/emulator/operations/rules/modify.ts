import type { Rule } from '../../account/account.ts';
import type { Call, Operation } from '../../operation.ts';
import { invalid, Refusal } from '../../refusal.ts';
import type { Direction } from './directions.ts';
import { checkRule, keyOf, readDescription, readPolicy, readPriority } from './permission.ts';
import { readProtocol } from './protocol.ts';
import { checkQuotas } from './quotas.ts';
import { findWritableGroup } from './writable.ts';

/** Changes a rule by its id. The kind of its other side stays, no field becomes empty, no two rules become the same. */
export function modifying(direction: Direction): Operation {
  return {
    required: ['RegionId', 'SecurityGroupId', 'SecurityGroupRuleId'],
    write: true,
    run(call) {
      const group = findWritableGroup(call);
      const id = call.parameters.get('SecurityGroupRuleId');
      const at = group.rules.findIndex((rule) => rule.SecurityGroupRuleId === id && rule.Direction === direction.name);
      const before = group.rules[at];
      if (!before) throw new Refusal(404, 'SecurityGroupRule.NotFound', 'The target security group rule not exist.');
      const changed = change(before, direction, call);
      checkRule(changed, direction, group, call);
      const rules = group.rules.with(at, changed);
      const same = (rule: Rule) =>
        rule.Direction === direction.name && keyOf(rule, direction) === keyOf(changed, direction);
      if (rules.filter(same).length > 1) {
        // Forbidden by the documentation, which does not name the code.
        throw new Refusal(400, 'InvalidParamter.Conflict', 'The security group rule is the same as another rule.');
      }
      checkQuotas(group, rules, call);
      group.rules = rules;
      return {};
    },
  };
}

function change(before: Rule, direction: Direction, call: Call): Rule {
  const { parameters } = call;
  const given = (name: string) => parameters.get(name) || undefined;
  const kept = direction.peer.find((field) => before[field] !== '');
  if (direction.peer.some((field) => given(field) !== undefined && field !== kept)) throw direction.otherKindOfPeer();
  if (given('NicType') !== undefined && given('NicType') !== before.NicType) throw invalid('NicType');
  const fields = [...direction.peer, ...direction.own, 'SourcePortRange'] as const;
  for (const field of [...fields, 'PortRange', 'Description'] as const) {
    if (parameters.get(field) === '' && before[field] !== '') throw invalid(field);
  }
  return {
    ...before,
    ...Object.fromEntries(fields.map((field) => [field, given(field) ?? before[field]])),
    PortRange: given('PortRange') ?? (given('PortRangeListId') === undefined ? before.PortRange : ''),
    PortRangeListId: given('PortRange') === undefined ? (given('PortRangeListId') ?? before.PortRangeListId) : '',
    IpProtocol: given('IpProtocol') === undefined ? before.IpProtocol : readProtocol(parameters, call),
    Policy: given('Policy') === undefined ? before.Policy : readPolicy(given('Policy')!),
    Priority: given('Priority') === undefined ? before.Priority : readPriority(given('Priority')!),
    Description: readDescription(given('Description') ?? before.Description),
  };
}
