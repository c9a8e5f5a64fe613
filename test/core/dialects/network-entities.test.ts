/** What the catalogues make of the resources that connect things: rules' own side, prefix lists, attachments, backends. */
import { expect, test } from 'vitest';
import { readRos } from '../../../core/dialects/ros/index.ts';
import { readTerraform } from '../../../core/dialects/terraform/index.ts';
import type { EntityName, NetworkModel } from '../../../core/network/model.ts';
import { SourceText } from '../../../core/text/source.ts';
import { isReference, type Value } from '../../../core/values/value.ts';

function ros(resources: string): NetworkModel {
  const text = `ROSTemplateFormatVersion: '2015-09-01'\nParameters:\n  Given: {Type: String}\nResources:\n${resources}`;
  return readRos(new SourceText('a.yaml', text)).model;
}

function terraform(text: string): NetworkModel {
  return readTerraform([new SourceText('main.tf', `variable "given" {}\n${text}`)]).model;
}

function data(value: unknown): string {
  if (isReference(value)) return `&${value.resource}${value.attribute === '' ? '' : `.${value.attribute}`}`;
  return String(value);
}

function shown(field: unknown): string {
  if (Array.isArray(field)) return `[${field.map(shown).join(', ')}]`;
  const value = field as Value<unknown>;
  if (value.kind === 'unknown') return `?${value.reason.code}`;
  if (value.kind === 'oneOf') return value.options.map(shown).join(' | ');
  return data(value.value);
}

/** One line for each entity: `field=value` of those that are set among the fields asked for. */
function lines(model: NetworkModel, entity: EntityName, fields: readonly string[]): string[] {
  return model[entity].map((one) => {
    const members = one as unknown as Readonly<Record<string, unknown>>;
    const set = fields.filter((name) => members[name] !== undefined);
    return set.map((name) => `${name}=${shown(members[name])}`).join(' ');
  });
}

const ruleFields = ['direction', 'sourcePorts', 'peerCidr', 'peerIpv6Cidr', 'localCidr', 'localIpv6Cidr'];

test('a quintuple rule has an own side', () => {
  const model = ros(`  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0, DestCidrIp: 10.0.0.1/32, SourcePortRange: 1/9}
      SecurityGroupEgress:
        - {IpProtocol: tcp, PortRange: 22/22, Ipv6DestCidrIp: '::/0', Ipv6SourceCidrIp: 'fd00::/8'}
  In:
    Type: ALIYUN::ECS::SecurityGroupIngresses
    Properties:
      SecurityGroupId: !Ref Group
      Permissions: [{IpProtocol: tcp, PortRange: 22/22, Ipv6SourceCidrIp: '::/0', Ipv6DestCidrIp: !Ref Given}]
  Out:
    Type: ALIYUN::ECS::SecurityGroupEgresses
    Properties:
      SecurityGroupId: !Ref Group
      Permissions: [{IpProtocol: tcp, PortRange: 22/22, DestCidrIp: 0.0.0.0/0, SourceCidrIp: 10.0.0.0/8}]
`);
  expect(lines(model, 'securityGroupRules', ruleFields)).toEqual([
    'direction=ingress sourcePorts=1-9 peerCidr=0.0.0.0/0 localCidr=10.0.0.1/32',
    'direction=egress peerIpv6Cidr=::/0 localIpv6Cidr=fd00::/8',
    'direction=ingress peerIpv6Cidr=::/0 localIpv6Cidr=?no-default',
    'direction=egress peerCidr=0.0.0.0/0 localCidr=10.0.0.0/8',
  ]);
});

test('prefix lists have entries', () => {
  expect(
    lines(
      ros(`  A:
    Type: ALIYUN::ECS::PrefixList
    Properties: {AddressFamily: Ipv4, Entries: [{Cidr: 10.0.0.0/8}, {Cidr: !Ref Given}]}
  B:
    Type: ALIYUN::VPC::PrefixList
    Properties: {Entries: [{Cidr: 192.168.0.0/16}]}
  C: {Type: ALIYUN::VPC::PrefixList}
`),
      'prefixLists',
      ['entries'],
    ),
  ).toEqual(['entries=[10.0.0.0/8, ?no-default]', 'entries=[192.168.0.0/16]', '']);
  expect(
    lines(
      terraform(`resource "alicloud_ecs_prefix_list" "a" {
  entry {
    cidr = "10.0.0.0/8"
  }
  entry {
    cidr = var.given
  }
}
resource "alicloud_vpc_prefix_list" "b" {
  entrys {
    cidr = "192.168.0.0/16"
  }
}
`),
      'prefixLists',
      ['entries'],
    ),
  ).toEqual(['entries=[10.0.0.0/8, ?no-default]', 'entries=[192.168.0.0/16]']);
});

const placeFields = ['kind', 'subnet', 'privateAddress'];

test('an instance has a vSwitch and an address in it', () => {
  const model = ros(`  Switch: {Type: ALIYUN::ECS::VSwitch}
  A:
    Type: ALIYUN::ECS::Instance
    Properties: {VSwitchId: !Ref Switch, PrivateIpAddress: 10.0.0.5}
  B:
    Type: ALIYUN::ECS::NetworkInterface
    Properties: {VSwitchId: vsw-1, PrimaryIpAddress: !Ref Given}
  C:
    Type: ALIYUN::CS::ClusterNodePool
    Properties: {ScalingGroup: {VSwitchIds: [!Ref Switch, vsw-1]}}
  D:
    Type: ALIYUN::ECS::InstanceGroup
    Properties: {EniMappings: [{VSwitchId: !GetAtt Switch.VSwitchId}]}
`);
  expect(lines(model, 'instances', placeFields)).toEqual([
    'kind=instance subnet=&Switch privateAddress=10.0.0.5/32',
    'kind=network-interface subnet=vsw-1 privateAddress=?no-default',
    'kind=node-pool subnet=&Switch | vsw-1',
    'kind=instance subnet=&Switch.VSwitchId',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_vswitch" "s" {}
resource "alicloud_instance" "a" {
  vswitch_id = alicloud_vswitch.s.id
  private_ip = "10.0.0.5"
}
resource "alicloud_ecs_network_interface" "b" {
  vswitch_id = alicloud_vswitch.s.id
  private_ip = var.given
}
resource "alicloud_eci_container_group" "c" {
  vswitch_id = "vsw-1,vsw-2"
}
resource "alicloud_instance" "d" {}
`),
      'instances',
      placeFields,
    ),
  ).toEqual([
    'kind=instance subnet=&alicloud_vswitch.s.id privateAddress=10.0.0.5/32',
    'kind=network-interface subnet=&alicloud_vswitch.s.id privateAddress=?no-default',
    'kind=container-group subnet=vsw-1 | vsw-2',
    'kind=instance',
  ]);
});

test('an association says which address', () => {
  const fields = ['instance', 'address'];
  const model = ros(`  Eip: {Type: ALIYUN::VPC::EIP}
  A:
    Type: ALIYUN::VPC::EIPAssociation
    Properties: {InstanceId: i-1, AllocationId: !GetAtt Eip.AllocationId}
  B:
    Type: ALIYUN::VPC::AnycastEIPAssociation
    Properties: {BindInstanceId: lb-1, AnycastId: aeip-1}
`);
  expect(lines(model, 'addressAssociations', fields)).toEqual([
    'instance=i-1 address=&Eip.AllocationId',
    'instance=lb-1 address=aeip-1',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_eip_address" "e" {}
resource "alicloud_eip_association" "a" {
  instance_id   = var.given
  allocation_id = alicloud_eip_address.e.id
}
resource "alicloud_ens_eip_instance_attachment" "b" {
  instance_id   = "i-1"
  allocation_id = "eip-1"
}
resource "alicloud_eipanycast_anycast_eip_address_attachment" "c" {
  bind_instance_id = "lb-1"
  anycast_id       = "aeip-1"
}
`),
      'addressAssociations',
      fields,
    ),
  ).toEqual([
    'instance=?no-default address=&alicloud_eip_address.e.id',
    'instance=i-1 address=eip-1',
    'instance=lb-1 address=aeip-1',
  ]);
});

const forwardFields = ['gateway', 'externalAddress', 'internalAddress', 'internalHost'];

test('a DNAT entry leads from an address to an address or to the resource that has it', () => {
  const model = ros(`  Nat: {Type: ALIYUN::VPC::NatGateway}
  Eip: {Type: ALIYUN::VPC::EIP}
  Web: {Type: ALIYUN::ECS::Instance}
  A:
    Type: ALIYUN::VPC::ForwardEntry
    Properties:
      ForwardTableId: !GetAtt Nat.ForwardTableId
      ExternalIp: !GetAtt Eip.EipAddress
      InternalIp: !GetAtt Web.PrivateIp
  B:
    Type: ALIYUN::ECS::ForwardEntry
    Properties: {ForwardTableId: ftb-1, ExternalIp: 47.0.0.1, InternalIp: 10.0.0.5}
  C:
    Type: ALIYUN::VPC::ForwardEntry
    Properties: {ForwardTableId: !Ref Given, InternalIp: !Ref Given}
`);
  expect(lines(model, 'natForwards', forwardFields)).toEqual([
    'gateway=&Nat.ForwardTableId externalAddress=&Eip.EipAddress internalAddress=?computed internalHost=&Web.PrivateIp',
    'gateway=ftb-1 externalAddress=47.0.0.1 internalAddress=10.0.0.5/32',
    'gateway=?no-default internalAddress=?no-default internalHost=?no-default',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_nat_gateway" "n" {}
resource "alicloud_eip_address" "e" {}
resource "alicloud_instance" "web" {}
resource "alicloud_instance" "fixed" {
  private_ip = "10.0.0.5"
}
resource "alicloud_forward_entry" "a" {
  forward_table_id = alicloud_nat_gateway.n.forward_table_ids
  external_ip      = alicloud_eip_address.e.ip_address
  internal_ip      = alicloud_instance.web.private_ip
}
resource "alicloud_forward_entry" "b" {
  forward_table_id = "ftb-1"
  external_ip      = "47.0.0.1"
  internal_ip      = alicloud_instance.fixed.private_ip
}
`),
      'natForwards',
      forwardFields,
    ),
  ).toEqual([
    'gateway=&alicloud_nat_gateway.n.forward_table_ids externalAddress=&alicloud_eip_address.e.ip_address internalAddress=?computed internalHost=&alicloud_instance.web.private_ip',
    'gateway=ftb-1 externalAddress=47.0.0.1 internalAddress=10.0.0.5/32',
  ]);
});

const backendFields = ['target', 'servers', 'ports'];

test('servers stand behind load balancers and server groups (ROS)', () => {
  const model = ros(`  Lb: {Type: ALIYUN::SLB::LoadBalancer}
  Web: {Type: ALIYUN::ECS::InstanceGroup}
  A:
    Type: ALIYUN::SLB::BackendServerAttachment
    Properties:
      LoadBalancerId: !Ref Lb
      BackendServerList: !GetAtt Web.InstanceIds
      BackendServers: [{ServerId: i-1, Weight: 100}]
  B:
    Type: ALIYUN::SLB::VServerGroup
    Properties:
      BackendServers:
        - {ServerId: !Select [0, !GetAtt Web.InstanceIds], Port: 80}
        - {ServerId: i-1, Port: !Ref Given}
  C:
    Type: ALIYUN::SLB::BackendServerToVServerGroupAddition
    Properties: {VServerGroupId: !Ref B, BackendServers: [{ServerId: eni-1, Port: 8080}]}
  D:
    Type: ALIYUN::SLB::MasterSlaveServerGroup
    Properties: {MasterSlaveBackendServers: [{ServerId: i-1, Port: 80}, {ServerId: i-2, Port: 81}]}
  E:
    Type: ALIYUN::ALB::BackendServerAttachment
    Properties: {ServerGroupId: sgp-1, Servers: [{ServerType: Eni, ServerId: !Ref Given, Port: 80}]}
  F:
    Type: ALIYUN::NLB::ServerGroup
    Properties: {Servers: [{ServerType: Ip, ServerId: 10.0.0.5, Port: 80}]}
  G:
    Type: ALIYUN::NLB::BackendServerAttachment
    Properties: {ServerGroupId: !GetAtt F.ServerGroupId, Servers: [{ServerType: Ecs, ServerId: i-1}]}
  H:
    Type: ALIYUN::GA::EndpointGroup
    Properties: {ListenerId: lsr-1, EndpointConfigurations: [{Type: ECS, Endpoint: i-1}, {Type: SLB, Endpoint: !Ref Lb}]}
  I:
    Type: ALIYUN::ECS::InstanceGroupClone
    Properties: {LoadBalancerIdToAttach: !Ref Lb}
  J: {Type: ALIYUN::ECS::InstanceGroupClone}
`);
  expect(lines(model, 'backends', backendFields)).toEqual([
    'target=&Lb servers=[&Web.InstanceIds, i-1]',
    'target=&B servers=[&Web.InstanceIds[0]] ports=80',
    'target=&B servers=[i-1] ports=?no-default',
    'target=&B servers=[eni-1] ports=8080',
    'target=&D servers=[i-1] ports=80',
    'target=&D servers=[i-2] ports=81',
    'target=sgp-1 servers=[?no-default] ports=80',
    'target=&F servers=[10.0.0.5] ports=80',
    'target=&F.ServerGroupId servers=[i-1]',
    'target=lsr-1 servers=[i-1, &Lb]',
    'target=&Lb servers=[&I]',
  ]);
});

test('servers stand behind load balancers and server groups (Terraform)', () => {
  const model = terraform(`resource "alicloud_instance" "web" {
  count = 2
}
resource "alicloud_slb_load_balancer" "lb" {}
resource "alicloud_slb_backend_server" "a" {
  load_balancer_id = alicloud_slb_load_balancer.lb.id
  backend_servers {
    server_id = alicloud_instance.web[0].id
    weight    = 100
  }
  backend_servers {
    server_id = var.given
    weight    = 100
  }
}
resource "alicloud_slb_attachment" "b" {
  load_balancer_id = "lb-1"
  instance_ids     = alicloud_instance.web[*].id
}
resource "alicloud_slb_server_group" "c" {
  servers {
    server_ids = ["i-1", "i-2"]
    port       = 80
  }
  servers {
    server_ids = ["eni-1"]
    port       = 8080
  }
}
resource "alicloud_slb_server_group_server_attachment" "d" {
  server_group_id = alicloud_slb_server_group.c.id
  server_id       = "i-3"
  port            = var.given
}
resource "alicloud_slb_master_slave_server_group" "e" {
  servers {
    server_id = "i-1"
    port      = 80
  }
}
resource "alicloud_alb_server_group" "f" {
  servers {
    server_id = alicloud_instance.web[1].id
    port      = 80
  }
}
resource "alicloud_nlb_server_group_server_attachment" "g" {
  server_group_id = "sgp-1"
  server_id       = "i-1"
  port            = 443
}
resource "alicloud_ga_endpoint_group" "h" {
  listener_id = "lsr-1"
  endpoint_configurations {
    endpoint = "i-1"
  }
  port_overrides {
    listener_port = 80
    endpoint_port = 8080
  }
}
`);
  expect(lines(model, 'backends', backendFields)).toEqual([
    'target=&alicloud_slb_load_balancer.lb.id servers=[&alicloud_instance.web[0].id, ?no-default]',
    'target=lb-1 servers=[&alicloud_instance.web[0].id, &alicloud_instance.web[1].id]',
    'target=&alicloud_slb_server_group.c servers=[i-1, i-2] ports=80',
    'target=&alicloud_slb_server_group.c servers=[eni-1] ports=8080',
    'target=&alicloud_slb_server_group.c.id servers=[i-3] ports=?no-default',
    'target=&alicloud_slb_master_slave_server_group.e servers=[i-1] ports=80',
    'target=&alicloud_alb_server_group.f servers=[&alicloud_instance.web[1].id] ports=80',
    'target=sgp-1 servers=[i-1] ports=443',
    'target=lsr-1 servers=[i-1] ports=8080',
  ]);
});

test('scaling groups stand behind load balancers and server groups', () => {
  const model = ros(`  Lb: {Type: ALIYUN::SLB::LoadBalancer}
  A:
    Type: ALIYUN::ESS::ScalingGroup
    Properties:
      LoadBalancerIds: [!Ref Lb, lb-1]
      ServerGroups: [{ServerGroupId: sgp-1, Port: 80, Type: ALB}]
  B:
    Type: ALIYUN::ESS::ServerGroupAttachment
    Properties: {ScalingGroupId: !Ref A, ServerGroups: [{ServerGroupId: sgp-2, Port: !Ref Given, Type: NLB}]}
  C:
    Type: ALIYUN::ESS::LoadBalancerAttachment
    Properties: {ScalingGroupId: asg-1, LoadBalancers: !Ref Given, LoadBalancerConfigs: [{LoadBalancerId: !Ref Lb}]}
  D:
    Type: ALIYUN::ESS::VServerGroupAttachment
    Properties:
      ScalingGroupId: !Ref A
      VServerGroups:
        - LoadBalancerId: !Ref Lb
          VServerGroupAttributes: [{VServerGroupId: rsp-1, Port: 80}, {VServerGroupId: rsp-2, Port: 81}]
        - LoadBalancerId: lb-1
          VServerGroupAttributes: [{VServerGroupId: rsp-3, Port: 82}]
  E:
    Type: ALIYUN::ESS::ScalingConfiguration
    Properties: {ScalingGroupId: !Ref A}
  F: {Type: ALIYUN::ESS::ScalingGroup}
`);
  expect(lines(model, 'backends', backendFields)).toEqual([
    'target=&Lb servers=[&A]',
    'target=lb-1 servers=[&A]',
    'target=sgp-1 servers=[&A] ports=80',
    'target=sgp-2 servers=[&A] ports=?no-default',
    'target=?no-default servers=[asg-1]',
    'target=&Lb servers=[asg-1]',
    'target=rsp-1 servers=[&A] ports=80',
    'target=rsp-2 servers=[&A] ports=81',
    'target=rsp-3 servers=[&A] ports=82',
  ]);
  expect(lines(model, 'instances', ['kind', 'scalingGroup'])).toEqual(['kind=scaling-configuration scalingGroup=&A']);
  const configuration = terraform(`resource "alicloud_slb_load_balancer" "lb" {
  count = 2
}
resource "alicloud_ess_scaling_group" "a" {
  loadbalancer_ids = alicloud_slb_load_balancer.lb[*].id
  alb_server_group {
    alb_server_group_id = "sgp-1"
    port                = 80
  }
}
resource "alicloud_ess_alb_server_group_attachment" "b" {
  scaling_group_id    = alicloud_ess_scaling_group.a.id
  alb_server_group_id = "sgp-2"
  port                = 81
}
resource "alicloud_ess_server_group_attachment" "c" {
  scaling_group_id = var.given
  server_group_id  = "sgp-3"
  port             = 82
  type             = "NLB"
}
resource "alicloud_ess_scalinggroup_vserver_groups" "d" {
  scaling_group_id = alicloud_ess_scaling_group.a.id
  vserver_groups {
    loadbalancer_id = "lb-1"
    vserver_attributes {
      vserver_group_id = "rsp-1"
      port             = 83
    }
    vserver_attributes {
      vserver_group_id = "rsp-2"
      port             = 84
    }
  }
  vserver_groups {
    loadbalancer_id = "lb-2"
    vserver_attributes {
      vserver_group_id = var.given
      port             = 85
    }
  }
}
resource "alicloud_ess_scaling_configuration" "e" {
  scaling_group_id = alicloud_ess_scaling_group.a.id
}
resource "alicloud_ess_eci_scaling_configuration" "f" {
  scaling_group_id = "asg-1"
}
`);
  expect(lines(configuration, 'backends', backendFields)).toEqual([
    'target=&alicloud_slb_load_balancer.lb[0].id servers=[&alicloud_ess_scaling_group.a]',
    'target=&alicloud_slb_load_balancer.lb[1].id servers=[&alicloud_ess_scaling_group.a]',
    'target=sgp-1 servers=[&alicloud_ess_scaling_group.a] ports=80',
    'target=sgp-2 servers=[&alicloud_ess_scaling_group.a.id] ports=81',
    'target=sgp-3 servers=[?no-default] ports=82',
    'target=rsp-1 servers=[&alicloud_ess_scaling_group.a.id] ports=83',
    'target=rsp-2 servers=[&alicloud_ess_scaling_group.a.id] ports=84',
    'target=?no-default servers=[&alicloud_ess_scaling_group.a.id] ports=85',
  ]);
  expect(lines(configuration, 'instances', ['scalingGroup'])).toEqual([
    'scalingGroup=&alicloud_ess_scaling_group.a.id',
    'scalingGroup=asg-1',
  ]);
});

test('a server group of CLB belongs to a load balancer', () => {
  const model = ros(`  Lb: {Type: ALIYUN::SLB::LoadBalancer}
  A:
    Type: ALIYUN::SLB::VServerGroup
    Properties: {LoadBalancerId: !Ref Lb}
  B:
    Type: ALIYUN::SLB::MasterSlaveServerGroup
    Properties: {LoadBalancerId: !Ref Given}
  C: {Type: ALIYUN::ALB::ServerGroup}
  D: {Type: ALIYUN::NLB::ServerGroup}
`);
  expect(lines(model, 'serverGroups', ['loadBalancer'])).toEqual([
    'loadBalancer=&Lb',
    'loadBalancer=?no-default',
    '',
    '',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_slb_load_balancer" "lb" {}
resource "alicloud_slb_server_group" "a" {
  load_balancer_id = alicloud_slb_load_balancer.lb.id
}
resource "alicloud_slb_master_slave_server_group" "b" {
  load_balancer_id = "lb-1"
}
resource "alicloud_alb_server_group" "c" {}
resource "alicloud_nlb_server_group" "d" {}
`),
      'serverGroups',
      ['loadBalancer'],
    ),
  ).toEqual(['loadBalancer=&alicloud_slb_load_balancer.lb.id', 'loadBalancer=lb-1', '', '']);
});

test('a listener forwards to server groups', () => {
  const model = ros(`  A:
    Type: ALIYUN::SLB::Listener
    Properties: {VServerGroupId: !Ref Given}
  B:
    Type: ALIYUN::SLB::Listener
    Properties: {MasterSlaveServerGroupId: rsp-1}
  C:
    Type: ALIYUN::ALB::Listener
    Properties:
      DefaultActions:
        - Type: ForwardGroup
          ForwardGroupConfig: {ServerGroupTuples: [{ServerGroupId: sgp-1}, {ServerGroupId: sgp-2}]}
  D:
    Type: ALIYUN::NLB::Listener
    Properties: {ServerGroupId: sgp-1}
  E: {Type: ALIYUN::SLB::Listener}
`);
  expect(lines(model, 'listeners', ['serverGroups'])).toEqual([
    'serverGroups=[?no-default]',
    'serverGroups=[rsp-1]',
    'serverGroups=[sgp-1, sgp-2]',
    'serverGroups=[sgp-1]',
    '',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_slb_server_group" "g" {}
resource "alicloud_slb_listener" "a" {
  server_group_id = alicloud_slb_server_group.g.id
}
resource "alicloud_alb_listener" "b" {
  default_actions {
    type = "ForwardGroup"
    forward_group_config {
      server_group_tuples {
        server_group_id = "sgp-1"
      }
    }
  }
}
resource "alicloud_nlb_listener" "c" {
  server_group_id = var.given
}
`),
      'listeners',
      ['serverGroups'],
    ),
  ).toEqual(['serverGroups=[&alicloud_slb_server_group.g.id]', 'serverGroups=[sgp-1]', 'serverGroups=[?no-default]']);
});

test('a forwarding rule forwards to the server groups of all of its actions', () => {
  const model = ros(`  A:
    Type: ALIYUN::ALB::Rule
    Properties:
      ListenerId: lsn-1
      RuleActions:
        - {Type: TrafficLimit, TrafficLimitConfig: {QPS: 10}}
        - Type: ForwardGroup
          ForwardGroupConfig: {ServerGroupTuples: [{ServerGroupId: sgp-1}, {ServerGroupId: !Ref Given}]}
  B:
    Type: ALIYUN::ALB::Rule
    Properties: {RuleActions: !Ref Given}
  C: {Type: ALIYUN::ALB::Rule}
`);
  expect(lines(model, 'listenerParts', ['serverGroups'])).toEqual([
    'serverGroups=[sgp-1, ?no-default]',
    'serverGroups=[?no-default]',
    '',
  ]);
  expect(
    lines(
      terraform(`resource "alicloud_alb_rule" "a" {
  rule_actions {
    type = "ForwardGroup"
    forward_group_config {
      server_group_tuples {
        server_group_id = "sgp-1"
      }
      server_group_tuples {
        server_group_id = var.given
      }
    }
  }
  rule_actions {
    type = "Redirect"
  }
}
`),
      'listenerParts',
      ['serverGroups'],
    ),
  ).toEqual(['serverGroups=[sgp-1, ?no-default]']);
});

test('a network ACL has entries and guards vSwitches', () => {
  const model = ros(`  Switch: {Type: ALIYUN::ECS::VSwitch}
  Acl:
    Type: ALIYUN::VPC::NetworkAcl
    Properties:
      IngressAclEntries: [{Policy: drop, Protocol: all, Port: -1/-1, SourceCidrIp: 0.0.0.0/0}]
  Guard:
    Type: ALIYUN::VPC::NetworkAclAssociation
    Properties:
      NetworkAclId: !GetAtt Acl.NetworkAclId
      Resources: [{ResourceId: !Ref Switch, ResourceType: VSwitch}, {ResourceId: vsw-1}]
`);
  expect(lines(model, 'networkAclEntries', ['acl', 'direction'])).toEqual(['acl=&Acl direction=ingress']);
  expect(lines(model, 'networkAclAssociations', ['acl', 'subnets'])).toEqual([
    'acl=&Acl.NetworkAclId subnets=[&Switch, vsw-1]',
  ]);
  const module = terraform(`resource "alicloud_vswitch" "s" {}
resource "alicloud_network_acl" "a" {
  egress_acl_entries {
    policy = "drop"
  }
  resources {
    resource_id   = alicloud_vswitch.s.id
    resource_type = "VSwitch"
  }
}
resource "alicloud_network_acl_entries" "b" {
  network_acl_id = alicloud_network_acl.a.id
  ingress {
    policy = "drop"
  }
}
resource "alicloud_network_acl_attachment" "c" {
  network_acl_id = "nacl-1"
  resources {
    resource_id   = var.given
    resource_type = "VSwitch"
  }
}
resource "alicloud_vpc_network_acl_attachment" "d" {
  network_acl_id = alicloud_network_acl.a.id
  resource_id    = "vsw-1"
  resource_type  = "VSwitch"
}
`);
  expect(lines(module, 'networkAclEntries', ['acl', 'direction'])).toEqual([
    'acl=&alicloud_network_acl.a direction=egress',
    'acl=&alicloud_network_acl.a.id direction=ingress',
  ]);
  expect(lines(module, 'networkAclAssociations', ['acl', 'subnets'])).toEqual([
    'acl=&alicloud_network_acl.a subnets=[&alicloud_vswitch.s.id]',
    'acl=nacl-1 subnets=[?no-default]',
    'acl=&alicloud_network_acl.a.id subnets=[vsw-1]',
  ]);
});

test('interfaces are attached to instances, and both join security groups', () => {
  const model = ros(`  Eni: {Type: ALIYUN::ECS::NetworkInterface}
  Web: {Type: ALIYUN::ECS::Instance}
  Group: {Type: ALIYUN::ECS::SecurityGroup}
  A:
    Type: ALIYUN::ECS::NetworkInterfaceAttachment
    Properties: {NetworkInterfaceId: !Ref Eni, InstanceId: !Ref Given}
  B:
    Type: ALIYUN::ECS::InstanceGroup
    Properties: {EniMappings: [{NetworkInterfaceId: eni-1, SecurityGroupId: sg-1}]}
  C:
    Type: ALIYUN::ECS::JoinSecurityGroup
    Properties:
      SecurityGroupId: !Ref Group
      InstanceId: !Ref Web
      InstanceIdList: !GetAtt B.InstanceIds
      NetworkInterfaceList: [!Ref Eni, eni-1]
`);
  expect(lines(model, 'interfaceAttachments', ['interface', 'instance'])).toEqual([
    'interface=&Eni instance=?no-default',
    'interface=eni-1 instance=&B',
  ]);
  expect(lines(model, 'groupAttachments', ['interfaces', 'group'])).toEqual([
    'interfaces=[&Web, &B.InstanceIds, &Eni, eni-1] group=&Group',
  ]);
  const module = terraform(`resource "alicloud_ecs_network_interface" "e" {}
resource "alicloud_instance" "web" {
  network_interfaces {
    network_interface_id = alicloud_ecs_network_interface.e.id
  }
}
resource "alicloud_ecs_network_interface_attachment" "a" {
  network_interface_id = alicloud_ecs_network_interface.e.id
  instance_id          = alicloud_instance.web.id
}
resource "alicloud_network_interface_attachment" "b" {
  network_interface_id = "eni-1"
  instance_id          = var.given
}
resource "alicloud_ens_instance_security_group_attachment" "c" {
  instance_id       = "i-1"
  security_group_id = "sg-1"
}
`);
  expect(lines(module, 'interfaceAttachments', ['interface', 'instance'])).toEqual([
    'interface=&alicloud_ecs_network_interface.e.id instance=&alicloud_instance.web',
    'interface=&alicloud_ecs_network_interface.e.id instance=&alicloud_instance.web.id',
    'interface=eni-1 instance=?no-default',
  ]);
  expect(lines(module, 'groupAttachments', ['interfaces', 'group'])).toEqual(['interfaces=[i-1] group=sg-1']);
});
