/**
 * The network model: what four front ends are translated into and what rules are written against. Names follow
 * Alibaba Cloud's documentation. Every field is a `Value` (or a list of them), so that a finding can point at the
 * exact characters; a field is absent (`undefined`) where nothing is set and no default is known.
 *
 * The model knows no dialect: how a field is spelt in ROS or Terraform stands in that dialect's catalogue.
 */
import type { Resource } from '../dialects/resource.ts';
import type { Location } from '../text/source.ts';
import type { Reference, Value } from '../values/value.ts';
import type { AddressSet } from './addresses.ts';
import type { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';
import type { ServiceEntities } from './services.ts';

/** What all entities have: where they come from. One resource can be several entities (inline rules). */
export interface Entity {
  readonly resource: Resource;
  /** Where a missing setting is reported: the resource's name, or the list item that this entity is. */
  readonly at: Location;
  readonly exists: 'yes' | 'maybe';
}

/** Another resource, by reference or by a literal id such as `sg-bp1…`. */
export type Identity = Reference | string;

/** One entry after the other, each at its own characters. A list that is not known is one unknown entry. */
export type List<T> = readonly Value<T>[];

type Field<T> = Value<T> | undefined;

export interface SecurityGroup extends Entity {
  readonly kind: Field<string>; // normal | enterprise
  readonly vpc: Field<Identity>;
  readonly innerAccess: Field<boolean>;
  /** The name in the console, which need not be unique. */
  readonly name: Field<string>;
  /** It belongs to a cloud service, which alone changes it. */
  readonly managed?: Field<boolean>;
  readonly description: Field<string>;
}

/**
 * One rule, inline or separate. The peer is the source for ingress and the destination for egress; the local side is the
 * other one, which only a quintuple rule narrows.
 */
export interface SecurityGroupRule extends Entity {
  readonly group: Field<Identity>;
  readonly direction: Field<'ingress' | 'egress'>;
  readonly policy: Field<'accept' | 'drop'>;
  readonly priority: Field<number>;
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortSet>;
  readonly sourcePorts: Field<PortSet>;
  readonly peerCidr: Field<AddressSet>;
  readonly peerIpv6Cidr: Field<AddressSet>;
  readonly peerGroup: Field<Identity>;
  readonly peerPrefixList: Field<Identity>;
  readonly localCidr: Field<AddressSet>;
  readonly localIpv6Cidr: Field<AddressSet>;
  readonly description: Field<string>;
}

/** A network of the user's own: what a rule means by "inside". */
export interface Vpc extends Entity {
  readonly cidr: Field<AddressSet>;
}

/** A vSwitch: a zone's part of a VPC. */
export interface Subnet extends Entity {
  readonly vpc: Field<Identity>;
}

/** Named addresses that rules refer to. */
export interface PrefixList extends Entity {
  readonly entries: List<AddressSet> | undefined;
}

/** A network ACL's entries are ordered (the first that matches decides) and stateless. */
export interface NetworkAclEntry extends Entity {
  readonly acl: Field<Identity>;
  readonly direction: Field<'ingress' | 'egress'>;
  readonly policy: Field<'accept' | 'drop'>;
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortSet>;
  readonly peerCidr: Field<AddressSet>;
  /** 0-based place among the entries of the same ACL and direction. */
  readonly order: number;
}

/** The vSwitches that a network ACL guards, said by the ACL or by a resource of its own. */
export interface NetworkAclAssociation extends Entity {
  readonly acl: Field<Identity>;
  readonly subnets: List<Identity> | undefined;
}

/** Firewall rules of Simple Application Server (swas) and Edge Node Service (ens). */
export interface ServerFirewallRule extends Entity {
  /** Absent where the firewall knows ingress only (swas). */
  readonly direction: Field<'ingress' | 'egress'>;
  readonly policy: Field<'accept' | 'drop'>;
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortSet>;
  readonly peerCidr: Field<AddressSet>;
}

/** Whatever runs workloads behind security groups. */
export interface Instance extends Entity {
  readonly kind: Field<
    | 'instance'
    | 'network-interface'
    | 'scaling-configuration'
    | 'launch-template'
    | 'container-group'
    | 'node-pool'
    | 'cluster-master'
  >;
  readonly publicAddress: Field<boolean>;
  readonly subnet: Field<Identity>;
  readonly privateAddress: Field<AddressSet>;
  readonly securityGroups: List<Identity> | undefined;
  /** The scaling group that makes instances of a scaling configuration. */
  readonly scalingGroup: Field<Identity>;
}

/** A network interface on an instance. */
export interface InterfaceAttachment extends Entity {
  readonly interface: Field<Identity>;
  readonly instance: Field<Identity>;
}

/** Instances or network interfaces that join one more security group. */
export interface GroupAttachment extends Entity {
  readonly interfaces: List<Identity> | undefined;
  readonly group: Field<Identity>;
}

/** A public address bound to something: an elastic IP address, or an IPv6 address with internet bandwidth. */
export interface AddressAssociation extends Entity {
  readonly instance: Field<Identity>;
  /** The address itself: an EIP, or an Anycast EIP. */
  readonly address: Field<Identity>;
}

/** A DNAT entry of a NAT gateway. */
export interface NatForward extends Entity {
  /** The gateway's DNAT table. */
  readonly gateway: Field<Identity>;
  /** The EIP, as its address or as the resource whose address it is. */
  readonly externalAddress: Field<Identity>;
  readonly internalAddress: Field<AddressSet>;
  /** The resource whose address the internal address is; absent where the address is written out. */
  readonly internalHost: Field<Identity>;
  readonly protocol: Field<Protocol>;
  readonly externalPorts: Field<PortSet>;
  readonly internalPorts: Field<PortSet>;
}

export type LoadBalancerProduct = 'clb' | 'alb' | 'nlb' | 'ga';

export interface LoadBalancer extends Entity {
  readonly product: Field<LoadBalancerProduct>;
  readonly internet: Field<boolean>;
  /** Of one that stands in a single vSwitch (CLB). */
  readonly subnet?: Field<Identity>;
  readonly securityGroups: List<Identity> | undefined;
  /** Set by a resource that only attaches security groups: the load balancer that gets them. */
  readonly of?: Field<Identity>;
}

export interface Listener extends Entity {
  readonly product: Field<LoadBalancerProduct>;
  readonly loadBalancer: Field<Identity>;
  /** Lower case: http, https, tcp, udp, tcpssl, quic. */
  readonly protocol: Field<string>;
  readonly ports: Field<PortSet>;
  readonly backendPorts: Field<PortSet>;
  /** Where it forwards to by default; without any, to the load balancer's own backends (CLB) or its endpoint groups (GA). */
  readonly serverGroups: List<Identity> | undefined;
  /** An HTTP listener that answers everything with a redirect to HTTPS. */
  readonly redirectsToHttps: Field<boolean>;
  /** Where it redirects to, where the listener says so itself (CLB). */
  readonly redirectPort?: Field<number>;
  readonly tlsPolicy: Field<Identity>;
  readonly certificate: Field<Identity>;
  readonly aclEnabled: Field<boolean>;
  readonly aclType: Field<'white' | 'black'>;
  readonly aclIds: List<Identity> | undefined;
}

/** Servers that traffic is forwarded to together. One of CLB belongs to a load balancer; ALB's and NLB's listeners name theirs. */
export interface ServerGroup extends Entity {
  readonly loadBalancer: Field<Identity>;
}

/** Servers behind a load balancer, a server group or (Global Accelerator) a listener. */
export interface Backend extends Entity {
  /** What the servers are behind: the resource itself where they are written inside of a server group. */
  readonly target: Field<Identity>;
  /** Instances, network interfaces, container groups, scaling groups; also addresses and what else a product puts behind itself. */
  readonly servers: List<Identity> | undefined;
  /** Absent where the listener decides. */
  readonly ports: Field<PortSet>;
}

/** A forwarding rule or ACL association that stands in a resource of its own and belongs to a listener. */
export interface ListenerPart extends Entity {
  readonly listener: Field<Identity>;
  /** Where a forwarding rule sends what it matches. */
  readonly serverGroups: List<Identity> | undefined;
  readonly redirectsToHttps: Field<boolean>;
  readonly aclType: Field<'white' | 'black'>;
  readonly aclIds: List<Identity> | undefined;
}

/** A custom TLS policy of a load balancer. */
export interface TlsPolicy extends Entity {
  readonly versions: List<string> | undefined;
}

/** An access control list's entries (CLB, ALB, GA), or entries that a resource of their own adds to `list`. */
export interface AccessList extends Entity {
  /** Set for the list as such, not for its single entries. */
  readonly product: Field<LoadBalancerProduct>;
  readonly list: Field<Identity>;
  readonly entries: List<AddressSet> | undefined;
}

export type ServiceFamily =
  | 'database'
  | 'search'
  | 'message-queue'
  | 'registry'
  | 'file-system'
  | 'warehouse'
  | 'table-store';

/**
 * A managed service with an endpoint: databases, search, queues. A resource that sets one aspect of a service from
 * outside (a public connection, a white list, TLS) is a ManagedService too, with `of` naming the service.
 */
export interface ManagedService extends Entity {
  readonly family: Field<ServiceFamily>;
  /** Short product name for messages: RDS, PolarDB, Redis, MongoDB, Elasticsearch, Kafka … */
  readonly product: Field<string>;
  readonly of: Field<Identity>;
  readonly whitelist: List<AddressSet> | undefined;
  /** White list of the public endpoint only, where the product keeps the two apart. */
  readonly publicWhitelist: List<AddressSet> | undefined;
  readonly publicEndpoint: Field<boolean>;
  readonly tls: Field<boolean>;
  readonly forcedTls: Field<boolean>;
  readonly minimumTls: Field<string>;
  readonly passwordless: Field<boolean>;
}

/** All lists of the model by name: the key is what a catalogue row names as its `entity`. */
export interface Entities extends ServiceEntities {
  vpcs: Vpc;
  subnets: Subnet;
  securityGroups: SecurityGroup;
  securityGroupRules: SecurityGroupRule;
  prefixLists: PrefixList;
  networkAclEntries: NetworkAclEntry;
  networkAclAssociations: NetworkAclAssociation;
  serverFirewallRules: ServerFirewallRule;
  instances: Instance;
  interfaceAttachments: InterfaceAttachment;
  groupAttachments: GroupAttachment;
  addressAssociations: AddressAssociation;
  natForwards: NatForward;
  loadBalancers: LoadBalancer;
  listeners: Listener;
  listenerParts: ListenerPart;
  serverGroups: ServerGroup;
  backends: Backend;
  tlsPolicies: TlsPolicy;
  accessLists: AccessList;
  managedServices: ManagedService;
}

export type EntityName = keyof Entities;

export type NetworkModel = { readonly [K in EntityName]: readonly Entities[K][] } & {
  /** All resources of the unit, also those that no catalogue knows. */
  readonly resources: ReadonlyMap<string, Resource>;
};
