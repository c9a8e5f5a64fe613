/** Servers behind CLB, ALB, NLB and Global Accelerator in ROS. An ALIYUN::ALB::ServerGroup has none of its own. */
import { fromResource, itself, type Row, row } from '../../catalogue.ts';
import { identities, identity, ports } from '../../fields.ts';
import { alone, inEach, together } from '../../network-fields.ts';

const servers = { servers: identities('ServerId'), ports: ports('Port', { single: true }) };

/** A server group with its servers written inside of it, each with its own port. */
function serversInside(type: string, list: string): Row {
  return row(type, 'backends', { target: itself, ...servers }, list);
}

/** Servers that join the group that the resource names. */
function join(type: string, group: string, list: string): Row {
  return row(type, 'backends', { target: fromResource(identity(group)), ...servers }, list);
}

const groups: readonly Row[] = [
  row('ALIYUN::SLB::VServerGroup', 'serverGroups', { loadBalancer: identity('LoadBalancerId') }),
  row('ALIYUN::SLB::MasterSlaveServerGroup', 'serverGroups', { loadBalancer: identity('LoadBalancerId') }),
  row('ALIYUN::ALB::ServerGroup', 'serverGroups', {}),
  row('ALIYUN::NLB::ServerGroup', 'serverGroups', {}),
];

const backends: readonly Row[] = [
  // CLB's default server group: the port is the listener's backend port.
  row('ALIYUN::SLB::BackendServerAttachment', 'backends', {
    target: identity('LoadBalancerId'),
    servers: together(identities('BackendServerList'), inEach('BackendServers', identity('ServerId'))),
  }),
  row(
    'ALIYUN::ECS::InstanceGroupClone',
    'backends',
    { target: identity(''), servers: alone(itself) },
    'LoadBalancerIdToAttach',
  ),
  serversInside('ALIYUN::SLB::VServerGroup', 'BackendServers'),
  join('ALIYUN::SLB::BackendServerToVServerGroupAddition', 'VServerGroupId', 'BackendServers'),
  serversInside('ALIYUN::SLB::MasterSlaveServerGroup', 'MasterSlaveBackendServers'),
  join('ALIYUN::ALB::BackendServerAttachment', 'ServerGroupId', 'Servers'),
  serversInside('ALIYUN::NLB::ServerGroup', 'Servers'),
  join('ALIYUN::NLB::BackendServerAttachment', 'ServerGroupId', 'Servers'),
  // Without port overrides in ROS (CDK-GH): the port is the listener's.
  row('ALIYUN::GA::EndpointGroup', 'backends', {
    target: identity('ListenerId'),
    servers: inEach('EndpointConfigurations', identity('Endpoint')),
  }),
];

const scalingGroup = fromResource(identities('ScalingGroupId'));
const serverGroup = { target: identity('ServerGroupId'), ports: ports('Port', { single: true }) };

/** Scaling groups put the instances that they make behind load balancers and server groups. */
const scaling: readonly Row[] = [
  row('ALIYUN::ESS::ScalingGroup', 'backends', { target: identity(''), servers: alone(itself) }, 'LoadBalancerIds'),
  row('ALIYUN::ESS::ScalingGroup', 'backends', { ...serverGroup, servers: alone(itself) }, 'ServerGroups'),
  row('ALIYUN::ESS::ServerGroupAttachment', 'backends', { ...serverGroup, servers: scalingGroup }, 'ServerGroups'),
  row(
    'ALIYUN::ESS::LoadBalancerAttachment',
    'backends',
    { target: identity(''), servers: scalingGroup },
    'LoadBalancers',
  ),
  row(
    'ALIYUN::ESS::LoadBalancerAttachment',
    'backends',
    { target: identity('LoadBalancerId'), servers: scalingGroup },
    'LoadBalancerConfigs',
  ),
  row(
    'ALIYUN::ESS::VServerGroupAttachment',
    'backends',
    { target: identity('VServerGroupId'), servers: scalingGroup, ports: ports('Port', { single: true }) },
    'VServerGroups[].VServerGroupAttributes',
  ),
];

export const backendRows: readonly Row[] = [...groups, ...backends, ...scaling];
