/**
 * The account behind the emulator: plain JSON that writes change. Resources have the members that the API shows, spelt
 * and nested as on the wire, so that an answer of the real service can be pasted. Members that begin with a small
 * letter are the emulator's own (details that another operation shows) and stay out of listings.
 */
export interface Account {
  /** The account's id, 16 digits. */
  uid: string;
  regions: Region[];
  quotas: Quotas;
}

export interface Quotas {
  /** Rules in both directions over all groups of one network interface; 1,000 in the real service. */
  rulesPerNetworkInterface: number;
  /** Groups that the rules of one group name; 20 in the real service. */
  groupsAsSources: number;
}

export interface Region {
  RegionId: string;
  LocalName: string;
  securityGroups: SecurityGroup[];
  instances: Resource[];
  networkInterfaces: Resource[];
  prefixLists: PrefixList[];
  portRangeLists: PortRangeList[];
  vpcs: Resource[];
  vSwitches: Resource[];
  eips: Resource[];
  ipv6Addresses: Resource[];
  networkAcls: Resource[];
  natGateways: Resource[];
  forwardEntries: Resource[];
  slb: {
    loadBalancers: ClassicLoadBalancer[];
    listeners: Resource[];
    accessLists: AccessList[];
    serverGroups: Resource[];
    masterSlaveGroups: Resource[];
    tlsPolicies: Resource[];
  };
  alb: {
    loadBalancers: Resource[];
    listeners: Resource[];
    rules: Resource[];
    accessLists: AccessList[];
    serverGroups: ServerGroup[];
    tlsPolicies: Resource[];
  };
  nlb: { loadBalancers: Resource[]; listeners: Resource[]; serverGroups: ServerGroup[]; tlsPolicies: Resource[] };
  dbInstances: Database[];
}

export type Resource = Record<string, unknown>;

export interface SecurityGroup extends Resource {
  SecurityGroupId: string;
  SecurityGroupName: string;
  Description: string;
  SecurityGroupType: 'normal' | 'enterprise';
  VpcId: string;
  ServiceManaged: boolean;
  CreationTime: string;
  innerAccessPolicy: 'Accept' | 'Drop';
  rules: Rule[];
}

/** A rule as DescribeSecurityGroupAttribute shows it: what is not set is "". */
export interface Rule {
  SecurityGroupRuleId: string;
  Direction: 'ingress' | 'egress';
  Policy: 'Accept' | 'Drop';
  Priority: number;
  IpProtocol: string;
  PortRange: string;
  PortRangeListId: string;
  SourcePortRange: string;
  SourceCidrIp: string;
  Ipv6SourceCidrIp: string;
  SourceGroupId: string;
  SourceGroupName: string;
  SourceGroupOwnerAccount: string;
  SourcePrefixListId: string;
  SourcePrefixListName: string;
  DestCidrIp: string;
  Ipv6DestCidrIp: string;
  DestGroupId: string;
  DestGroupName: string;
  DestGroupOwnerAccount: string;
  DestPrefixListId: string;
  DestPrefixListName: string;
  NicType: string;
  Description: string;
  CreateTime: string;
}

export interface PrefixList extends Resource {
  PrefixListId: string;
  MaxEntries: number;
  entries: { Cidr: string; Description: string }[];
}

export interface PortRangeList extends Resource {
  PortRangeListId: string;
  entries: { PortRange: string; Description: string }[];
}

export interface ClassicLoadBalancer extends Resource {
  LoadBalancerId: string;
  /** The default server group. */
  backendServers: Resource[];
}

export interface AccessList extends Resource {
  AclId: string;
  /** In the product's own spelling: `{ AclEntryIP, AclEntryComment }` or `{ Entry, Description, Status }`. */
  entries: Resource[];
}

export interface ServerGroup extends Resource {
  ServerGroupId: string;
  servers: Resource[];
}

export interface Database extends Resource {
  DBInstanceId: string;
  ipArrays: Resource[];
  netInfos: Resource[];
  securityIPMode: 'normal' | 'safety';
  ssl: Resource;
  securityGroups: Resource[];
}
