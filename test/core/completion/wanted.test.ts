/** What attributes want is found out from the catalogues' own readers. */
import { expect, test } from 'vitest';
import { wantedAt } from '../../../core/completion/wanted.ts';
import { rosRows } from '../../../core/dialects/ros/catalog/index.ts';
import { terraformRows } from '../../../core/dialects/terraform/catalog/index.ts';

const rows = new Map([...terraformRows, ...rosRows]);

function wanted(type: string, path: string) {
  return wantedAt(rows.get(type) ?? [], path.split('.'));
}

const ipv4 = { what: 'addresses', of: 'sources', family: 'ipv4' };
const ipv6 = { ...ipv4, family: 'ipv6' };
const slash = { what: 'ports', spelling: 'slash' };
const single = { what: 'ports', spelling: 'single' };

test.each([
  ['alicloud_security_group_rule', 'cidr_ip', ipv4],
  ['alicloud_security_group_rule', 'ipv6_cidr_ip', ipv6],
  ['alicloud_security_group_rule', 'port_range', slash],
  ['alicloud_nas_access_rule', 'ipv6_source_cidr_ip', ipv6],
  ['alicloud_network_acl', 'ingress_acl_entries.port', slash],
  ['alicloud_forward_entry', 'external_port', single],
  ['alicloud_ecs_prefix_list', 'entry.cidr', ipv4],
  ['alicloud_db_instance', 'security_ips', ipv4],
  ['alicloud_nlb_listener', 'end_port', single],
  ['alicloud_ga_listener', 'port_ranges.from_port', single],
  ['alicloud_vpc', 'cidr_block', { ...ipv4, of: 'own' }],
  ['alicloud_alb_listener', 'security_policy_id', { what: 'tlsPolicy', of: 'listener' }],
  ['ALIYUN::ApiGateway::Instance', 'HttpsPolicy', { what: 'tlsPolicy', of: 'apiGateway' }],
  ['ALIYUN::ECS::SecurityGroup', 'SecurityGroupIngress.PortRange', slash],
  ['ALIYUN::ECS::SecurityGroupIngresses', 'Permissions.Ipv6SourceCidrIp', ipv6],
  ['ALIYUN::SLB::Listener', 'PortRange.StartPort', single],
  ['ALIYUN::SLB::AccessControl', 'AclEntrys.entry', ipv4],
])('%s %s', (type, path, expected) => {
  expect(wanted(type, path)).toEqual([expected]);
});

test.each([
  ['alicloud_security_group_rule', 'description'],
  ['alicloud_security_group_rule', 'security_group_id'],
  ['alicloud_ecs_prefix_list', 'entry'],
  ['alicloud_instance', 'private_ip'],
  ['alicloud_forward_entry', 'internal_ip'],
  ['alicloud_slb_load_balancer', 'address_type'],
  ['ALIYUN::ECS::SecurityGroup', 'PortRange'],
  ['ALIYUN::GA::Listener', 'PortRanges'],
])('nothing is known of %s %s', (type, path) => {
  expect(wanted(type, path)).toEqual([]);
});
