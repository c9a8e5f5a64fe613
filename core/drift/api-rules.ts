/** Rules as the API takes them (ECS, Permissions of AuthorizeSecurityGroup): plain data, one block and one range each. */
import type { AddressSet } from '../network/addresses.ts';
import type { Identity, SecurityGroupRule } from '../network/model.ts';
import { PortSet } from '../network/ports.ts';
import { hasPorts, type Protocol } from '../network/protocol.ts';
import type { Direction } from '../network/rule-cases.ts';
import { isReference, type Value } from '../values/value.ts';

/** One of these, or none on the group's own side. */
export interface ApiSide {
  readonly cidrIp?: string;
  readonly ipv6CidrIp?: string;
  readonly groupId?: string;
  readonly prefixListId?: string;
}

export interface ApiRule {
  readonly direction: Direction;
  /** Upper case, as the API answers. */
  readonly ipProtocol: string;
  /** `22/22`, `-1/-1`. */
  readonly portRange: string;
  readonly sourcePortRange?: string;
  readonly policy: 'accept' | 'drop';
  readonly priority: number;
  readonly source: ApiSide;
  readonly dest: ApiSide;
  readonly description?: string;
}

/**
 * The rules that say what one rule says: several where its sources or ports are no single block or range. Empty where
 * something of it is not known.
 * @param idOf the account's id of a group or prefix list that the text names by a reference
 */
export function apiRules(
  rule: SecurityGroupRule,
  direction: Direction,
  idOf: (reference: string) => string | undefined = (reference) => reference,
): readonly ApiRule[] {
  const { protocol, ports, sourcePorts, policy, priority, description } = rule;
  if (protocol?.kind !== 'known' || !isSaid(ports) || !isSaid(policy) || !isSaid(priority) || !isSaid(sourcePorts))
    return [];
  const peers = peersOf(rule, idOf);
  const locals = blocksOf([rule.localCidr, rule.localIpv6Cidr]);
  if (!peers || !locals) return [];
  const ranges = rangesOf(protocol.value, ports?.value ?? PortSet.all);
  const from = sourcePorts && !sourcePorts.value.isAll ? rangesOf(protocol.value, sourcePorts.value) : [undefined];
  return peers.flatMap((peer) =>
    (locals.length > 0 ? locals : [{}]).flatMap((local) =>
      ranges.flatMap((portRange) =>
        from.map(
          (sourcePortRange): ApiRule => ({
            direction,
            ipProtocol: String(protocol.value).toUpperCase(),
            portRange,
            ...(sourcePortRange === undefined ? {} : { sourcePortRange }),
            policy: policy?.value ?? 'accept',
            priority: priority?.value ?? 1,
            ...(direction === 'ingress' ? { source: peer, dest: local } : { source: local, dest: peer }),
            ...(description?.kind === 'known' && description.value !== '' ? { description: description.value } : {}),
          }),
        ),
      ),
    ),
  );
}

function isSaid<T>(field: Value<T> | undefined): field is Extract<Value<T>, { kind: 'known' }> | undefined {
  return field === undefined || field.kind === 'known';
}

function peersOf(
  rule: SecurityGroupRule,
  idOf: (reference: string) => string | undefined,
): readonly ApiSide[] | undefined {
  if (rule.peerCidr || rule.peerIpv6Cidr) return blocksOf([rule.peerCidr, rule.peerIpv6Cidr]);
  const named = (field: Value<Identity> | undefined): string | undefined => {
    if (field?.kind !== 'known') return undefined;
    return isReference(field.value) ? idOf(field.value.resource) : field.value;
  };
  const [groupId, prefixListId] = [named(rule.peerGroup), named(rule.peerPrefixList)];
  if (groupId !== undefined) return [{ groupId }];
  return prefixListId === undefined ? undefined : [{ prefixListId }];
}

function blocksOf(fields: readonly (Value<AddressSet> | undefined)[]): readonly ApiSide[] | undefined {
  const set = fields.filter((field) => field !== undefined);
  const known = set.filter((field) => field.kind === 'known');
  if (known.length < set.length) return undefined;
  return known.flatMap(({ value }) =>
    value.toCidrs().map((block): ApiSide => (block.includes(':') ? { ipv6CidrIp: block } : { cidrIp: block })),
  );
}

/** Only TCP and UDP have ranges; all else is -1/-1. */
function rangesOf(protocol: Protocol, ports: PortSet): readonly string[] {
  return hasPorts(protocol) ? ports.intervals.map(({ from, to }) => `${from}/${to}`) : ['-1/-1'];
}
