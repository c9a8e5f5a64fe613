/** The first rule of a group in a direction, in the form that the group's type takes. */
import type { Change } from '../changes/change.ts';
import { expressionOf } from '../changes/networks.ts';
import type { Plain } from '../changes/plain.ts';
import { referenceFrom } from '../changes/references.ts';
import type { SecurityGroup, SecurityGroupRule } from '../network/model.ts';
import type { Direction } from '../network/rule-cases.ts';
import { type ApiRule, apiRules } from './api-rules.ts';
import type { Pairing } from './group-pairs.ts';

/** `undefined` where the dialect cannot say it. */
export function firstRule(
  { resource }: SecurityGroup,
  live: SecurityGroupRule,
  direction: Direction,
  pairing: Pairing,
): Change | undefined {
  const [rule, more] = apiRules(live, direction);
  if (!rule || more) return undefined;
  const named = (id: string | undefined): Plain | undefined => {
    if (id === undefined) return undefined;
    for (const [model, ids] of pairing.ids) {
      if (model.resources.get(resource.address) !== resource) continue;
      const key = [...ids].find(([, one]) => one === id)?.[0];
      const own = key?.startsWith('ref:') ? model.resources.get(key.slice(4)) : undefined;
      return (own && referenceFrom(own, resource)) ?? id;
    }
    return id;
  };
  if (resource.type === 'ALIYUN::ECS::SecurityGroup') {
    const list = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
    return { kind: 'append', resource, path: [list], item: rosItem(rule, direction, named) };
  }
  const id = expressionOf(resource, resource, 'id');
  if (resource.type !== 'alicloud_security_group' || !id || rule.sourcePortRange || isNarrowed(rule, direction))
    return undefined;
  const settings = terraformSettings(rule, direction, id, named);
  return { kind: 'resource', beside: resource, type: 'alicloud_security_group_rule', settings };
}

type Named = (id: string | undefined) => Plain | undefined;

function rosItem(rule: ApiRule, direction: Direction, named: Named): Plain {
  const { ipProtocol, portRange, sourcePortRange, policy, priority, description } = rule;
  const [peer, own] = direction === 'ingress' ? (['Source', 'Dest'] as const) : (['Dest', 'Source'] as const);
  const of = (side: 'Source' | 'Dest') => (side === 'Source' ? rule.source : rule.dest);
  return present({
    IpProtocol: ipProtocol.toLowerCase(),
    PortRange: portRange,
    SourcePortRange: sourcePortRange,
    [`${peer}CidrIp`]: of(peer).cidrIp,
    [`Ipv6${peer}CidrIp`]: of(peer).ipv6CidrIp,
    [`${peer}GroupId`]: named(of(peer).groupId),
    [`${peer}PrefixListId`]: of(peer).prefixListId,
    [`${own}CidrIp`]: of(own).cidrIp,
    [`Ipv6${own}CidrIp`]: of(own).ipv6CidrIp,
    Policy: policy === 'drop' ? policy : undefined,
    Priority: priority === 1 ? undefined : priority,
    Description: description,
  });
}

function terraformSettings(rule: ApiRule, direction: Direction, group: Plain, named: Named): Plain {
  const { cidrIp, ipv6CidrIp, groupId, prefixListId } = direction === 'ingress' ? rule.source : rule.dest;
  return present({
    type: direction,
    ip_protocol: rule.ipProtocol.toLowerCase(),
    port_range: rule.portRange,
    security_group_id: group,
    cidr_ip: cidrIp,
    ipv6_cidr_ip: ipv6CidrIp,
    source_security_group_id: named(groupId),
    prefix_list_id: prefixListId,
    policy: rule.policy === 'drop' ? rule.policy : undefined,
    priority: rule.priority === 1 ? undefined : rule.priority,
    description: rule.description,
  });
}

/** The provider's rule says nothing about the group's own addresses. */
function isNarrowed({ source, dest }: ApiRule, direction: Direction): boolean {
  const own = direction === 'ingress' ? dest : source;
  return own.cidrIp !== undefined || own.ipv6CidrIp !== undefined;
}

function present(settings: Readonly<Record<string, Plain | undefined>>): Plain {
  const said = Object.entries(settings).filter((one): one is [string, Plain] => one[1] !== undefined);
  return Object.fromEntries(said);
}
