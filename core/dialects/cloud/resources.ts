/**
 * The resources of one region of a snapshot. What was not read is unknown and never absent: a list that a resource lacks,
 * and whatever might lead to a machine where a whole list of the region is missing.
 */
import type { DataNode } from '../../syntax/data.ts';
import { entriesOf, get, itemsOf, scalarOf, scalarText } from '../../syntax/navigate.ts';
import { type Location, locationOf } from '../../text/source.ts';
import { type Data, known, type MapData, type MapMember, unknown, type Value } from '../../values/value.ts';
import { type Resource, referenceTo } from '../resource.ts';
import { hostFinder, withHosts } from './hosts.ts';
import { withPortRanges } from './port-range-lists.ts';
import type { RegionList } from './snapshot.ts';
import { attributesOf, type Reading } from './values.ts';

/** Type of the resources of each list; where several products share a list, the product stands before the slash. */
const types: Readonly<Record<RegionList, string>> = {
  vpcs: 'vpc/Vpc',
  vSwitches: 'vpc/VSwitch',
  securityGroups: 'ecs/SecurityGroup',
  prefixLists: 'ecs/PrefixList',
  portRangeLists: 'ecs/PortRangeList',
  instances: 'ecs/Instance',
  networkInterfaces: 'ecs/NetworkInterface',
  eips: 'vpc/Eip',
  ipv6Addresses: 'vpc/Ipv6Address',
  natGateways: 'vpc/NatGateway',
  networkAcls: 'vpc/NetworkAcl',
  loadBalancers: '/LoadBalancer',
  listeners: '/Listener',
  forwardingRules: 'alb/ForwardingRule',
  serverGroups: '/ServerGroup',
  accessControlLists: '/AccessControlList',
  tlsPolicies: '/TlsPolicy',
  databases: 'rds/Database',
};

/** Parts that a resource always has: absent they were not read. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'ecs/SecurityGroup': ['rules'],
  'ecs/PrefixList': ['entries'],
  'ecs/PortRangeList': ['portRanges'],
  'vpc/NatGateway': ['forwardEntries'],
  'slb/LoadBalancer': ['servers'],
  'slb/ServerGroup': ['servers'],
  'alb/ServerGroup': ['servers'],
  'nlb/ServerGroup': ['servers'],
  'slb/AccessControlList': ['entries'],
  'alb/AccessControlList': ['entries'],
  'rds/Database': ['whitelists', 'endpoints', 'ssl'],
};

/** Lists without which nobody knows all ways to the machines of a region, or all of the machines. */
const ways: readonly RegionList[] = [
  'eips',
  'ipv6Addresses',
  'natGateways',
  'loadBalancers',
  'listeners',
  'serverGroups',
];
const machines: readonly RegionList[] = ['instances', 'networkInterfaces'];

/** @param lacking lists of this region that are not here or not whole, each with the place that says so */
export function resourcesOf(
  region: DataNode,
  name: string,
  lacking: ReadonlyMap<string, Location>,
  { source, document }: Omit<Reading, 'ids'>,
): readonly Resource[] {
  const written = (Object.keys(types) as RegionList[]).flatMap((list) =>
    itemsOf(get(region, list, document), document).map((node) => ({ list, node })),
  );
  const textOf = (node: DataNode, key: string): string | undefined =>
    scalarText(scalarOf(get(node, key, document), document));
  const ids = new Map(written.flatMap(({ node }) => idsOf(textOf(node, 'id'), textOf(node, 'primaryInterfaceId'))));
  const reading: Reading = { source, document, ids };
  const seen = new Set<string>();
  const resources = written.flatMap(({ list, node }): readonly Resource[] => {
    const id = textOf(node, 'id');
    if (id === undefined || seen.has(id)) return [];
    seen.add(id);
    const type = typeOf(types[list], (key) => textOf(node, key));
    const nameAt = locationOf(source, get(node, 'name', document) ?? entriesOf(node, document)[0]?.key ?? node);
    const attributes = withUnread(attributesOf(node, reading), parts[type] ?? [], id, nameAt);
    return [
      { dialect: 'cloud', type, address: id, nameAt, blockAt: locationOf(source, node), exists: 'yes', attributes },
    ];
  });
  return [...withHosts(withPortRanges(resources), hostFinder(resources)), ...unseen(name, resources, lacking)];
}

/** The primary interface of an instance stands for the instance: it is not a resource here. */
function idsOf(id: string | undefined, primaryInterface: string | undefined): readonly (readonly [string, string])[] {
  if (id === undefined) return [];
  return primaryInterface === undefined
    ? [[id, id]]
    : [
        [id, id],
        [primaryInterface, id],
      ];
}

function typeOf(type: string, textOf: (key: string) => string | undefined): string {
  // A listener that was stopped keeps its settings and answers nobody.
  if (type === '/Listener' && textOf('status')?.toLowerCase() === 'stopped') return 'cloud/StoppedListener';
  if (type.startsWith('/')) return `${textOf('product')}${type}`;
  if (type === 'ecs/NetworkInterface' && textOf('serviceManaged') === 'true') return 'ecs/ManagedNetworkInterface';
  // What a private gateway forwards does not come from the internet.
  return type === 'vpc/NatGateway' && textOf('networkType') === 'intranet' ? 'vpc/PrivateNatGateway' : type;
}

/** Absent parts as what they are: there, and not known. */
function withUnread(attributes: MapData, names: readonly string[], id: string, at: Location): MapData {
  const absent = names.filter((name) => !attributes.entries.has(name));
  if (absent.length === 0) return attributes;
  const entries = new Map<string, MapMember>(attributes.entries);
  for (const name of absent) entries.set(name, { key: at, value: unknown('external', `${id}.${name}`, at) });
  return { type: 'map', entries };
}

/** What stands for the ways that may be there and were not read, and for machines that may have any of the groups. */
function unseen(
  region: string,
  resources: readonly Resource[],
  lacking: ReadonlyMap<string, Location>,
): readonly Resource[] {
  const groups = resources.filter(({ type }) => type === 'ecs/SecurityGroup');
  if (groups.length === 0) return [];
  const lack = (lists: readonly RegionList[]): Location | undefined =>
    lists.map((list) => lacking.get(list)).find((at) => at !== undefined);
  const standIn = (type: string, at: Location | undefined, value: (at: Location) => Value): readonly Resource[] => {
    if (!at) return [];
    const attributes: MapData = { type: 'map', entries: new Map([['what', { key: at, value: value(at) }]]) };
    const address = `${region}/${type}`;
    return [{ dialect: 'cloud', type, address, nameAt: at, blockAt: at, exists: 'yes', attributes }];
  };
  return [
    ...standIn('cloud/UnreadWays', lack(ways), (at) => unknown('external', region, at)),
    ...standIn('cloud/UnreadMachines', lack(machines), (at) => {
      const items = groups.map(({ address }) => known<Data>(referenceTo(address, 'id'), at));
      return known<Data>({ type: 'list', items }, at);
    }),
  ];
}

/** The lists of a region that have no member in the text. */
export function absentLists(region: DataNode, { document }: Pick<Reading, 'document'>): readonly RegionList[] {
  return (Object.keys(types) as RegionList[]).filter((list) => get(region, list, document) === undefined);
}
