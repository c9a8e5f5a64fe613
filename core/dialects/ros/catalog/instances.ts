/** What runs workloads behind security groups in ROS, and the addresses that are bound to it (facts C1). */
import { constant, either, itself, type Row, row } from '../../catalogue.ts';
import { cidr, flag, identities, identity, positive, present } from '../../fields.ts';
import { allocatedAddress, inEach, someOf } from '../../network-fields.ts';

const instances: readonly Row[] = [
  row('ALIYUN::ECS::Instance', 'instances', {
    kind: constant('instance'),
    publicAddress: allocatedAddress('AllocatePublicIP', 'InternetMaxBandwidthOut'),
    subnet: identity('VSwitchId'),
    privateAddress: cidr('PrivateIpAddress'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::InstanceGroup', 'instances', {
    kind: constant('instance'),
    publicAddress: allocatedAddress('AllocatePublicIP', 'InternetMaxBandwidthOut'),
    subnet: either(identity('VSwitchId'), identity('EniMappings.VSwitchId')),
    privateAddress: either(cidr('PrivateIpAddress'), cidr('EniMappings.PrimaryIpAddress')),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId', 'EniMappings.SecurityGroupIds'),
  }),
  row('ALIYUN::ECS::InstanceGroupClone', 'instances', {
    kind: constant('instance'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    // Otherwise that of the instance that is cloned.
    subnet: identity('EniMappings.VSwitchId'),
    privateAddress: cidr('EniMappings.PrimaryIpAddress'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::NetworkInterface', 'instances', {
    kind: constant('network-interface'),
    subnet: identity('VSwitchId'),
    privateAddress: cidr('PrimaryIpAddress'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::LaunchTemplate', 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    subnet: either(identity('VSwitchId'), identity('NetworkInterfaces.VSwitchId')),
    privateAddress: either(cidr('PrivateIpAddress'), cidr('NetworkInterfaces.PrimaryIpAddress')),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId', 'NetworkInterfaces.SecurityGroupId'),
  }),
  row('ALIYUN::ECS::AutoProvisioningGroup', 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('LaunchConfiguration.InternetMaxBandwidthOut'),
    subnet: someOf(inEach('LaunchTemplateConfig', identity('VSwitchId'))),
    securityGroups: identities('LaunchConfiguration.SecurityGroupIds', 'LaunchConfiguration.SecurityGroupId'),
  }),
  row('ALIYUN::ESS::ScalingConfiguration', 'instances', {
    kind: constant('scaling-configuration'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
    scalingGroup: identity('ScalingGroupId'),
  }),
  row('ALIYUN::ECI::ContainerGroup', 'instances', {
    kind: constant('container-group'),
    publicAddress: present('EipInstanceId'),
    // Several, separated by commas, of which ECI chooses one (API reference, CreateContainerGroup).
    subnet: someOf(identities('VSwitchId')),
    securityGroups: identities('SecurityGroupId'),
  }),
  row('ALIYUN::CS::ClusterNodePool', 'instances', {
    kind: constant('node-pool'),
    publicAddress: positive('ScalingGroup.InternetMaxBandwidthOut'),
    subnet: someOf(identities('ScalingGroup.VSwitchIds')),
    securityGroups: identities('ScalingGroup.SecurityGroupIds', 'ScalingGroup.SecurityGroupId'),
  }),
  row('ALIYUN::EMR::Cluster', 'instances', {
    kind: constant('cluster-master'),
    publicAddress: flag('IsOpenPublicIp'),
    subnet: identity('VSwitchId'),
    securityGroups: identities('SecurityGroupId'),
  }),
  row(
    'ALIYUN::EMR::Cluster2',
    'instances',
    {
      kind: constant('cluster-master'),
      publicAddress: flag('WithPublicIp'),
      subnet: someOf(identities('VSwitchIds')),
      securityGroups: identities('AdditionalSecurityGroupIds'),
    },
    'NodeGroups',
  ),
];

const attachments: readonly Row[] = [
  row('ALIYUN::ECS::NetworkInterfaceAttachment', 'interfaceAttachments', {
    interface: identity('NetworkInterfaceId'),
    instance: identity('InstanceId'),
  }),
  // A mapping without an id makes a new interface.
  row(
    'ALIYUN::ECS::InstanceGroup',
    'interfaceAttachments',
    { interface: identity('NetworkInterfaceId'), instance: itself },
    'EniMappings',
  ),
  row('ALIYUN::ECS::JoinSecurityGroup', 'groupAttachments', {
    interfaces: identities('InstanceId', 'InstanceIdList', 'NetworkInterfaceList'),
    group: identity('SecurityGroupId'),
  }),
];

const associations: readonly Row[] = [
  // The older name of the type below; templates still use it.
  row('ALIYUN::ECS::EIPAssociation', 'addressAssociations', {
    instance: identity('InstanceId'),
    address: identity('AllocationId'),
  }),
  // An IPv6 address is reached from the internet once it has a bandwidth there.
  row('ALIYUN::VPC::Ipv6InternetBandwidth', 'addressAssociations', { instance: identity('Ipv6AddressId') }),
  row('ALIYUN::VPC::EIPAssociation', 'addressAssociations', {
    instance: identity('InstanceId'),
    address: identity('AllocationId'),
  }),
  row('ALIYUN::VPC::AnycastEIPAssociation', 'addressAssociations', {
    instance: identity('BindInstanceId'),
    address: identity('AnycastId'),
  }),
];

export const instanceRows: readonly Row[] = [...instances, ...attachments, ...associations];
