import type { Rule, SecurityGroup } from '../../account/account.ts';
import { rule as ruleOf } from '../../account/resources.ts';
import type { Call, Parameters } from '../../operation.ts';
import { repeatedObjects } from '../../operation.ts';
import { invalid, Refusal } from '../../refusal.ts';
import type { Direction } from './directions.ts';
import { checkPeer } from './peer.ts';
import { checkPorts, readProtocol } from './protocol.ts';

/** `Permissions.N.*`, at most 100; without them the deprecated parameters of the request itself. */
export function permissionsOf({ parameters }: Call): readonly Parameters[] {
  const permissions = repeatedObjects(parameters, 'Permissions');
  if (permissions.length > 100) throw invalid('Permissions');
  return permissions.length > 0 ? permissions : [parameters];
}

/** A permission as the rule that it would become, checked in every part; it has no id yet. */
export function readPermission(parameters: Parameters, direction: Direction, group: SecurityGroup, call: Call): Rule {
  const text = (name: string) => parameters.get(name) ?? '';
  const IpProtocol = readProtocol(parameters, call);
  const peerField = direction.peer.find((field) => text(field) !== '');
  if (peerField === undefined) throw direction.missingPeer();
  const bothFamilies = text(direction.peer[0]) !== '' && text(direction.peer[1]) !== '';
  const rule = ruleOf({
    SecurityGroupRuleId: '',
    Direction: direction.name,
    IpProtocol,
    Policy: readPolicy(text('Policy')),
    Priority: readPriority(text('Priority')),
    PortRange: text('PortRange'),
    // Ignored where a range is given.
    PortRangeListId: text('PortRange') === '' ? text('PortRangeListId') : '',
    SourcePortRange: text('SourcePortRange'),
    Description: readDescription(text('Description')),
    CreateTime: new Date(call.now).toISOString().replace(/\.\d+Z$/, 'Z'),
    [peerField]: text(peerField),
    ...(bothFamilies ? { [direction.peer[1]]: text(direction.peer[1]) } : {}),
    [direction.own[0]]: text(direction.own[0]),
    [direction.own[1]]: text(direction.own[1]),
    [direction.peerOwner]: text(direction.peerOwner) || text(direction.peerOwner.replace('Account', 'Id')),
  });
  checkNicType(text('NicType'));
  checkRule(rule, direction, group, call);
  return rule;
}

/** What must hold of a rule, new or modified. */
export function checkRule(rule: Rule, direction: Direction, group: SecurityGroup, call: Call): void {
  if (rule.PortRange === '' && rule.PortRangeListId !== '') checkPortList(rule.PortRangeListId, call);
  else checkPorts(rule.IpProtocol, rule.PortRange, malformedPorts);
  if (rule.SourcePortRange !== '') checkPorts(rule.IpProtocol, rule.SourcePortRange, malformedSourcePorts);
  checkPeer(rule, direction, group, call);
}

function checkPortList(id: string, { region }: Call): void {
  if (region.portRangeLists.some(({ PortRangeListId }) => PortRangeListId === id)) return;
  throw new Refusal(404, 'InvalidPortRangeListId.NotFound', 'The specified PortRangeListId does not exist.');
}

function malformedPorts(): Refusal {
  return new Refusal(400, 'InvalidIpProtocol.Malformed', 'The specified parameter "PortRange" is not valid.');
}

function malformedSourcePorts(): Refusal {
  const message = 'The specified parameter "SourcePortRange" is not valid.';
  return new Refusal(400, 'InvalidSourcePortRange.Malformed', message);
}

/** What makes a rule that rule: priority and description are not part of it. */
export function keyOf(rule: Rule, direction: Direction): string {
  const fields = [...direction.peer, ...direction.own, 'PortRange', 'PortRangeListId', 'SourcePortRange'] as const;
  return [rule.IpProtocol, rule.Policy, ...fields.map((field) => rule[field])].join(' ').toLowerCase();
}

export function readPolicy(text: string): 'Accept' | 'Drop' {
  const policy = (text || 'accept').toLowerCase();
  if (policy === 'accept') return 'Accept';
  if (policy === 'drop') return 'Drop';
  throw new Refusal(400, 'InvalidPolicy.Malformed', 'The specified parameter "Policy" is not valid.');
}

export function readPriority(text: string): number {
  if (text === '') return 1;
  if (!/^-?\d{1,9}$/.test(text)) throw priority('Malformed');
  if (Number(text) < 1 || Number(text) > 100) throw priority('ValueNotSupported');
  return Number(text);
}

export function readDescription(text: string): string {
  if (text.length <= 512) return text;
  const message = 'The specified security group rule description is not valid.';
  throw new Refusal(400, 'InvalidSecurityGroupDiscription.Malformed', message);
}

function priority(kind: string): Refusal {
  return new Refusal(400, `InvalidPriority.${kind}`, 'The parameter Priority is invalid.');
}

/** In a VPC every value means intranet; the classic network is gone. */
function checkNicType(text: string): void {
  if (['', 'intranet', 'internet'].includes(text)) return;
  throw new Refusal(400, 'InvalidNicType.ValueNotSupported', 'The specified NicType does not exist.');
}
