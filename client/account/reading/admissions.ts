/** Whom rules of the account let in by address, in the words of "Insert White List Rule". */
import type { RegionSnapshot, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { isAddressProblem, parseCidr } from '../../../core/network/addresses.ts';
import type { Admission } from '../node.ts';
import type { GroupFacts, RuleFacts } from './group-facts.ts';
import { portsOf, withRanges } from './rule-text.ts';

/** One for each protocol and ports. What lets in everyone is no white list, and is left out, as are idle rules. */
export function admissionsOf({ region }: GroupFacts, rules: readonly RuleFacts[]): readonly Admission[] {
  const byPorts = new Map<string, Set<string>>();
  for (const { rule, effect } of rules) {
    if (rule.direction !== 'ingress' || rule.policy !== 'Accept' || effect === 'shadowed') continue;
    const cidrs = cidrsOf(rule, region);
    if (cidrs.length === 0) continue;
    for (const one of withRanges(rule, region)) {
      const ports = portWords(one.ipProtocol.toLowerCase(), one.portRange);
      if (ports === undefined) continue;
      byPorts.set(ports, new Set([...(byPorts.get(ports) ?? []), ...cidrs]));
    }
  }
  return Array.from(byPorts, ([ports, cidrs]) => ({ ports, cidrs: [...cidrs] }));
}

/** The rule's source, or the entries of the prefix list that is its source. */
function cidrsOf(rule: SnapshotRule, { prefixLists = [] }: RegionSnapshot): readonly string[] {
  const list = prefixLists.find(({ id }) => id === rule.sourcePrefixListId);
  const written = [rule.sourceCidrIp, rule.ipv6SourceCidrIp, ...(list?.entries ?? []).map(({ cidr }) => cidr)];
  return written.flatMap((one) => narrow(one) ?? []);
}

/** As it is written in a block's normal form; nothing for everyone. */
function narrow(written: string | undefined): string | undefined {
  if (!written) return undefined;
  const cidr = parseCidr(written);
  return isAddressProblem(cidr) || cidr.addresses.amountsToWorld ? undefined : cidr.text;
}

function portWords(protocol: string, range: string): string | undefined {
  if (protocol === 'all') return 'all';
  if (protocol !== 'tcp' && protocol !== 'udp') return undefined;
  return `${protocol} ${portsOf(range) || '1-65535'}`;
}
