/** What runs workloads behind security groups in ROS, and the addresses that are bound to it (facts C1). */
import { constant, type Row, row } from '../../catalogue.ts';
import { flag, identities, identity, positive, present } from '../../fields.ts';
import { allocatedAddress } from '../../network-fields.ts';

const instances: readonly Row[] = [
  row('ALIYUN::ECS::Instance', 'instances', {
    kind: constant('instance'),
    publicAddress: allocatedAddress('AllocatePublicIP', 'InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::InstanceGroup', 'instances', {
    kind: constant('instance'),
    publicAddress: allocatedAddress('AllocatePublicIP', 'InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId', 'EniMappings.SecurityGroupIds'),
  }),
  row('ALIYUN::ECS::InstanceGroupClone', 'instances', {
    kind: constant('instance'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::NetworkInterface', 'instances', {
    kind: constant('network-interface'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECS::LaunchTemplate', 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId', 'NetworkInterfaces.SecurityGroupId'),
  }),
  row('ALIYUN::ECS::AutoProvisioningGroup', 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('LaunchConfiguration.InternetMaxBandwidthOut'),
    securityGroups: identities('LaunchConfiguration.SecurityGroupIds', 'LaunchConfiguration.SecurityGroupId'),
  }),
  row('ALIYUN::ESS::ScalingConfiguration', 'instances', {
    kind: constant('scaling-configuration'),
    publicAddress: positive('InternetMaxBandwidthOut'),
    securityGroups: identities('SecurityGroupIds', 'SecurityGroupId'),
  }),
  row('ALIYUN::ECI::ContainerGroup', 'instances', {
    kind: constant('container-group'),
    publicAddress: present('EipInstanceId'),
    securityGroups: identities('SecurityGroupId'),
  }),
  row('ALIYUN::CS::ClusterNodePool', 'instances', {
    kind: constant('node-pool'),
    publicAddress: positive('ScalingGroup.InternetMaxBandwidthOut'),
    securityGroups: identities('ScalingGroup.SecurityGroupIds', 'ScalingGroup.SecurityGroupId'),
  }),
  row('ALIYUN::EMR::Cluster', 'instances', {
    kind: constant('cluster-master'),
    publicAddress: flag('IsOpenPublicIp'),
    securityGroups: identities('SecurityGroupId'),
  }),
  row(
    'ALIYUN::EMR::Cluster2',
    'instances',
    {
      kind: constant('cluster-master'),
      publicAddress: flag('WithPublicIp'),
      securityGroups: identities('AdditionalSecurityGroupIds'),
    },
    'NodeGroups',
  ),
];

const associations: readonly Row[] = [
  row('ALIYUN::VPC::EIPAssociation', 'addressAssociations', { instance: identity('InstanceId') }),
  row('ALIYUN::VPC::AnycastEIPAssociation', 'addressAssociations', { instance: identity('BindInstanceId') }),
];

export const instanceRows: readonly Row[] = [...instances, ...associations];
