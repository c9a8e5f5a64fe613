/** Security group rules for tests, written in a line: `accept tcp 20/25 from 0.0.0.0/0 @2`. */
import type { Resource } from '../../../core/dialects/resource.ts';
import { modelOf } from '../../../core/dialects/unit.ts';
import { AddressSet, isAddressProblem, parseCidr } from '../../../core/network/addresses.ts';
import type { NetworkModel, SecurityGroup, SecurityGroupRule } from '../../../core/network/model.ts';
import { isPortProblem, type PortSet, parsePortRange } from '../../../core/network/ports.ts';
import { parseProtocol } from '../../../core/network/protocol.ts';
import { type Location, SourceText } from '../../../core/text/source.ts';
import { known, unknown, type Value } from '../../../core/values/value.ts';

const source = new SourceText('rules.txt', ' '.repeat(1000));

function place(n: number): Location {
  return { source, start: n, end: n + 1 };
}

function resourceNamed(address: string, n: number): Resource {
  const at = place(n);
  const attributes = { type: 'map' as const, entries: new Map() };
  return { dialect: 'cloud', type: 'rule', address, nameAt: at, blockAt: at, exists: 'yes', attributes };
}

function ports(text: string): PortSet {
  const read = parsePortRange(text, { single: true });
  if (isPortProblem(read)) throw new Error(text);
  return read;
}

function addresses(text: string): AddressSet {
  return AddressSet.unionOf(
    text.split(',').map((one) => {
      const read = parseCidr(one);
      if (isAddressProblem(read)) throw new Error(one);
      return read.addresses;
    }),
  );
}

/**
 * `[accept|drop|?] protocol [ports] [from CIDR|sg-…|?] [to CIDR] [source PORTS] [@priority]`; `?` is not known.
 * `out` in front makes it an egress rule, whose `from` is the destination.
 */
function ruleOf(line: string, n: number, group = 'sg-1'): SecurityGroupRule {
  const words = line.split(/\s+/);
  const out = words[0] === 'out' && words.shift() !== undefined;
  const at = place(n);
  const given = <T>(text: string, read: (text: string) => T): Value<T> =>
    text === '?' ? unknown('no-default', 'x', at) : known(read(text), at);
  const [policy = '', protocol = ''] = words.splice(0, 2);
  const range = words[0] !== undefined && /^[-\d?]/.test(words[0]) ? words.shift() : undefined;
  const after = (word: string): string | undefined => {
    const i = words.indexOf(word);
    return i < 0 ? undefined : words[i + 1];
  };
  const peer = after('from') ?? '0.0.0.0/0';
  const isGroup = peer.startsWith('sg-');
  const priority = words.find((word) => word.startsWith('@'))?.slice(1);
  return {
    resource: resourceNamed(`rule-${n}`, n),
    at,
    exists: 'yes',
    group: known(group, at),
    direction: known(out ? 'egress' : 'ingress', at),
    policy: given(policy, (text) => text as 'accept' | 'drop'),
    priority: priority === undefined ? undefined : given(priority, Number),
    protocol: given(protocol, (text) => parseProtocol(text) ?? 'all'),
    ports: range === undefined ? undefined : given(range, ports),
    sourcePorts: after('source') === undefined ? undefined : given(after('source') ?? '', ports),
    peerCidr: isGroup ? undefined : given(peer, addresses),
    peerIpv6Cidr: undefined,
    peerGroup: isGroup ? known(peer, at) : undefined,
    peerPrefixList: undefined,
    localCidr: after('to') === undefined ? undefined : given(after('to') ?? '', addresses),
    localIpv6Cidr: undefined,
    description: undefined,
  };
}

/** A model with these rules, all in group `sg-1`, which is declared where its `kind` is given. */
export function modelWith(lines: readonly string[], kind?: 'normal' | 'enterprise'): NetworkModel {
  const group: SecurityGroup = {
    resource: resourceNamed('sg-1', 0),
    at: place(0),
    exists: 'yes',
    kind: kind && known(kind as string, place(0)),
    vpc: undefined,
    innerAccess: undefined,
    name: undefined,
    description: undefined,
  };
  const rules = lines.map((line, i) => ruleOf(line, i + 1));
  const own = kind === undefined ? rules : rules.map((rule) => ({ ...rule, group: ownReference }));
  return { ...nothing, securityGroups: kind === undefined ? [] : [group], securityGroupRules: own };
}

const nothing = modelOf([], new Map());

const ownReference: Value<{ type: 'reference'; resource: string; attribute: string }> = known(
  { type: 'reference', resource: 'sg-1', attribute: 'id' },
  place(0),
);
