/** What mends a rule of a security group that lets strangers in. */
import { familyOf, narrowed } from '../../changes/addresses.ts';
import type { Fix } from '../../changes/change.ts';
import { configuredNetworks, expressionOf, isRepeated, vpcBlocks } from '../../changes/networks.ts';
import { withoutPorts } from '../../changes/ports.ts';
import { removal, removeRule } from '../../changes/removing.ts';
import type { AddressSet } from '../../network/addresses.ts';
import { keyOf, keysOf } from '../../network/identity.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import type { PortSet } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import { samePlace, type Value } from '../../values/value.ts';
import type { RuleContext } from '../rule.ts';
import type { Opening } from './openings.ts';

type Context = Pick<RuleContext, 'model' | 'settings'>;

/** Narrow the source, leave the risky ports out of the range, keep strangers from them, or take the rule away. */
export function openingFixes(context: Context, { rule, source }: Opening, risky?: PortSet): readonly Fix[] {
  return [
    ...peerFixes(context, rule, source),
    ...(risky && rule.ports ? withoutPorts(rule, 'ports', rule.ports, risky) : []),
    ...(risky ? dropped(rule, source, risky) : []),
    ...removal(rule, removeRule),
  ];
}

/** Another address block or prefix list on the other side of a rule. */
export function peerFixes(context: Context, rule: SecurityGroupRule, peer: Value<AddressSet>): readonly Fix[] {
  const { model, settings } = context;
  const field = fieldOf(rule, peer);
  const value = field && rule[field];
  if (!field || !value) return [];
  const family = familyOf(value);
  const choices = [
    ...configuredNetworks(settings.networks, family),
    ...(family === 4 ? vpcBlocks(model, rule.resource, vpcOf(model, rule)) : []),
  ];
  return [...narrowed(rule, field, value, choices), ...toPrefixLists(model, rule, field)];
}

function fieldOf(rule: SecurityGroupRule, peer: Value<AddressSet>): 'peerCidr' | 'peerIpv6Cidr' | undefined {
  if (rule.peerCidr && samePlace(rule.peerCidr.at, peer.at)) return 'peerCidr';
  return rule.peerIpv6Cidr && samePlace(rule.peerIpv6Cidr.at, peer.at) ? 'peerIpv6Cidr' : undefined;
}

function vpcOf(model: NetworkModel, rule: SecurityGroupRule): SecurityGroupRule['group'] {
  const keys = keysOf(rule.group);
  return model.securityGroups.find((group) => keys.includes(keyOf(group)))?.vpc;
}

/** Lists that stand in the same files; ROS names them by an expression that its own syntax writes. */
function toPrefixLists(
  model: NetworkModel,
  rule: SecurityGroupRule,
  field: 'peerCidr' | 'peerIpv6Cidr',
): readonly Fix[] {
  if (isRepeated(rule)) return [];
  return model.prefixLists.flatMap((list): Fix[] => {
    if (list.resource.dialect !== 'terraform') return [];
    const name = expressionOf(list.resource, rule.resource, 'id');
    if (!name) return [];
    const title: Text = {
      en: `Narrow to the prefix list ${list.resource.address}`,
      zh: `收窄到前缀列表 ${list.resource.address}`,
    };
    return [{ title, changes: [{ kind: 'set', entity: rule, to: { [field]: null, peerPrefixList: name } }] }];
  });
}

/** A drop of the same priority wins. Only where the rule opens more than the risky ports. */
function dropped(rule: SecurityGroupRule, source: Value<AddressSet>, risky: PortSet): readonly Fix[] {
  const { ports, protocol } = rule;
  if (ports?.kind !== 'known' || protocol?.kind !== 'known' || risky.intervals.length > 1) return [];
  if (risky.covers(ports.value) || source.kind !== 'known' || isRepeated(rule)) return [];
  const also = protocol.value === 'all' ? { protocol: 'tcp' as const } : {};
  const title: Text = { en: `Add a rule that drops ${risky}`, zh: `添加拒绝 ${risky} 的规则` };
  return [
    {
      title,
      changes: [{ kind: 'copies', entity: rule, variants: [{ policy: 'drop', ports: risky, ...also }] }],
    },
  ];
}
