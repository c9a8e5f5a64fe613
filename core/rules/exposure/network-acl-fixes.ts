/** What mends an entry of a network ACL that lets strangers in. Of its entries the first that matches decides. */
import { familyOf, narrowed } from '../../changes/addresses.ts';
import type { Fix } from '../../changes/change.ts';
import { configuredNetworks, isRepeated, vpcBlocks } from '../../changes/networks.ts';
import { withoutPorts } from '../../changes/ports.ts';
import { removal, removeEntry } from '../../changes/removing.ts';
import type { NetworkAclEntry } from '../../network/model.ts';
import type { PortSet } from '../../network/ports.ts';
import type { RuleContext } from '../rule.ts';

/**
 * @param entries those of the same list, in their order
 * @param risky the ports that strangers should not reach, where they are only some
 */
export function entryFixes(
  { model, settings }: Pick<RuleContext, 'model' | 'settings'>,
  entries: readonly NetworkAclEntry[],
  entry: NetworkAclEntry,
  risky: PortSet | undefined,
): readonly Fix[] {
  const { peerCidr, ports, resource } = entry;
  const family = peerCidr && familyOf(peerCidr);
  const choices = [
    ...configuredNetworks(settings.networks, family),
    ...(family === 4 ? vpcBlocks(model, resource, undefined) : []),
  ];
  return [
    ...dropFirst(entries, entry, risky),
    ...(peerCidr ? narrowed(entry, 'peerCidr', peerCidr, choices) : []),
    ...(risky && ports ? withoutPorts(entry, 'ports', ports, risky) : []),
    ...removal(entry, removeEntry),
  ];
}

/** A later entry that turns everyone away comes too late; one that is not there is put in front. */
function dropFirst(
  entries: readonly NetworkAclEntry[],
  entry: NetworkAclEntry,
  risky: PortSet | undefined,
): readonly Fix[] {
  const { ports, protocol } = entry;
  if (!risky || isRepeated(entry) || ports?.kind !== 'known' || protocol?.kind !== 'known') return [];
  const own = entries.indexOf(entry);
  const late = entries.slice(own + 1).find((one) => turnsAway(one, entry, risky));
  if (late) {
    const title = { en: `Let the entry that drops ${risky} come first`, zh: `让拒绝 ${risky} 的条目先匹配` };
    return [{ title, changes: [{ kind: 'move', entity: late, among: entries.slice(own, entries.indexOf(late)) }] }];
  }
  // Where it accepts nothing else, it is narrowed or goes.
  if (risky.covers(ports.value) || risky.intervals.length > 1) return [];
  const also = protocol.value === 'all' ? { protocol: 'tcp' as const } : {};
  const title = { en: `Drop ${risky} before this entry`, zh: `在此条目之前拒绝 ${risky}` };
  return [
    { title, changes: [{ kind: 'divide', entity: entry, into: [{ policy: 'drop', ports: risky, ...also }, {}] }] },
  ];
}

function turnsAway(
  { policy, protocol, ports, peerCidr }: NetworkAclEntry,
  from: NetworkAclEntry,
  risky: PortSet,
): boolean {
  const isDrop = policy?.kind === 'known' && policy.value === 'drop';
  const isEveryone = peerCidr?.kind === 'known' && peerCidr.value.amountsToWorld;
  if (!isDrop || !isEveryone || protocol?.kind !== 'known' || from.protocol?.kind !== 'known') return false;
  // A drop of everything belongs at the end.
  return (
    protocol.value === from.protocol.value &&
    ports?.kind === 'known' &&
    ports.value.covers(risky) &&
    ports.value.size < 1024
  );
}
