import { describe, expect, test } from 'vitest';
import { parseAddressList } from '../../../../core/network/addresses.ts';
import { run, template } from './run.ts';

describe('exposure/database-whitelist', () => {
  const check = (text: string) => run('exposure/database-whitelist', text);

  test('reports the entry, not the list', () => {
    const text = template(`  Db:
    Type: ALIYUN::MONGODB::Instance
    Properties:
      SecurityIPArray: 10.0.0.0/8, 0.0.0.0/0,192.168.0.1
`);
    expect(check(text).found).toEqual(['warning certain Db 0.0.0.0/0']);
  });

  test('is an error with a public endpoint in another resource', () => {
    const text = `resource "alicloud_kvstore_instance" "c" {
  security_ips = ["0.0.0.0/0"]
}
resource "alicloud_kvstore_connection" "c" {
  instance_id = alicloud_kvstore_instance.c.id
}
`;
    expect(check(text).found).toEqual(['error certain alicloud_kvstore_instance.c "0.0.0.0/0"']);
  });

  test('does not take the endpoint of another instance', () => {
    const text = `resource "alicloud_db_instance" "a" {
  security_ips = ["0.0.0.0/0"]
}
resource "alicloud_db_instance" "b" {
  security_ips = ["10.0.0.0/8"]
}
resource "alicloud_db_connection" "b" {
  instance_id = alicloud_db_instance.b.id
}
`;
    expect(check(text).found).toEqual(['warning certain alicloud_db_instance.a "0.0.0.0/0"']);
  });

  test('joins parts of a database outside by its literal id', () => {
    const text = template(`  List:
    Type: ALIYUN::RDS::DBInstanceSecurityIps
    Properties:
      DBInstanceId: rm-1
      DBInstanceIPArrayAttribute: 0.0.0.0/0
  Public:
    Type: ALIYUN::RDS::Connection
    Properties:
      DBInstanceId: rm-1
`);
    expect(check(text).found).toEqual(['error certain List 0.0.0.0/0']);
    expect(check(text).messages[0]).toContain('public endpoint');
  });

  test('sees halves of the world that are a whole together, at the wider one', () => {
    const text = `resource "alicloud_polardb_cluster" "c" {
  db_cluster_ip_array {
    db_cluster_ip_array_name = "app"
    security_ips             = ["10.0.0.0/8"]
  }
  db_cluster_ip_array {
    db_cluster_ip_array_name = "all"
    security_ips             = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`;
    const { found, messages } = check(text);
    expect(found).toContain('warning certain alicloud_polardb_cluster.c "0.0.0.0/1"');
    expect(messages.filter((message) => message.includes('every address'))).toHaveLength(1);
  });

  test('takes a bare 0.0.0.0 and ::/0 for everyone', () => {
    const list = (entry: string) => `resource "alicloud_db_instance" "a" {\n  security_ips = ["${entry}"]\n}\n`;
    expect(check(list('0.0.0.0')).found).toHaveLength(1);
    expect(check(list('::/0')).found).toHaveLength(1);
  });

  test('warns of public addresses unless they are a network of ours', () => {
    const text = 'resource "alicloud_db_instance" "a" {\n  security_ips = ["203.0.114.0/24", "100.64.0.1"]\n}\n';
    expect(check(text).found).toEqual(['warning certain alicloud_db_instance.a "203.0.114.0/24"']);
    const networks = new Map([['office', parseAddressList('203.0.114.0/23').addresses]]);
    expect(run('exposure/database-whitelist', text, {}, networks).found).toEqual([]);
  });

  test('names the public part of a text only, and the endpoint that comes with the list', () => {
    const text = template(
      `  Db:
    Type: ALIYUN::RDS::DBInstance
    Condition: IsNew
    Properties:
      AllocatePublicConnection: true
      SecurityIPList:
        Fn::Join: [',', [{Ref: Vpc}, 47.96.12.7]]
`,
      `Parameters:
  Vpc: {Type: String, AllowedValues: [192.168.0.0/16, 10.0.0.0/8]}
  New: {Type: String, AllowedValues: [new, old]}
Conditions:
  IsNew: {Fn::Equals: [{Ref: New}, new]}
`,
    );
    expect(check(text).messages).toEqual([
      'The white list of this RDS database lets in 47.96.12.7 from the internet, and it has a public endpoint. Use private addresses, or name the network as yours in .portguard.yaml.',
    ]);
  });

  test('a list for a database outside is not known to be reachable', () => {
    const text = template(`  List:
    Type: ALIYUN::REDIS::Whitelist
    Properties:
      InstanceId: r-1
      SecurityIps: 0.0.0.0/0
`);
    expect(check(text).found).toEqual(['warning certain List 0.0.0.0/0']);
  });

  test('host-based authentication is a second line', () => {
    const text = (method: string) => `resource "alicloud_db_instance" "a" {
  pg_hba_conf {
    type        = "host"
    user        = "all"
    database    = "all"
    address     = "0.0.0.0/0"
    priority_id = 1
    method      = "${method}"
  }
}
`;
    expect(check(text('md5')).found).toEqual(['info certain alicloud_db_instance.a "0.0.0.0/0"']);
    expect(check(text('reject')).found).toEqual([]);
  });

  test('a default list, and one that nobody knows, is no finding', () => {
    expect(check('resource "alicloud_db_instance" "a" {\n  engine = "MySQL"\n}\n').found).toEqual([]);
    const open = check('variable "ips" {}\nresource "alicloud_db_instance" "a" {\n  security_ips = var.ips\n}\n');
    expect(open).toMatchObject({ found: [], unresolved: 1 });
  });

  test('a parameter with a wide and a narrow value is possible', () => {
    const text = template(
      `  Db:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      SecurityIPList:
        Ref: Ips
`,
      'Parameters:\n  Ips:\n    Type: String\n    AllowedValues: [0.0.0.0/0, 10.0.0.0/8]\n',
    );
    expect(check(text).found).toEqual([expect.stringMatching(/^warning possible Db/)]);
  });
});

describe('exposure/database-public-endpoint', () => {
  const check = (text: string) => run('exposure/database-public-endpoint', text);

  test('reads every spelling', () => {
    const rds = (line: string) =>
      template(`  Db:\n    Type: ALIYUN::RDS::DBInstance\n    Properties:\n      ${line}\n`);
    expect(check(rds('DBInstanceNetType: Internet')).found).toEqual(['warning certain Db Internet']);
    expect(check(rds('ConnectionStringType: Public')).found).toEqual(['warning certain Db Public']);
    expect(check(rds('DBInstanceNetType: Intranet')).found).toEqual([]);
    const endpoint = (net: string) => `resource "alicloud_polardb_endpoint" "e" {\n  db_cluster_id = "pc-1"\n${net}}\n`;
    expect(check(endpoint('  net_type = "Public"\n')).found).toHaveLength(1);
    expect(check(endpoint('')).found).toEqual([]);
  });

  test('an address of its own is reported at its name, as an error beside an open list', () => {
    const text = `resource "alicloud_mongodb_instance" "m" {
  security_ip_list = ["0.0.0.0/0"]
}
resource "alicloud_mongodb_public_network_address" "m" {
  db_instance_id = alicloud_mongodb_instance.m.id
}
`;
    expect(check(text).found).toEqual(['error certain alicloud_mongodb_public_network_address.m "m"']);
  });
});

describe('tls/database', () => {
  const check = (text: string) => run('tls/database', text);

  test('missing at the name, off at the value', () => {
    expect(check('resource "alicloud_mongodb_instance" "m" {\n}\n').found).toEqual([
      'warning certain alicloud_mongodb_instance.m "m"',
    ]);
    expect(check('resource "alicloud_adb_db_cluster" "m" {\n  enable_ssl = false\n}\n').found).toEqual([
      'warning certain alicloud_adb_db_cluster.m false',
    ]);
  });

  test('Update keeps TLS on', () => {
    expect(check('resource "alicloud_kvstore_instance" "m" {\n  ssl_enable = "Update"\n}\n').found).toEqual([]);
  });

  test('PolarDB: an endpoint with TLS is enough, one without is reported there and only there', () => {
    const cluster = (ssl: string) => `resource "alicloud_polardb_cluster" "c" {
}
resource "alicloud_polardb_endpoint" "e" {
  db_cluster_id = alicloud_polardb_cluster.c.id
${ssl}}
`;
    expect(check(cluster('  ssl_enabled = "Enable"\n')).found).toEqual([]);
    expect(check(cluster('  ssl_enabled = "Disable"\n')).found).toEqual([
      'warning certain alicloud_polardb_endpoint.e "Disable"',
    ]);
    expect(check(cluster('')).found).toEqual(['warning certain alicloud_polardb_cluster.c "c"']);
  });

  test('PolarDB: TLS under a condition leaves it possible', () => {
    const text = `variable "tls" {}
resource "alicloud_polardb_cluster" "c" {
}
resource "alicloud_polardb_endpoint" "e" {
  count         = var.tls ? 1 : 0
  db_cluster_id = alicloud_polardb_cluster.c.id
  ssl_enabled   = "Enable"
}
`;
    expect(check(text).found).toEqual(['warning possible alicloud_polardb_cluster.c "c"']);
  });

  test('says nothing where TLS cannot be set or follows another instance', () => {
    expect(check('resource "alicloud_db_instance" "s" {\n  instance_charge_type = "Serverless"\n}\n').found).toEqual(
      [],
    );
    expect(check('resource "alicloud_db_readonly_instance" "r" {\n}\n').found).toEqual([]);
    expect(check('resource "alicloud_kvstore_instance" "m" {\n  instance_type = "Memcache"\n}\n').found).toEqual([]);
    expect(check(template('  Shard:\n    Type: ALIYUN::MONGODB::ShardingInstance\n')).found).toEqual([]);
    expect(check(template('  Read:\n    Type: ALIYUN::RDS::ReadOnlyDBInstance\n')).found).toEqual([]);
  });

  test('force wants plain connections refused', () => {
    const text = 'resource "alicloud_db_instance" "a" {\n  ssl_action = "Open"\n}\n';
    expect(check(text).found).toEqual([]);
    expect(run('tls/database', text, { force: true }).found).toEqual(['warning certain alicloud_db_instance.a "a"']);
  });
});
