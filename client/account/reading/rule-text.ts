/** A rule of the account in the words of the view. */
import type { RegionSnapshot, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';

/** Who is on the other side: an address block, a group, a prefix list. */
export function peerOf(rule: SnapshotRule): string {
  const incoming = [rule.sourceCidrIp, rule.ipv6SourceCidrIp, rule.sourceGroupId, rule.sourcePrefixListId];
  const outgoing = [rule.destCidrIp, rule.ipv6DestCidrIp, rule.destGroupId, rule.destPrefixListId];
  const written = (rule.direction === 'egress' ? outgoing : incoming).filter(Boolean);
  return written.length > 0 ? written.join(', ') : '?';
}

/** `tcp 22`, `udp 8000-8100`, `all`, `icmp`. */
export function trafficOf({ ipProtocol, portRange, portRangeListId }: SnapshotRule): string {
  const protocol = ipProtocol.toLowerCase();
  const ports = portRangeListId || portsOf(portRange);
  return ports === '' ? protocol : `${protocol} ${ports}`;
}

/** `22/22` as `22`; nothing where it is all ports, or a protocol without ports. */
export function portsOf(range: string): string {
  const [from = '', to = ''] = range.split('/');
  if (from === '-1' || range === '1/65535') return '';
  return from === to ? from : `${from}-${to}`;
}

/** `tcp 22 ← 0.0.0.0/0` */
export function ruleText(rule: SnapshotRule): string {
  return `${trafficOf(rule)} ${rule.direction === 'egress' ? '→' : '←'} ${peerOf(rule)}`;
}

/** The rule once for each range of its port list, where it has one that was read. */
export function withRanges(rule: SnapshotRule, { portRangeLists = [] }: RegionSnapshot): readonly SnapshotRule[] {
  const list = portRangeLists.find(({ id }) => id === rule.portRangeListId);
  if (!list?.portRanges) return [rule];
  return list.portRanges.map((portRange) => ({ ...rule, portRange, portRangeListId: undefined }));
}
