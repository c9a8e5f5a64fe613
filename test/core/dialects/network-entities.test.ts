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
