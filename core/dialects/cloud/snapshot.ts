/**
 * A snapshot: what was read of an account at one time, as plain JSON. Resources stand under their region; a list that is
 * absent was not read, and `problems` says why, so that nothing is silently empty. Names are those of Alibaba Cloud's
 * API in lower camel case; only what rules and tables need is kept, and nothing that is secret.
 */
import { flag, list, number, type Of, oneOf, record, said, text } from './shape.ts';

/** Counted up when a reader of the older form would misunderstand the newer one. */
export const snapshotVersion = 1;

const rule = record(['direction', 'ipProtocol', 'portRange', 'policy', 'priority'], {
  id: text,
  direction: oneOf('ingress', 'egress'),
  ipProtocol: text,
  portRange: text,
  sourcePortRange: text,
  policy: oneOf('Accept', 'Drop'),
  priority: number,
  nicType: text,
  sourceCidrIp: text,
  ipv6SourceCidrIp: text,
  sourceGroupId: text,
  sourceGroupOwnerAccount: text,
  sourcePrefixListId: text,
  destCidrIp: text,
  ipv6DestCidrIp: text,
  destGroupId: text,
  destGroupOwnerAccount: text,
  destPrefixListId: text,
  portRangeListId: text,
  description: text,
});

const securityGroup = record(['id'], {
  id: text,
  name: text,
  description: text,
  vpcId: text,
  type: oneOf('normal', 'enterprise'),
  innerAccessPolicy: oneOf('Accept', 'Drop'),
  serviceManaged: flag,
  rules: { ...list(rule), description: 'Absent where the rules of this group could not be read.' },
});

const vpc = record(['id'], {
  id: text,
  name: text,
  cidrBlock: text,
  ipv6CidrBlock: text,
  secondaryCidrBlocks: list(text),
});
const vSwitch = record(['id'], { id: text, name: text, vpcId: text, cidrBlock: text, networkAclId: text });

const prefixList = record(['id'], {
  id: text,
  name: text,
  addressFamily: text,
  maxEntries: number,
  entries: list(record(['cidr'], { cidr: text, description: text })),
});

const portRangeList = record(['id'], { id: text, name: text, portRanges: list(text) });

const instance = record(['id'], {
  id: text,
  name: text,
  status: text,
  vpcId: text,
  vSwitchId: text,
  privateIpAddresses: list(text),
  publicIpAddresses: list(text),
  eipAddress: text,
  eipAllocationId: text,
  primaryInterfaceId: text,
  securityGroupIds: list(text),
});

const networkInterface = record(['id'], {
  id: text,
  name: text,
  status: text,
  instanceId: text,
  serviceManaged: flag,
  vpcId: text,
  vSwitchId: text,
  privateIpAddresses: list(text),
  ipv6Addresses: list(text),
  securityGroupIds: list(text),
});

const eip = record(['id'], {
  id: text,
  name: text,
  ipAddress: text,
  status: text,
  instanceId: text,
  instanceType: text,
});

const ipv6Address = record(['id'], {
  id: text,
  name: text,
  address: text,
  instanceId: text,
  instanceType: text,
  internetBandwidth: number,
});

const forwardEntry = record(['id'], {
  id: text,
  name: text,
  externalIp: text,
  externalPort: text,
  internalIp: text,
  internalPort: text,
  ipProtocol: text,
});

const natGateway = record(['id'], {
  id: text,
  name: text,
  vpcId: text,
  networkType: text,
  forwardEntries: list(forwardEntry),
});

const aclEntry = record([], {
  name: text,
  policy: text,
  protocol: text,
  port: text,
  sourceCidrIp: text,
  destinationCidrIp: text,
  description: text,
});

const networkAcl = record(['id'], {
  id: text,
  name: text,
  vpcId: text,
  ingressEntries: list(aclEntry),
  egressEntries: list(aclEntry),
  vSwitchIds: list(text),
});

const server = record(['serverId'], { serverId: text, port: number, type: text });
export const products = ['ecs', 'vpc', 'slb', 'alb', 'nlb', 'rds'] as const;
const balancing = oneOf('slb', 'alb', 'nlb');

const loadBalancer = record(['id', 'product'], {
  id: text,
  product: balancing,
  name: text,
  addressType: text,
  ipv6AddressType: text,
  address: text,
  vpcId: text,
  securityGroupIds: list(text),
  servers: { ...list(server), description: 'Of slb: the default server group.' },
});

const listener = record(['id', 'product', 'loadBalancerId', 'protocol'], {
  id: said('Listeners of slb have no id of their own: load balancer, protocol and port stand for it.'),
  product: balancing,
  loadBalancerId: text,
  description: text,
  status: text,
  protocol: text,
  port: number,
  startPort: number,
  endPort: number,
  backendPort: number,
  serverGroupIds: list(text),
  certificateIds: list(text),
  tlsPolicyId: text,
  aclStatus: text,
  aclType: text,
  aclIds: list(text),
  forwardsTo: said('`redirect` where the listener answers everything with a redirect to HTTPS.'),
});

const forwardingRule = record(['id', 'listenerId'], {
  id: text,
  name: text,
  listenerId: text,
  actions: list(record(['type'], { type: text, protocol: text, serverGroupIds: list(text) })),
  conditions: list(record(['type'], { type: text, values: list(text) })),
});

const serverGroup = record(['id', 'product'], {
  id: text,
  product: balancing,
  name: text,
  loadBalancerId: text,
  vpcId: text,
  servers: list(server),
});

const accessControlList = record(['id', 'product'], {
  id: text,
  product: balancing,
  name: text,
  entries: list(record(['entry'], { entry: text, comment: text })),
});

const tlsPolicy = record(['id', 'product'], { id: text, product: balancing, name: text, tlsVersions: list(text) });

const database = record(['id'], {
  id: text,
  name: text,
  engine: text,
  engineVersion: text,
  chargeType: text,
  vpcId: text,
  vSwitchId: text,
  whitelists: list(record(['name'], { name: text, securityIps: list(text) })),
  endpoints: list(record(['ipType'], { ipType: text, port: text })),
  ssl: record(['enabled'], { enabled: flag, forced: flag }),
});

const region = record(['region'], {
  region: text,
  vpcs: list(vpc),
  vSwitches: list(vSwitch),
  securityGroups: list(securityGroup),
  prefixLists: list(prefixList),
  portRangeLists: list(portRangeList),
  instances: list(instance),
  networkInterfaces: { ...list(networkInterface), description: 'Without the primary interfaces of instances.' },
  eips: list(eip),
  ipv6Addresses: { ...list(ipv6Address), description: 'Only those that the internet reaches.' },
  natGateways: list(natGateway),
  networkAcls: list(networkAcl),
  loadBalancers: list(loadBalancer),
  listeners: list(listener),
  forwardingRules: list(forwardingRule),
  serverGroups: list(serverGroup),
  accessControlLists: list(accessControlList),
  tlsPolicies: list(tlsPolicy),
  databases: list(database),
});

const problem = record(['code', 'kind', 'message'], {
  code: text,
  kind: oneOf(
    'credentials',
    'permission',
    'throttled',
    'network',
    'proxy-or-portal',
    'service',
    'cancelled',
    'partial',
  ),
  message: record(['en', 'zh'], { en: text, zh: text }),
  requestId: text,
});

const unread = record(['region', 'problem'], {
  region: text,
  product: { ...oneOf(...products), description: 'Absent where it is about all of them.' },
  lists: { ...list(text), description: 'The lists of the region that are not here, or not whole.' },
  resource: said('The one resource that could not be read, where it is one.'),
  problem,
});

export const snapshotShape = record(['portguardSnapshot', 'takenAt', 'regions', 'problems'], {
  portguardSnapshot: { type: 'integer', const: snapshotVersion },
  takenAt: said('ISO 8601, UTC.'),
  regions: list(region),
  problems: list(unread),
});

export type Snapshot = Of<typeof snapshotShape>;
export type RegionSnapshot = Of<typeof region>;
export type Product = (typeof products)[number];
/** What went wrong when something was read, and what to do next. */
export type CloudProblem = Of<typeof problem>;
export type Unread = Of<typeof unread>;
/** The lists of resources of a region. */
export type RegionList = Exclude<keyof RegionSnapshot, 'region'>;

export type SnapshotGroup = Of<typeof securityGroup>;
export type SnapshotRule = Of<typeof rule>;
export type SnapshotInstance = Of<typeof instance>;
export type SnapshotListener = Of<typeof listener>;
export type SnapshotServerGroup = Of<typeof serverGroup>;
export type SnapshotDatabase = Of<typeof database>;
