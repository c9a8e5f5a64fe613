/**
 * "Insert whitelist rule…": whom a place in a file can let in, and the changes that let somebody in there. Places are
 * security groups and their rules, access lists of listeners, white lists of databases and other services, Services, and
 * NetworkPolicies.
 */

import type { Resource } from '../dialects/resource.ts';
import type { Unit } from '../dialects/unit.ts';
import { writerOf } from '../dialects/writing.ts';
import { keyOf, keysOf } from '../network/identity.ts';
import type { AccessList, Entity, ManagedService, SecurityGroup, SecurityGroupRule } from '../network/model.ts';
import type { PortSet } from '../network/ports.ts';
import type { Location } from '../text/source.ts';
import type { Change } from './change.ts';
import { expressionOf, isRepeated } from './networks.ts';
import { itemOf } from './placing.ts';
import type { Plain } from './plain.ts';

export type AdmissionKind = 'securityGroup' | 'accessList' | 'whitelist' | 'service' | 'networkPolicy';

type Placed = Pick<Entity, 'resource' | 'at'>;

/** A place that can let somebody in. */
export interface AdmissionTarget {
  readonly kind: AdmissionKind;
  readonly entity: Placed;
  readonly unit: Unit;
}

/** Who is let in. */
export interface Admission {
  /** Blocks or addresses as they are to be written, one or more. */
  readonly cidrs: readonly string[];
  readonly protocol: 'tcp' | 'udp' | 'all';
  readonly ports: PortSet;
}

/** The innermost place around an offset (UTF-16 units) of the file at this path. */
export function admissionTarget(units: readonly Unit[], path: string, offset: number): AdmissionTarget | undefined {
  let found: AdmissionTarget | undefined;
  let length = Number.POSITIVE_INFINITY;
  for (const unit of units) {
    for (const target of targetsOf(unit)) {
      for (const place of [itemOf(target.entity), target.entity.resource.blockAt]) {
        const { source, start, end } = outermost(place);
        if (source.path !== path || offset < start || offset > end || end - start >= length) continue;
        found = target;
        length = end - start;
      }
    }
  }
  return found;
}

/** All places of the file at this path that can let somebody in, in the order of the text; a group with its rules is one. */
export function admissionTargets(units: readonly Unit[], path: string): readonly AdmissionTarget[] {
  const found = new Map<string, AdmissionTarget>();
  for (const target of units.flatMap(targetsOf)) {
    const { source, start } = placeOf(target);
    const { address } = target.entity.resource;
    if (source.path === path && !found.has(`${start} ${address}`)) found.set(`${start} ${address}`, target);
  }
  return [...found.values()].sort((a, b) => placeOf(a).start - placeOf(b).start);
}

/** The resource that a target is, or is in. */
export function placeOf({ entity }: AdmissionTarget): Location {
  return outermost(entity.resource.blockAt);
}

function outermost(place: Location): Location {
  return place.source.outermost(place);
}

function targetsOf(unit: Unit): readonly AdmissionTarget[] {
  const { model, kubernetes } = unit;
  const as =
    (kind: AdmissionKind) =>
    (entity: Placed): AdmissionTarget => ({ kind, entity, unit });
  const admitting = model.securityGroupRules.filter(
    ({ direction }) => direction?.kind === 'known' && direction.value === 'ingress',
  );
  const services = (kubernetes?.services ?? []).filter(
    ({ type }) => type.kind === 'known' && type.value === 'LoadBalancer',
  );
  // One that is about what goes out lets nobody in.
  const policies = (kubernetes?.networkPolicies ?? []).filter(
    ({ isolatesIngress }) => isolatesIngress.kind === 'known' && isolatesIngress.value,
  );
  return [
    ...[...admitting, ...model.securityGroups].map(as('securityGroup')),
    ...model.accessLists.filter(({ entries }) => entries !== undefined).map(as('accessList')),
    ...model.managedServices.filter(({ whitelist }) => whitelist !== undefined).map(as('whitelist')),
    ...services.map(as('service')),
    ...policies.map(as('networkPolicy')),
  ];
}

/** `undefined` where nothing can be written without guessing. */
export function admissionChanges(
  { kind, entity, unit }: AdmissionTarget,
  admission: Admission,
): readonly Change[] | undefined {
  if (admission.cidrs.length === 0) return undefined;
  switch (kind) {
    case 'securityGroup':
      return groupChanges(entity as SecurityGroup | SecurityGroupRule, unit, admission);
    case 'accessList':
      return listChanges(entity as AccessList, (entity as AccessList).entries ?? [], 'entries', admission);
    case 'whitelist':
      return listChanges(entity as ManagedService, (entity as ManagedService).whitelist ?? [], 'whitelist', admission);
    case 'service':
      return admission.cidrs.map((item) => append(entity.resource, ['spec', 'loadBalancerSourceRanges'], item));
    case 'networkPolicy':
      return [append(entity.resource, ['spec', 'ingress'], policyRule(admission))];
  }
}

/** Without ports it lets in at all of them. */
function policyRule({ cidrs, protocol, ports }: Admission): Plain {
  const from = cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  if (protocol === 'all') return { from };
  const named = { protocol: protocol.toUpperCase() };
  const ranges = ports.isAll
    ? [named]
    : ports.intervals.map((range) =>
        range.from === range.to ? { ...named, port: range.from } : { ...named, port: range.from, endPort: range.to },
      );
  return { from, ports: ranges };
}

/** Beside a rule that is there one like it; where there is none yet, in the form that the group's type takes. */
function groupChanges(
  entity: SecurityGroup | SecurityGroupRule,
  unit: Unit,
  admission: Admission,
): readonly Change[] | undefined {
  const own = 'peerCidr' in entity && 'direction' in entity ? entity : lastRuleOf(entity, unit);
  if (own && !isRepeated(own)) {
    const variants = admission.cidrs.map((cidr) => {
      const isV6 = cidr.includes(':');
      return {
        ...withoutSettings(own, itsOwn),
        protocol: admission.protocol,
        ports: admission.protocol === 'all' ? '-1/-1' : admission.ports,
        [isV6 ? 'peerIpv6Cidr' : 'peerCidr']: cidr,
      };
    });
    return [{ kind: 'copies', entity: own, variants }];
  }
  return own ? undefined : firstRules(entity.resource, admission);
}

/** What a rule has for itself: the next one like it does not take it over. */
const itsOwn = [
  ...(['peerGroup', 'peerPrefixList', 'peerCidr', 'peerIpv6Cidr'] as const),
  ...(['policy', 'priority', 'description', 'sourcePorts'] as const),
];

/** Only what is written in the rule can be taken away from a copy of it. */
function withoutSettings(rule: SecurityGroupRule, names: typeof itsOwn): Record<string, null> {
  const isWritten = (name: (typeof itsOwn)[number]): boolean => {
    const value = rule[name];
    return value !== undefined && !(value.kind === 'known' && value.byDefault);
  };
  return Object.fromEntries(names.filter(isWritten).map((name) => [name, null]));
}

function lastRuleOf(group: SecurityGroup | SecurityGroupRule, { model }: Unit): SecurityGroupRule | undefined {
  const key = keyOf(group);
  return model.securityGroupRules.findLast(
    (rule) =>
      keysOf(rule.group).includes(key) && rule.direction?.kind === 'known' && rule.direction.value === 'ingress',
  );
}

/** How the first rule of a group is written, by the group's type. */
function firstRules(group: Resource, { cidrs, protocol, ports }: Admission): readonly Change[] | undefined {
  const range = protocol === 'all' ? '-1/-1' : rangeOf(ports);
  if (range === undefined) return undefined;
  if (group.type === 'ALIYUN::ECS::SecurityGroup') {
    return cidrs.map((cidr) =>
      append(group, ['SecurityGroupIngress'], {
        IpProtocol: protocol,
        PortRange: range,
        [cidr.includes(':') ? 'Ipv6SourceCidrIp' : 'SourceCidrIp']: cidr,
      }),
    );
  }
  const id = expressionOf(group, group, 'id');
  if (group.type !== 'alicloud_security_group' || !id) return undefined;
  return cidrs.map((cidr) => ({
    kind: 'resource',
    beside: group,
    type: 'alicloud_security_group_rule',
    settings: {
      type: 'ingress',
      ip_protocol: protocol,
      port_range: range,
      security_group_id: id,
      [cidr.includes(':') ? 'ipv6_cidr_ip' : 'cidr_ip']: cidr,
    },
  }));
}

function rangeOf({ intervals: [only, ...more] }: PortSet): string | undefined {
  return only && more.length === 0 ? `${only.from}/${only.to}` : undefined;
}

/**
 * Behind the last entry, in its form: an item of the list, an item with the address in a key of its own, a resource, or
 * a part of a text with commas.
 */
function listChanges(
  entity: Entity,
  entries: readonly { readonly at: Location }[],
  field: 'entries' | 'whitelist',
  { cidrs }: Admission,
): readonly Change[] | undefined {
  const writer = writerOf(entity, field);
  // One address in an item or a resource of its own.
  if (writer?.spell) return [{ kind: 'copies', entity, variants: cidrs.map((cidr) => ({ [field]: cidr })) }];
  const [list] = writer?.paths ?? [];
  if (list === undefined) return undefined;
  const path = list.split('.');
  const last = entries.at(-1)?.at;
  // `10.0.0.0/8,192.168.0.0/16`: the entry is a part of the text.
  const isPart = last !== undefined && /,/.test(around(last));
  if (last && isPart) {
    const text = last.source.text.slice(last.start, last.end);
    return [{ kind: 'replace', resource: entity.resource, at: last, by: [text, ...cidrs].join(',') }];
  }
  return cidrs.map((cidr) => append(entity.resource, path, cidr));
}

/** The characters beside a place. */
function around({ source: { text }, start, end }: Location): string {
  return text.slice(Math.max(0, start - 2), start) + text.slice(end, end + 2);
}

function append(resource: Resource, path: readonly string[], item: Plain): Change {
  return { kind: 'append', resource, path, item };
}
