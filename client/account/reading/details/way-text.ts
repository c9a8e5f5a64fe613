/** One way from the internet in one line, by the names and addresses of the account. */
import type { RegionSnapshot, SnapshotListener } from '../../../../core/dialects/cloud/snapshot.ts';
import type { Entry } from '../../../../core/network/entries.ts';
import type { NetworkModel } from '../../../../core/network/model.ts';
import type { Translate } from '../../../translate.ts';
import { type Region, withId } from './account-parts.ts';
import { type Html, html, joined, named, type Part } from './html.ts';

export function wayHtml(entry: Entry, region: Region, t: Translate): Part {
  const { kind, name } = entry;
  const { snapshot } = region;
  const known = {
    address: () => publicAddress(name, snapshot, t),
    'elastic-address': () => elasticAddress(name, snapshot, t),
    dnat: () => dnatEntry(entry, region, t),
    listener: () => listenerWay(entry, snapshot, t),
  }[kind]();
  return known ?? html`${t('A way that was not read')} (${named(name)})`;
}

/** A way in a few words, by the name that exposure tells it by. */
export function shortWay(name: string, { snapshot }: Region, t: Translate): Part {
  const { natGateways = [], listeners = [], loadBalancers = [] } = snapshot;
  const gateway = natGateways.find(({ id }) => id === name);
  if (gateway) return html`DNAT ${named(gateway.name || gateway.id)}`;
  const listener = listeners.find(({ id }) => id === name);
  if (!listener) return publicAddress(name, snapshot, t) ?? elasticAddress(name, snapshot, t) ?? named(name);
  const balancer = loadBalancers.find(({ id }) => id === listener.loadBalancerId);
  return html`${named(balancer?.name || listener.loadBalancerId)} ${portOf(listener)}`;
}

function publicAddress(id: string, { instances = [] }: RegionSnapshot, t: Translate): Part {
  const one = instances.find((instance) => instance.id === id);
  if (!one) return undefined;
  const addresses = [...(one.publicIpAddresses ?? []), ...(one.eipAddress ? [one.eipAddress] : [])].join(', ');
  return html`${one.eipAddress ? 'EIP' : t('Public address')} ${named(addresses)}`;
}

function elasticAddress(id: string, { eips = [], ipv6Addresses = [] }: RegionSnapshot, t: Translate): Part {
  const eip = eips.find((one) => one.id === id);
  if (eip) return html`EIP ${named(eip.ipAddress)} (${named(id)})`;
  const ipv6 = ipv6Addresses.find((one) => one.id === id);
  return ipv6 && html`${t('IPv6 address')} ${named(ipv6.address)} (${named(id)})`;
}

type Forward = NonNullable<NonNullable<RegionSnapshot['natGateways']>[number]['forwardEntries']>[number];

function dnatEntry(entry: Entry, { snapshot, model }: Region, t: Translate): Part {
  const { natGateways = [], eips = [] } = snapshot;
  const gateway = natGateways.find(({ id }) => id === entry.name);
  const forward = forwardOf(entry, model);
  if (!gateway || !forward) return undefined;
  const { id, externalIp, externalPort, internalIp, internalPort, ipProtocol } = forward;
  const eip = eips.find(({ ipAddress }) => ipAddress === externalIp);
  const outside = html`EIP ${named(externalIp)}${eip ? html` (${named(eip.id)})` : undefined}`;
  const rule = html`${t('DNAT entry')} ${withId(forward.name, id)}`;
  const to = html`${named(internalIp)} ${internalPort}`;
  return html`${outside} ${ipProtocol} ${externalPort} → ${t('NAT gateway')} ${withId(gateway.name, gateway.id)} → ${rule} → ${to}`;
}

/** A gateway has many entries: the way says by its place which one it is. */
function forwardOf({ stations: [station] }: Entry, { natForwards }: NetworkModel): Forward | undefined {
  const found = natForwards.find(({ internalPorts, at }) => station && (internalPorts?.at ?? at) === station.at);
  return found && (JSON.parse(found.at.source.text.slice(found.at.start, found.at.end)) as Forward);
}

function listenerWay({ name, serverGroups, ports }: Entry, snapshot: RegionSnapshot, t: Translate): Part {
  const listener = snapshot.listeners?.find(({ id, ...one }) => (id ?? one.loadBalancerId) === name);
  if (!listener) return undefined;
  const balancer = snapshot.loadBalancers?.find(({ id }) => id === listener.loadBalancerId);
  const front = html`${balancer?.address ? html`${named(balancer.address)} → ` : undefined}${t('load balancer')} ${withId(balancer?.name, listener.loadBalancerId)} → ${t('listener')} ${portOf(listener)}`;
  const behind = serverGroups.map((id) => backendHtml(id, listener, snapshot, t));
  const at = ports && !ports.isAll ? html` → ${t('port {0}', ports.toString())}` : undefined;
  return html`${front}${behind.length > 0 ? html` → ${joined(behind, ', ')}` : undefined}${at}`;
}

function portOf({ protocol, port, startPort, endPort }: SnapshotListener): string {
  const range = startPort && endPort ? `${startPort}-${endPort}` : (port ?? '');
  return `${protocol.toLowerCase()} ${range}`.trim();
}

/** A classic load balancer has a default server group, which is the load balancer itself. */
function backendHtml(id: string, { loadBalancerId }: SnapshotListener, snapshot: RegionSnapshot, t: Translate): Html {
  if (id === loadBalancerId) return html`${t('default server group')}`;
  return html`${t('server group')} ${withId(snapshot.serverGroups?.find((one) => one.id === id)?.name, id)}`;
}
