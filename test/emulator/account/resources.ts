/** Resources in the shape of the wire, with what a test does not care about filled in. */
import type { Resource, Rule, SecurityGroup } from './account.ts';

const created = '2026-03-02T08:00:00Z';

export function rule(members: Partial<Rule> & Pick<Rule, 'SecurityGroupRuleId'>): Rule {
  return {
    Direction: 'ingress',
    Policy: 'Accept',
    Priority: 1,
    IpProtocol: 'TCP',
    PortRange: '',
    PortRangeListId: '',
    SourcePortRange: '',
    SourceCidrIp: '',
    Ipv6SourceCidrIp: '',
    SourceGroupId: '',
    SourceGroupName: '',
    SourceGroupOwnerAccount: '',
    SourcePrefixListId: '',
    SourcePrefixListName: '',
    DestCidrIp: '',
    Ipv6DestCidrIp: '',
    DestGroupId: '',
    DestGroupName: '',
    DestGroupOwnerAccount: '',
    DestPrefixListId: '',
    DestPrefixListName: '',
    NicType: 'intranet',
    Description: '',
    CreateTime: created,
    ...members,
  };
}

export function securityGroup(
  members: Partial<SecurityGroup> & Pick<SecurityGroup, 'SecurityGroupId' | 'VpcId'>,
): SecurityGroup {
  return {
    SecurityGroupName: members.SecurityGroupId,
    Description: '',
    SecurityGroupType: 'normal',
    ServiceManaged: false,
    CreationTime: created,
    ResourceGroupId: '',
    Tags: { Tag: [] },
    innerAccessPolicy: members.SecurityGroupType === 'enterprise' ? 'Drop' : 'Accept',
    rules: [],
    ...members,
  };
}

export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpc: string;
  readonly vSwitch: string;
  readonly groups: readonly string[];
  readonly privateIp: string;
  /** An address of its own. */
  readonly publicIp?: string;
  readonly eip?: { readonly AllocationId: string; readonly IpAddress: string };
  readonly interfaceId: string;
}

export function instance(machine: Machine): Resource {
  const { publicIp, eip } = machine;
  return {
    InstanceId: machine.id,
    InstanceName: machine.name,
    RegionId: machine.region,
    ZoneId: `${machine.region}-h`,
    Status: 'Running',
    InstanceType: 'ecs.g7.large',
    InstanceNetworkType: 'vpc',
    OSName: 'Alibaba Cloud Linux 3',
    OSType: 'linux',
    CreationTime: '2026-03-02T08:00Z',
    SecurityGroupIds: { SecurityGroupId: [...machine.groups] },
    PublicIpAddress: { IpAddress: publicIp === undefined ? [] : [publicIp] },
    InnerIpAddress: { IpAddress: [] },
    EipAddress: eip
      ? { ...eip, Bandwidth: 5, InternetChargeType: 'PayByTraffic' }
      : { AllocationId: '', IpAddress: '' },
    VpcAttributes: {
      VpcId: machine.vpc,
      VSwitchId: machine.vSwitch,
      NatIpAddress: '',
      PrivateIpAddress: { IpAddress: [machine.privateIp] },
    },
    NetworkInterfaces: {
      NetworkInterface: [
        { NetworkInterfaceId: machine.interfaceId, PrimaryIpAddress: machine.privateIp, Type: 'Primary' },
      ],
    },
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional' },
    Tags: { Tag: [] },
  };
}

/** The primary interface of a machine. */
export function primaryInterface(machine: Machine): Resource {
  const { eip } = machine;
  return {
    NetworkInterfaceId: machine.interfaceId,
    NetworkInterfaceName: '',
    Type: 'Primary',
    Status: 'InUse',
    InstanceId: machine.id,
    VpcId: machine.vpc,
    VSwitchId: machine.vSwitch,
    ZoneId: `${machine.region}-h`,
    PrivateIpAddress: machine.privateIp,
    PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: machine.privateIp, Primary: true }] },
    SecurityGroupIds: { SecurityGroupId: [...machine.groups] },
    AssociatedPublicIp: eip ? { AllocationId: eip.AllocationId, PublicIpAddress: eip.IpAddress } : {},
    ServiceManaged: false,
    Tags: { Tag: [] },
  };
}

export function vpcWith(VpcId: string, CidrBlock: string, RegionId: string, vSwitchIds: readonly string[]): Resource {
  return {
    VpcId,
    VpcName: VpcId,
    CidrBlock,
    RegionId,
    Status: 'Available',
    IsDefault: false,
    Ipv6CidrBlock: '',
    SecondaryCidrBlocks: { SecondaryCidrBlock: [] },
    UserCidrs: { UserCidr: [] },
    VSwitchIds: { VSwitchId: [...vSwitchIds] },
    Tags: { Tag: [] },
  };
}

export function vSwitch(VSwitchId: string, VpcId: string, CidrBlock: string, ZoneId: string): Resource {
  return {
    VSwitchId,
    VSwitchName: VSwitchId,
    VpcId,
    CidrBlock,
    ZoneId,
    Status: 'Available',
    Ipv6CidrBlock: '',
    NetworkAclId: '',
    IsDefault: false,
    AvailableIpAddressCount: 250,
    Tags: { Tag: [] },
  };
}

export interface EipMembers {
  readonly AllocationId: string;
  readonly IpAddress: string;
  readonly RegionId: string;
  readonly InstanceId?: string;
  readonly InstanceType?: 'EcsInstance' | 'NetworkInterface' | 'Nat' | 'SlbInstance' | 'IpAddress' | 'HaVip';
  readonly PrivateIpAddress?: string;
}

export function eip(members: EipMembers): Resource {
  return {
    Name: '',
    Description: '',
    Status: members.InstanceId === undefined ? 'Available' : 'InUse',
    InstanceId: '',
    InstanceType: '',
    PrivateIpAddress: '',
    Bandwidth: '5',
    InternetChargeType: 'PayByTraffic',
    AllocationTime: created,
    OperationLocks: { LockReason: [] },
    SecurityProtectionTypes: { SecurityProtectionType: [] },
    Tags: { Tag: [] },
    ...members,
  };
}
