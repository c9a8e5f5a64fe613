/** A Terraform state of a small shop, with the secrets that states of real ones hold. */

/** None of these may leave the state. */
export const secrets = {
  password: 'Pl4nted-Instance-Password',
  userData: 'cGxhbnRlZC11c2VyLWRhdGE',
  databasePassword: 'Pl4nted-Database-Password',
  output: 'Pl4nted-Output',
  key: 'LTAI5tPlantedAccessKeyId',
  secret: 'planted-access-key-secret',
  serverKey: '-----BEGIN RSA PRIVATE KEY-----planted',
} as const;

interface Attributes {
  readonly id: string;
  readonly [name: string]: unknown;
}

function resource(type: string, name: string, ...instances: readonly Attributes[]): object {
  return {
    mode: 'managed',
    type,
    name,
    provider: 'provider["registry.terraform.io/aliyun/alicloud"]',
    instances: instances.map((attributes, i) => ({
      ...(instances.length > 1 ? { index_key: i } : {}),
      schema_version: 0,
      attributes,
      private: secrets.secret,
      sensitive_attributes: [[{ type: 'get_attr', value: 'password' }]],
    })),
  };
}

const rule = (name: string, attributes: object): object =>
  resource('alicloud_security_group_rule', name, {
    id: `sg-web:${name}`,
    type: 'ingress',
    ip_protocol: 'tcp',
    policy: 'accept',
    priority: 1,
    nic_type: 'intranet',
    security_group_id: 'sg-web',
    cidr_ip: '',
    ipv6_cidr_ip: '',
    source_security_group_id: '',
    prefix_list_id: '',
    port_range: '22/22',
    ...attributes,
  });

export const shopResources: readonly object[] = [
  resource('alicloud_vpc', 'main', { id: 'vpc-1', vpc_name: 'shop', cidr_block: '10.0.0.0/8', region_id: '' }),
  resource('alicloud_vswitch', 'main', {
    id: 'vsw-1',
    vswitch_name: 'b',
    vpc_id: 'vpc-1',
    cidr_block: '10.1.0.0/16',
    zone_id: 'cn-hangzhou-b',
  }),
  resource('alicloud_security_group', 'web', {
    id: 'sg-web',
    security_group_name: 'web',
    vpc_id: 'vpc-1',
    security_group_type: 'normal',
    inner_access_policy: 'Accept',
    tags: { token: secrets.key },
  }),
  rule('ssh', { cidr_ip: '0.0.0.0/0', security_group_rule_id: 'sgr-1', description: 'for the office' }),
  rule('peers', { source_security_group_id: 'sg-db', port_range: '6379/6379', policy: 'drop', priority: 3 }),
  rule('lists', { prefix_list_id: 'pl-1', port_range: '443/443' }),
  rule('out', { type: 'egress', ipv6_cidr_ip: '::/0', ip_protocol: 'all', port_range: '-1/-1' }),
  // A group that another state declares.
  rule('foreign', { security_group_id: 'sg-foreign', cidr_ip: '47.98.0.0/16' }),
  resource('alicloud_ecs_prefix_list', 'offices', {
    id: 'pl-1',
    prefix_list_name: 'offices',
    address_family: 'IPv4',
    max_entries: 5,
    entry: [{ cidr: '203.0.113.0/24', description: 'Hangzhou' }],
  }),
  resource('alicloud_instance', 'web', {
    id: 'i-1',
    instance_name: 'web-1',
    status: 'Running',
    availability_zone: 'cn-hangzhou-b',
    vswitch_id: 'vsw-1',
    private_ip: '10.1.0.5',
    public_ip: '198.51.100.7',
    network_interface_id: 'eni-1',
    security_groups: ['sg-web'],
    password: secrets.password,
    user_data: secrets.userData,
  }),
  resource('alicloud_eip_address', 'web', { id: 'eip-1', address_name: 'web', ip_address: '198.51.100.8' }),
  resource('alicloud_eip_association', 'web', {
    id: 'eip-1:i-1',
    allocation_id: 'eip-1',
    instance_id: 'i-1',
    instance_type: 'EcsInstance',
  }),
  resource('alicloud_nat_gateway', 'main', { id: 'ngw-1', vpc_id: 'vpc-1', forward_table_ids: 'ftb-1' }),
  resource('alicloud_forward_entry', 'ssh', {
    id: 'ftb-1:fwd-1',
    forward_entry_id: 'fwd-1',
    forward_table_id: 'ftb-1',
    external_ip: '198.51.100.9',
    external_port: '2222',
    internal_ip: '10.1.0.5',
    internal_port: '22',
    ip_protocol: 'tcp',
  }),
  resource('alicloud_slb_load_balancer', 'web', {
    id: 'lb-1',
    load_balancer_name: 'web',
    address_type: 'internet',
    address: '198.51.100.10',
  }),
  resource('alicloud_slb_listener', 'web', {
    id: 'lb-1:https:443',
    load_balancer_id: 'lb-1',
    protocol: 'https',
    frontend_port: 443,
    backend_port: 80,
    server_certificate_id: 'cert-1',
    tls_cipher_policy: 'tls_cipher_policy_1_2',
    acl_status: 'on',
    acl_type: 'white',
    acl_ids: ['acl-1'],
  }),
  resource('alicloud_slb_acl', 'office', {
    id: 'acl-1',
    name: 'office',
    entry_list: [{ entry: '203.0.113.0/24', comment: 'Hangzhou' }],
  }),
  resource('alicloud_alb_server_group', 'web', {
    id: 'sgp-1',
    server_group_name: 'web',
    vpc_id: 'vpc-1',
    servers: [{ server_id: 'i-1', port: 80, server_type: 'Ecs', description: secrets.key }],
  }),
  resource('alicloud_db_instance', 'orders', {
    id: 'rm-1',
    instance_name: 'orders',
    engine: 'MySQL',
    engine_version: '8.0',
    instance_charge_type: 'Postpaid',
    vswitch_id: 'vsw-1',
    security_ips: ['10.1.0.0/16'],
    server_key: secrets.serverKey,
    ssl_password: secrets.databasePassword,
  }),
  resource('alicloud_db_connection', 'orders', {
    id: 'rm-1:orders',
    instance_id: 'rm-1',
    port: '3306',
    connection_string: `orders:${secrets.databasePassword}@mysql.example.com`,
  }),
  resource('alicloud_ram_access_key', 'deployer', { id: secrets.key, secret: secrets.secret }),
  { mode: 'data', type: 'alicloud_vpcs', name: 'all', instances: [{ attributes: { id: 'vpc-data' } }] },
];

/** As Terraform writes it to its state file. */
export function stateFile(resources: readonly object[] = shopResources): string {
  return JSON.stringify(
    {
      version: 4,
      terraform_version: '1.9.0',
      serial: 3,
      lineage: '7f0c0b6e-0000-0000-0000-000000000000',
      outputs: { password: { value: secrets.output, type: 'string', sensitive: true } },
      resources,
    },
    null,
    2,
  );
}

interface Declared {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Attributes }[];
}

/** The same as `terraform show -json` writes it. */
export function shownState(resources: readonly object[] = shopResources): string {
  const all = (resources as readonly Declared[]).flatMap(({ mode, type, name, instances }) =>
    instances.map(({ attributes }) => ({ address: `${type}.${name}`, mode, type, name, values: attributes })),
  );
  return JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.9.0',
    values: { outputs: { password: { value: secrets.output, sensitive: true } }, root_module: { resources: all } },
  });
}
