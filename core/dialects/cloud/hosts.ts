/**
 * Machines by their private addresses: DNAT entries and server groups name an address where they mean a machine. Two VPCs
 * may use the same addresses, so the VPC decides.
 */
import { type Data, isList, isMap, isReference, known, type MapData, type MapMember } from '../../values/value.ts';
import { type Resource, referenceTo } from '../resource.ts';

/** The machine with an address in a VPC. */
type HostFinder = (vpc: string, address: string) => string | undefined;

const machineTypes: ReadonlySet<string> = new Set([
  'ecs/Instance',
  'ecs/NetworkInterface',
  'ecs/ManagedNetworkInterface',
]);

export function hostFinder(resources: readonly Resource[]): HostFinder {
  const hosts = new Map<string, string>();
  for (const { type, address: id, attributes } of resources) {
    const vpc = machineTypes.has(type) ? textAt(attributes, 'vpcId') : undefined;
    if (vpc === undefined) continue;
    for (const address of textsAt(attributes, 'privateIpAddresses')) hosts.set(`${vpc} ${address}`, id);
  }
  return (vpc, address) => hosts.get(`${vpc} ${address}`);
}

/** DNAT entries with `internalHost`, servers by address with the machine in `serverId`. */
export function withHosts(resources: readonly Resource[], hostOf: HostFinder): readonly Resource[] {
  return resources.map((resource) => {
    const { type, attributes } = resource;
    const vpc = textAt(attributes, 'vpcId');
    if (vpc === undefined) return resource;
    if (type === 'vpc/NatGateway')
      return {
        ...resource,
        attributes: inItems(attributes, 'forwardEntries', (entry) => withHost(entry, vpc, hostOf)),
      };
    if (type.endsWith('/ServerGroup'))
      return { ...resource, attributes: inItems(attributes, 'servers', (server) => byMachine(server, vpc, hostOf)) };
    return resource;
  });
}

/** Where no machine is known to have the address, it is some other thing in this VPC. */
function withHost(entry: MapData, vpc: string, hostOf: HostFinder): MapData {
  const member = entry.entries.get('internalIp');
  const address = textAt(entry, 'internalIp');
  if (!member || address === undefined) return entry;
  const id = hostOf(vpc, address);
  const host: Data = id === undefined ? `${vpc}/${address}` : referenceTo(id, 'id');
  return withMember(entry, 'internalHost', { key: member.key, value: known(host, member.value.at) });
}

function byMachine(server: MapData, vpc: string, hostOf: HostFinder): MapData {
  const member = server.entries.get('serverId');
  const id = hostOf(vpc, textAt(server, 'serverId') ?? '');
  return member && id !== undefined
    ? withMember(server, 'serverId', { key: member.key, value: known<Data>(referenceTo(id, 'id'), member.value.at) })
    : server;
}

function withMember(map: MapData, name: string, member: MapMember): MapData {
  return { type: 'map', entries: new Map([...map.entries, [name, member]]) };
}

function inItems(map: MapData, name: string, change: (item: MapData) => MapData): MapData {
  const member = map.entries.get(name);
  if (member?.value.kind !== 'known' || !isList(member.value.value)) return map;
  const items = member.value.value.items.map((item) =>
    item.kind === 'known' && isMap(item.value) ? known<Data>(change(item.value), item.at) : item,
  );
  return withMember(map, name, { key: member.key, value: known<Data>({ type: 'list', items }, member.value.at) });
}

/** A text, or the id of what is referred to. */
function textAt(map: MapData, name: string): string | undefined {
  const value = map.entries.get(name)?.value;
  if (value?.kind !== 'known') return undefined;
  if (isReference(value.value)) return value.value.resource;
  return typeof value.value === 'string' ? value.value : undefined;
}

function textsAt(map: MapData, name: string): readonly string[] {
  const value = map.entries.get(name)?.value;
  if (value?.kind !== 'known' || !isList(value.value)) return [];
  return value.value.items.flatMap((item) =>
    item.kind === 'known' && typeof item.value === 'string' ? [item.value] : [],
  );
}
