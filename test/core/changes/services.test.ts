/** Fixes of listeners, lists and managed services: the text after them, in each language and in awkward forms. */
import { describe, expect, test } from 'vitest';
import { fixed, fixesIn } from './fixing.ts';

const whitelist = 'exposure/database-whitelist';
const head = "ROSTemplateFormatVersion: '2015-09-01'\n";

describe('entries of white lists', () => {
  test('a text with commas in JSON takes several blocks, and a VPC by its own reference', () => {
    const template = (list: string) => `{
  "ROSTemplateFormatVersion": "2015-09-01",
  "Parameters": { "Block": { "Type": "String", "Default": "10.0.0.0/16" } },
  "Resources": {
    "Net": { "Type": "ALIYUN::ECS::VPC", "Properties": { "CidrBlock": { "Ref": "Block" } } },
    "Orders": {
      "Type": "ALIYUN::RDS::DBInstance",
      "Properties": {
        "Engine": "MySQL",
        "SecurityIPList": ${list}
      }
    }
  }
}
`;
    const before = template('"0.0.0.0/0"');
    expect(fixed('t.json', before, whitelist, 'Narrow to sites')).toBe(template('"192.0.2.0/28,198.51.100.0/25"'));
    expect(fixed('t.json', before, whitelist, 'Narrow to the VPC')).toBe(template('{ "Ref": "Block" }'));
  });

  test('behind a parameter one part of its text is mended, and nothing stands in for the parameter', () => {
    const template = (list: string) => `${head}Parameters:
  Clients:
    Type: String
    Default: ${list}
Resources:
  Orders:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      Engine: MySQL
      SecurityIPList: !Ref Clients
`;
    const before = template('10.0.0.0/8,0.0.0.0/0');
    expect(fixed('t.yaml', before, whitelist, 'Remove 0.0.0.0/0 where it is defined')).toBe(template('10.0.0.0/8'));
    expect(fixed('t.yaml', before, whitelist, 'Narrow to office')).toBe(template('10.0.0.0/8,203.0.113.0/24'));
    const atUse = fixesIn('t.yaml', before, whitelist).filter(
      ({ text, fix }) => text !== undefined && !fix.title.en.includes('where it is defined'),
    );
    expect(atUse).toEqual([]);
  });

  test('a list keeps its lines and comments; a variable is mended in its default', () => {
    const module = (items: string) => `variable "clients" {
  default = [
    "10.0.0.0/8", # ours
${items}  ]
}

resource "alicloud_db_instance" "orders" {
  security_ips = var.clients
}
`;
    const before = module('    "0.0.0.0/0",\n');
    expect(fixed('main.tf', before, whitelist, 'Remove 0.0.0.0/0 where')).toBe(module(''));

    const cluster = (items: string) => `resource "alicloud_polardb_cluster" "main" {
  security_ips = [
${items}  ]
}
`;
    expect(fixed('main.tf', cluster('    "0.0.0.0/0", # all\n'), whitelist, 'Narrow to sites')).toBe(
      cluster('    "192.0.2.0/28",\n    "198.51.100.0/25", # all\n'),
    );
  });

  test('inside of a dynamic block, in a text that names the VPC by interpolation', () => {
    const module = (list: string) => `resource "alicloud_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "alicloud_gpdb_instance" "dwh" {
  dynamic "ip_whitelist" {
    for_each = ["one"]
    content {
      security_ip_list = "${list}"
    }
  }
}
`;
    const before = module('10.1.0.0/16,0.0.0.0/0');
    expect(fixed('main.tf', before, whitelist, 'Remove')).toBe(module('10.1.0.0/16'));
    expect(fixed('main.tf', before, whitelist, 'Narrow to the VPC')).toBe(
      module(`10.1.0.0/16,\${alicloud_vpc.main.cidr_block}`),
    );
  });

  test('halves of the internet go together', () => {
    const instance = (list: string) => `resource "alicloud_kvstore_instance" "cache" {
  security_ips = [${list}]
}
`;
    const after = fixesIn('main.tf', instance('"0.0.0.0/1", "10.0.0.0/8", "128.0.0.0/1"'), whitelist)
      .filter(({ finding, fix }) => finding.message.en.includes('0.0.0.0/1, ') && fix.title.en.startsWith('Remove'))
      .map(({ text }) => text);
    expect(after).toEqual([instance('"10.0.0.0/8"')]);
  });

  test('Terraform inside of ROS', () => {
    const template = (list: string) => `${head}Transform: Aliyun::Terraform-v1.5
Workspace:
  main.tf: |
    resource "alicloud_elasticsearch_instance" "logs" {
      version          = "7.10"
      enable_public    = true
      public_whitelist = [${list}]
    }
`;
    const rule = 'exposure/search-public-endpoint';
    expect(fixed('t.yaml', template('"10.0.0.0/8", "0.0.0.0/0"'), rule, 'Remove')).toBe(template('"10.0.0.0/8"'));
  });
});

describe('access control lists and network ACLs', () => {
  test('an entry is removed only where another one stays: an empty white list lets everyone in', () => {
    const list = (more: string) => `resource "alicloud_alb_acl" "list" {
  acl_name = "list"
${more}}
`;
    const world = '\n  acl_entries {\n    entry = "0.0.0.0/0"\n  }\n';
    const office = '\n  acl_entries {\n    entry = "203.0.113.0/24"\n  }\n';
    const titles = fixesIn('main.tf', list(world), 'exposure/acl-any').map(({ fix }) => fix.title.en);
    expect(titles.some((title) => title.startsWith('Remove'))).toBe(false);
    expect(fixed('main.tf', list(office + world), 'exposure/acl-any', 'Remove')).toBe(list(office));
  });

  test('a drop that comes too late is moved to the front', () => {
    const acl = (...entries: string[]) => `${head}Resources:
  Acl:
    Type: ALIYUN::VPC::NetworkAcl
    Properties:
      VpcId: vpc-1
      IngressAclEntries:
${entries.join('')}`;
    const accept = `        - Policy: accept
          Protocol: tcp
          Port: 3380/3390
          SourceCidrIp: 0.0.0.0/0
`;
    const office = `        - Policy: accept
          Protocol: tcp
          Port: 22/22
          SourceCidrIp: 203.0.113.0/24
`;
    const drop = `        - {Policy: drop, Protocol: tcp, Port: 3389/3389, SourceCidrIp: 0.0.0.0/0}
`;
    const rule = 'exposure/network-acl';
    expect(fixed('t.yaml', acl(accept, office, drop), rule, 'Let the entry that drops 3389')).toBe(
      acl(drop, accept, office),
    );
    expect(fixed('t.yaml', acl(accept, office), rule, 'Drop 3389 before')).toBe(
      acl(accept.replace('accept', 'drop').replace('3380/3390', "'3389'"), accept, office),
    );
  });
});

describe('listeners', () => {
  const ssh = (more: string) => `resource "alicloud_slb_acl" "partners" {
  name = "partners"
}

resource "alicloud_slb_acl_entry_attachment" "one" {
  acl_id = alicloud_slb_acl.partners.id
  entry  = "203.0.113.0/24"
}

resource "alicloud_slb_load_balancer" "web" {
  address_type = "internet"
}

resource "alicloud_slb_listener" "ssh" {
  load_balancer_id = alicloud_slb_load_balancer.web.id
  protocol         = "tcp"
  frontend_port    = 22
  backend_port     = 22
${more}}
`;

  test('an access list of the same files becomes the white list', () => {
    expect(fixed('main.tf', ssh(''), 'exposure/listener-port', 'Let in only')).toBe(
      ssh(`  acl_status       = "on"
  acl_type         = "white"
  acl_ids          = [alicloud_slb_acl.partners.id]
`),
    );
  });

  test('a CLB without a vSwitch is not made internal where no vSwitch is there', () => {
    const titles = fixesIn('main.tf', ssh(''), 'exposure/listener-port').map(({ fix }) => fix.title.en);
    expect(titles).toEqual(['Let in only the access list alicloud_slb_acl.partners', 'Remove this listener']);
    const vSwitch = 'resource "alicloud_vswitch" "a" {\n  vpc_id = "vpc-1"\n}\n\n';
    expect(fixed('main.tf', vSwitch + ssh(''), 'exposure/listener-port', 'Give it an intranet address in')).toBe(
      vSwitch +
        ssh('').replace(
          '  address_type = "internet"\n',
          '  address_type = "intranet"\n  vswitch_id   = alicloud_vswitch.a.id\n',
        ),
    );
  });

  test('ALB redirects by a rule of its own, in YAML', () => {
    const template = (rule: string) => `${head}Resources:
  Plain:
    Type: ALIYUN::ALB::Listener
    Properties:
      LoadBalancerId: !Ref Balancer
      ListenerProtocol: HTTP
      ListenerPort: 80

${rule}  Secure:
    Type: ALIYUN::ALB::Listener
    Properties:
      LoadBalancerId: !Ref Balancer
      ListenerProtocol: HTTPS
      ListenerPort: 443

  Balancer:
    Type: ALIYUN::ALB::LoadBalancer
    Properties:
      AddressType: Internet
`;
    expect(fixed('t.yaml', template(''), 'tls/http-listener', 'Redirect to HTTPS')).toBe(
      template(`  PlainRule:
    Type: ALIYUN::ALB::Rule
    Properties:
      ListenerId: !Ref Plain
      RuleActions:
        - Type: Redirect
          Order: 1
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            HttpCode: '301'
      RuleName: redirect-to-https
      Priority: 1
      RuleConditions:
        - Type: Path
          PathConfig:
            Values:
              - /*

`),
    );
  });

  test('without an HTTPS listener there is nothing to redirect to', () => {
    const plain = ssh('').replace('"tcp"', '"http"').replace('frontend_port    = 22', 'frontend_port    = 80');
    expect(fixesIn('main.tf', plain, 'tls/http-listener')).toEqual([]);
  });
});

describe('managed services', () => {
  test('a denial of plain HTTP is added to the policy that is there', () => {
    const policy = (more: string) => `resource "alicloud_oss_bucket" "files" {
  bucket = "files"
}

resource "alicloud_oss_bucket_policy" "files" {
  bucket = alicloud_oss_bucket.files.bucket
  policy = jsonencode({
    Version = "1"
    Statement = [
      {
        Effect    = "Allow"
        Principal = ["1234"]
        Action    = ["oss:GetObject"]
        Resource  = ["acs:oss:*:*:files/*"]
      },
${more}    ]
  })
}
`;
    expect(fixed('main.tf', policy(''), 'tls/bucket', 'Deny')).toBe(
      policy(`      {
        Effect    = "Deny"
        Principal = ["*"]
        Action    = ["oss:*"]
        Resource  = [
          "acs:oss:*:*:\${alicloud_oss_bucket.files.bucket}",
          "acs:oss:*:*:\${alicloud_oss_bucket.files.bucket}/*",
        ]
        Condition = {
          Bool = {
            "acs:SecureTransport" = ["false"]
          }
        }
      },
`),
    );
  });

  test('TLS of PolarDB stands on an endpoint of its own', () => {
    const cluster = 'resource "alicloud_polardb_cluster" "main" {\n  db_type = "MySQL"\n}\n';
    expect(fixed('main.tf', cluster, 'tls/database', 'Turn on TLS')).toBe(`${cluster}
resource "alicloud_polardb_primary_endpoint" "main" {
  db_cluster_id = alicloud_polardb_cluster.main.id
  ssl_enabled   = "Enable"
}
`);
  });

  test('what a setting needs is said with it', () => {
    const info = (lines: string) => `resource "alicloud_rocketmq_instance" "events" {
  network_info {
    internet_info {
${lines}    }
  }
}
`;
    const before = info(`      internet_spec      = "enable"
      flow_out_type      = "payByBandwidth"
      flow_out_bandwidth = 30
`);
    expect(fixed('main.tf', before, 'exposure/message-queue-public-endpoint', 'Keep it')).toBe(
      info(`      internet_spec      = "disable"
      flow_out_type      = "uninvolved"
`),
    );
  });

  test('without a vSwitch an MSE registry is not moved into the VPC', () => {
    const cluster = `resource "alicloud_mse_cluster" "registry" {
  net_type = "pubnet"
}
`;
    expect(fixesIn('main.tf', cluster, 'exposure/message-queue-public-endpoint')).toEqual([]);
  });

  test('every attribute that makes an endpoint public says no', () => {
    const instance = (allocate: string, type: string) => `${head}Resources:
  Orders:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      Engine: MySQL
      SecurityIPList: 10.0.0.0/8
      AllocatePublicConnection: ${allocate}
      ConnectionStringType: ${type}
`;
    expect(fixed('t.yaml', instance('true', 'Public'), 'exposure/database-public-endpoint', 'Do without')).toBe(
      instance('false', 'Inner'),
    );
  });

  test('an address that is bound is taken away; one that is allocated is switched off, in flow style too', () => {
    const template = (pod: string, vm: string) => `${head}Resources:
  Pod:
    Type: ALIYUN::ECI::ContainerGroup
    Properties:
${pod}      ContainerGroupName: web
  Vm:
    Type: ALIYUN::ECS::Instance
    Properties: {InstanceType: ecs.g7.large, InternetMaxBandwidthOut: 5${vm}}
`;
    const before = template('      EipInstanceId: eip-1\n', '');
    expect(fixed('t.yaml', before, 'exposure/public-instance', 'Do without')).toBe(template('', ''));
    const [, vm] = fixesIn('t.yaml', before, 'exposure/public-instance');
    expect(vm?.text).toBe(template('      EipInstanceId: eip-1\n', ', AllocatePublicIP: false'));
  });

  test('a trigger in a JSON text that an expression makes is mended where the word stands, or not at all', () => {
    const trigger = (config: string) => `resource "alicloud_fcv3_trigger" "web" {
  trigger_type   = "http"
  trigger_config = ${config}
}
`;
    const rule = 'exposure/function-anonymous';
    expect(fixed('main.tf', trigger('jsonencode({ authType = "anonymous" })'), rule, 'Ask')).toBe(
      trigger('jsonencode({ authType = "function" })'),
    );
    const made = trigger('replace(jsonencode({ authType = "x" }), "x", "anonymous")');
    expect(fixesIn('main.tf', made, rule)).toEqual([]);
  });

  test('settings below what is partly there, and below what is not', () => {
    const connection = (ike: string, more: string) => `resource "alicloud_vpn_connection" "office" {
  ike_config {
${ike}  }
${more}}
`;
    expect(fixed('main.tf', connection('    psk = "secret"\n', ''), 'tls/vpn-weak-ipsec', 'Use')).toBe(
      connection(
        `    psk          = "secret"
    ike_version  = "ikev2"
    ike_enc_alg  = "aes256"
    ike_auth_alg = "sha256"
    ike_pfs      = "group14"
`,
        `
  ipsec_config {
    ipsec_enc_alg  = "aes256"
    ipsec_auth_alg = "sha256"
    ipsec_pfs      = "group14"
  }
`,
      ),
    );
  });

  test('lines end as they did', () => {
    const bucket = (more: string) =>
      `resource "alicloud_oss_bucket" "files" {\n  bucket = "files"\n  acl    = "public-read"\n}\n${more}`.replaceAll(
        '\n',
        '\r\n',
      );
    expect(fixed('main.tf', bucket(''), 'exposure/bucket-public', 'Block public access')).toBe(
      bucket(`
resource "alicloud_oss_bucket_public_access_block" "files" {
  bucket              = alicloud_oss_bucket.files.bucket
  block_public_access = true
}
`),
    );
  });
});
