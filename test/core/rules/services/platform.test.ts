import { describe, expect, test } from 'vitest';
import { run, template } from './run.ts';

describe('exposure/search-public-endpoint', () => {
  const es = (lines: string) => `resource "alicloud_elasticsearch_instance" "e" {\n${lines}\n}\n`;
  const check = (lines: string) => run('exposure/search-public-endpoint', es(lines)).found;

  test('a public list does nothing while the endpoint is off', () => {
    expect(check('  public_whitelist = ["0.0.0.0/0"]')).toEqual([]);
    expect(check('  enable_public = true\n  public_whitelist = ["10.0.0.0/8"]')).toEqual([
      'warning certain alicloud_elasticsearch_instance.e true',
    ]);
  });

  test("Kibana's endpoint is on by default, so its open list counts", () => {
    expect(check('  kibana_whitelist = ["0.0.0.0/0"]')).toEqual([
      'error certain alicloud_elasticsearch_instance.e "0.0.0.0/0"',
    ]);
    expect(check('  kibana_whitelist = ["0.0.0.0/0"]\n  enable_kibana_public_network = false')).toEqual([]);
    expect(check('  version = "7.10"')).toEqual([]);
  });

  test('an open private list is hygiene', () => {
    expect(check('  private_whitelist = ["0.0.0.0/0"]')).toEqual([
      'info certain alicloud_elasticsearch_instance.e "0.0.0.0/0"',
    ]);
  });
});

describe('exposure/message-queue-public-endpoint', () => {
  const check = (text: string) => run('exposure/message-queue-public-endpoint', text).found;

  test('an open list behind a public endpoint is an error', () => {
    const text = `resource "alicloud_mse_cluster" "m" {
  net_type       = "pubnet"
  acl_entry_list = ["0.0.0.0/0"]
}
`;
    expect(check(text)).toEqual([
      'warning certain alicloud_mse_cluster.m "pubnet"',
      'error certain alicloud_mse_cluster.m "0.0.0.0/0"',
    ]);
    expect(check(text.replace('pubnet', 'privatenet'))).toEqual(['info certain alicloud_mse_cluster.m "0.0.0.0/0"']);
  });

  test("Kafka's entries: the internet side is an error, the VPC side is not", () => {
    const entry = (side: string) => `resource "alicloud_alikafka_instance_allowed_ip_attachment" "a" {
  instance_id  = "k-1"
  allowed_type = "${side}"
  port_range   = "9093/9093"
  allowed_ip   = "0.0.0.0/0"
}
`;
    const address = 'alicloud_alikafka_instance_allowed_ip_attachment.a';
    expect(check(entry('internet'))).toEqual([`error certain ${address} "0.0.0.0/0"`]);
    expect(check(entry('vpc'))).toEqual([`info certain ${address} "0.0.0.0/0"`]);
  });

  test('RocketMQ 5 in ROS: the switch and the list of its public side', () => {
    const text = (spec: string, more = '') =>
      template(`  Queue:
    Type: ALIYUN::ROCKETMQ5::Instance
    Properties:
      InternetInfo:
        InternetSpec: ${spec}
${more}`);
    expect(check(text('disable'))).toEqual([]);
    expect(check(text('enable'))).toEqual(['warning certain Queue enable']);
    expect(check(text('enable', '        IpWhitelist: [0.0.0.0/0]\n'))).toContain('error certain Queue 0.0.0.0/0');
  });

  test('deploy type 5 is the VPC', () => {
    const kafka = (type: number) =>
      template(`  K:\n    Type: ALIYUN::KAFKA::Instance\n    Properties:\n      DeployType: ${type}\n`);
    expect(check(kafka(4))).toEqual(['warning certain K 4']);
    expect(check(kafka(5))).toEqual([]);
  });
});

describe('clusters', () => {
  const cluster = (lines: string) => `resource "alicloud_cs_managed_kubernetes" "c" {\n${lines}\n}\n`;

  test('the API server is public by default in Terraform, not in ROS', () => {
    expect(run('exposure/cluster-api-public', cluster('')).found).toEqual([
      'warning certain alicloud_cs_managed_kubernetes.c "c"',
    ]);
    const ros = template('  C:\n    Type: ALIYUN::CS::ManagedKubernetesCluster\n    Properties:\n      Name: c\n');
    expect(run('exposure/cluster-api-public', ros).found).toEqual([]);
  });

  test('endpoints one by one: a public one counts, private ones beside the default of the older switch are open', () => {
    const endpoint = (type: string, more = '') =>
      cluster(
        `  control_plane_endpoints_config {\n    load_balancers_config {\n      endpoint_type = "${type}"\n    }\n  }\n${more}`,
      );
    const off = '  slb_internet_enabled = false\n';
    const check = (text: string) => run('exposure/cluster-api-public', text);
    expect(check(endpoint('public', off)).found).toEqual(['warning certain alicloud_cs_managed_kubernetes.c "public"']);
    expect(check(endpoint('private'))).toMatchObject({ found: [], unresolved: 1 });
    expect(check(endpoint('private', off))).toMatchObject({ found: [], unresolved: 0 });
    expect(check(endpoint('private', '  slb_internet_enabled = true\n')).found).toHaveLength(1);
  });

  const policies = (lines: string) => run('kubernetes/no-network-policy-plugin', cluster(lines));

  test('Terway enforces, unless it is disabled or told not to', () => {
    expect(policies('  addons {\n    name = "terway-eniip"\n  }').found).toEqual([]);
    expect(policies('  addons {\n    name = "terway-controlplane"\n  }').found).toHaveLength(1);
    expect(policies('  addons {\n    name = "terway-eniip"\n    disabled = true\n  }').found).toHaveLength(1);
    const off = policies(
      '  addons {\n    name = "terway-eniip"\n    config = "{\\"NetworkPolicy\\":\\"false\\"}"\n  }',
    );
    expect(off.messages).toEqual([expect.stringContaining('Terway is told')]);
  });

  test('add-ons that nobody knows are unresolved', () => {
    const text = `variable "addons" {}\n${cluster('  dynamic "addons" {\n    for_each = var.addons\n    content {\n      name = addons.value\n    }\n  }')}`;
    expect(run('kubernetes/no-network-policy-plugin', text).found).toEqual([]);
  });
});

describe('others', () => {
  test('MaxCompute: both lists are read, none is everyone', () => {
    const project = (lines: string) => `resource "alicloud_maxcompute_project" "p" {\n${lines}}\n`;
    const check = (lines: string) => run('exposure/warehouse-any', project(lines)).found;
    expect(check('')).toEqual(['warning certain alicloud_maxcompute_project.p "p"']);
    expect(check('  ip_white_list {\n    ip_list = "10.0.0.0/8,0.0.0.0/0"\n  }\n')).toEqual([
      'warning certain alicloud_maxcompute_project.p 0.0.0.0/0',
    ]);
  });

  test('Tablestore: the newer attribute decides', () => {
    const check = (lines: string) =>
      run('exposure/table-store-public', `resource "alicloud_ots_instance" "o" {\n${lines}}\n`).found;
    expect(check('')).toHaveLength(1);
    expect(check('  network_type_acl = ["VPC", "INTERNET"]\n')).toEqual([
      'warning certain alicloud_ots_instance.o "INTERNET"',
    ]);
    expect(check('  accessed_by = "ConsoleOrVpc"\n')).toEqual([]);
  });

  test('NAS: the access rule and the default group', () => {
    const ros = template(`  Rule:
    Type: ALIYUN::NAS::AccessRule
    Properties:
      AccessGroupName: g
      SourceCidrIp: 0.0.0.0/0
  Mount:
    Type: ALIYUN::NAS::MountTarget
    Properties:
      AccessGroupName:
        Ref: Rule
`);
    expect(run('exposure/file-system-any', ros).found).toEqual(['warning certain Rule 0.0.0.0/0']);
  });

  test('a parameter without default for password-free access is unresolved', () => {
    const ros = template(
      '  R:\n    Type: ALIYUN::REDIS::Instance\n    Properties:\n      VpcPasswordFree:\n        Ref: Free\n',
      'Parameters:\n  Free:\n    Type: Boolean\n',
    );
    const { found } = run('exposure/passwordless', ros);
    expect(found.filter((line) => line.includes('certain'))).toEqual([]);
  });
});
