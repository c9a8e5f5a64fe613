/** Listeners: what faces the internet, what is guarded, what travels in the clear. */
import { describe, expect, test } from 'vitest';
import { brief, lintOne, underlined } from './lint-one.ts';

function clb(listener: string, balancer = 'address_type = "internet"'): string {
  return `resource "alicloud_slb_load_balancer" "b" {
  ${balancer}
}
resource "alicloud_slb_listener" "l" {
  load_balancer_id = alicloud_slb_load_balancer.b.id
${listener}
}
`;
}

const ssh = 'protocol = "tcp"\nfrontend_port = 22\nbackend_port = 22';
const http = 'protocol = "http"\nfrontend_port = 80\nbackend_port = 8080';

describe('facing the internet', () => {
  const only = /listener-port/;
  const found = ['exposure/listener-port@7 error'];

  test('is the address type, or the default without a vSwitch', () => {
    expect(brief('main.tf', clb(ssh), { only })).toEqual(found);
    expect(brief('main.tf', clb(ssh, ''), { only })).toEqual(found);
    expect(brief('main.tf', clb(ssh, 'vswitch_id = "vsw-bp1"'), { only })).toEqual([]);
    expect(brief('main.tf', clb(ssh, 'address_type = "intranet"'), { only })).toEqual([]);
  });

  test('is also an elastic address on an internal one', () => {
    const bound = `${clb(ssh, 'address_type = "intranet"')}
resource "alicloud_eip_association" "a" {
  allocation_id = "eip-bp1"
  instance_id   = alicloud_slb_load_balancer.b.id
}
`;
    expect(brief('main.tf', bound, { only })).toEqual(found);
  });

  test('is possible where the address is bound under a condition', () => {
    const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Public: {Type: String, AllowedValues: [yes, no]}
Conditions:
  IsPublic: {Fn::Equals: [{Ref: Public}, yes]}
Resources:
  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties: {AddressType: intranet}
  Binding:
    Type: ALIYUN::VPC::EIPAssociation
    Condition: IsPublic
    Properties: {AllocationId: eip-bp1, InstanceId: {Ref: Balancer}}
  Listener:
    Type: ALIYUN::SLB::Listener
    Properties:
      LoadBalancerId: {Ref: Balancer}
      Protocol: tcp
      ListenerPort: 6443
`;
    expect(brief('t.yaml', text, { only })).toEqual(['exposure/listener-port@19 warning possible']);
    expect(brief('t.yaml', text.replace('    Condition: IsPublic\n', ''), { only })).toEqual([
      'exposure/listener-port@18 error',
    ]);
  });

  test('is possible for a load balancer outside, and not known for one that is set at deployment', () => {
    const outside = (id: string): string => `variable "id" {}
resource "alicloud_slb_listener" "l" {
  load_balancer_id = ${id}
  ${ssh}
}
`;
    expect(brief('main.tf', outside('"lb-bp1"'), { only })).toEqual(['exposure/listener-port@5 warning possible']);
    const unset = lintOne('main.tf', outside('var.id'), { only });
    expect(unset.findings).toEqual([]);
    expect(unset.unresolved).toHaveLength(1);
  });

  test('is guarded by a white list, not by a black one', () => {
    const acl = (type: string): string => `${ssh}\nacl_status = "on"\nacl_type = "${type}"\nacl_ids = ["acl-bp1"]`;
    expect(brief('main.tf', clb(acl('white')), { only })).toEqual([]);
    expect(brief('main.tf', clb(acl('black')), { only })).toEqual(found);
  });

  test('is left to the security group of an NLB, attached in either way', () => {
    const nlb = (balancer: string, more = ''): string => `resource "alicloud_nlb_load_balancer" "b" {
  address_type = "Internet"
  ${balancer}
}
resource "alicloud_nlb_listener" "l" {
  load_balancer_id  = alicloud_nlb_load_balancer.b.id
  listener_protocol = "TCP"
  listener_port     = 3306
}
${more}`;
    const attachment = `resource "alicloud_nlb_load_balancer_security_group_attachment" "a" {
  load_balancer_id  = alicloud_nlb_load_balancer.b.id
  security_group_id = "sg-bp1"
}
`;
    expect(brief('main.tf', nlb(''), { only })).toEqual(['exposure/listener-port@8 error']);
    expect(brief('main.tf', nlb('security_group_ids = ["sg-bp1"]'), { only })).toEqual([]);
    expect(brief('main.tf', nlb('', attachment), { only })).toEqual([]);
  });

  test('looks behind TCP at the backend port', () => {
    const hidden = clb('protocol = "tcp"\nfrontend_port = 10022\nbackend_port = 22');
    expect(underlined('main.tf', hidden, { only })).toEqual(['22']);
    expect(brief('main.tf', clb('protocol = "tcp"\nfrontend_port = 443\nbackend_port = 8080'), { only })).toEqual([]);
    expect(brief('main.tf', clb('protocol = "https"\nfrontend_port = 8443\nbackend_port = 8080'), { only })).toEqual(
      [],
    );
  });
});

test('CLB and NLB port ranges, and Global Accelerator', () => {
  const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties:
      AddressType: internet
  Listener:
    Type: ALIYUN::SLB::Listener
    Properties:
      LoadBalancerId: {Ref: Balancer}
      Protocol: tcp
      ListenerPort: 0
      PortRange:
        - StartPort: 3300
          EndPort: 3310
`;
  expect(brief('t.yaml', ros, { only: /listener-port/ })).toEqual(['exposure/listener-port@14 error']);
  const ga = `resource "alicloud_ga_listener" "l" {
  accelerator_id = "ga-bp1"
  port_ranges {
    from_port = 1
    to_port   = 2000
  }
}
`;
  expect(brief('main.tf', ga, { only: /listener-port/ })).toEqual(['exposure/listener-port@3 error']);
  expect(lintOne('main.tf', ga, { only: /listener-port/ }).findings[0]?.message.en).toMatch(
    /^This public listener opens 2000 ports to the internet, among them 22 \(SSH\), .* more services\. Open single ports/,
  );
});

describe('plain HTTP', () => {
  const only = /http-listener/;
  test('is reported at the protocol unless it redirects', () => {
    expect(underlined('main.tf', clb(http), { only })).toEqual(['"http"']);
    expect(brief('main.tf', clb(`${http}\nlistener_forward = "on"`), { only })).toEqual([]);
    expect(brief('main.tf', clb(`${http}\nlistener_forward = "off"`), { only })).toEqual([
      'tls/http-listener@6 warning',
    ]);
  });
  test('is information for TCP on port 80', () => {
    expect(brief('main.tf', clb('protocol = "tcp"\nfrontend_port = 80'), { only })).toEqual([
      'tls/http-listener@6 info',
    ]);
  });
  test('is covered by a rule for every path only', () => {
    const alb = (path: string): string => `resource "alicloud_alb_load_balancer" "b" {
  address_type = "Internet"
}
resource "alicloud_alb_listener" "l" {
  load_balancer_id  = alicloud_alb_load_balancer.b.id
  listener_protocol = "HTTP"
  listener_port     = 80
}
resource "alicloud_alb_rule" "r" {
  listener_id = alicloud_alb_listener.l.id
  rule_conditions {
    type = "Path"
    path_config {
      values = ["${path}"]
    }
  }
  rule_actions {
    type = "Redirect"
    redirect_config {
      protocol = "HTTPS"
    }
  }
}
`;
    expect(brief('main.tf', alb('/*'), { only })).toEqual([]);
    expect(brief('main.tf', alb('/login'), { only })).toEqual(['tls/http-listener@6 warning']);
  });
});

describe('TLS policies', () => {
  const only = /weak-policy/;
  const https = 'protocol = "https"\nfrontend_port = 443';
  const policy = (name: string): string => clb(`${https}\ntls_cipher_policy = "${name}"`);

  test('the unset default is said on the name', () => {
    const { findings } = lintOne('main.tf', clb(https), { only });
    expect(findings.map(({ at, message }) => [at.source.text.slice(at.start, at.end), message.en])).toEqual([
      [
        '"l"',
        'No TLS policy is set, and the default tls_cipher_policy_1_0 allows TLS 1.0 (below 1.2). Set tls_cipher_policy_1_2_strict_with_1_3.',
      ],
    ]);
  });

  test('options raise the bar', () => {
    expect(brief('main.tf', policy('tls_cipher_policy_1_2'), { only })).toEqual([]);
    expect(brief('main.tf', policy('tls_cipher_policy_1_2'), { only, options: { strict: true } })).toHaveLength(1);
    expect(
      brief('main.tf', policy('tls_cipher_policy_1_2_strict'), { only, options: { minimum: '1.3' } }),
    ).toHaveLength(1);
    expect(brief('main.tf', policy('tls_cipher_policy_1_2_strict'), { only, options: { strict: true } })).toEqual([]);
  });

  test('a custom policy is reported where its versions stand, once', () => {
    const custom = `resource "alicloud_alb_security_policy" "p" {
  security_policy_name = "p"
  tls_versions         = ["TLSv1.0", "TLSv1.2"]
}
resource "alicloud_alb_listener" "l" {
  load_balancer_id   = "alb-bp1"
  listener_protocol  = "HTTPS"
  listener_port      = 443
  security_policy_id = alicloud_alb_security_policy.p.id
}
`;
    expect(underlined('main.tf', custom, { only })).toEqual(['"TLSv1.0"']);
  });

  test('a policy outside is not judged by its id', () => {
    expect(brief('main.tf', policy('tls-bp1custom'), { only })).toEqual([]);
  });
});

describe('access control lists', () => {
  const only = /acl-any/;
  const list = (use: string): string => `resource "alicloud_alb_acl" "a" {
  acl_entries {
    entry = "10.0.0.0/8"
  }
  acl_entries {
    entry = "0.0.0.0/0"
  }
}
resource "alicloud_alb_listener_acl_attachment" "t" {
  acl_id      = alicloud_alb_acl.a.id
  listener_id = "lsn-bp1"
  acl_type    = "${use}"
}
`;
  test('with everyone in them are reported at the entry, black lists are not', () => {
    expect(brief('main.tf', list('White'), { only })).toEqual(['exposure/acl-any@6 warning']);
    expect(brief('main.tf', list('Black'), { only })).toEqual([]);
  });
});

test('network ACLs: order decides, ephemeral ports are for answers', () => {
  const acl = (entries: readonly string[]): string =>
    `resource "alicloud_network_acl" "a" {\n  vpc_id = "vpc-bp1"\n${entries
      .map((entry) => {
        const [policy, protocol, port] = entry.split(' ');
        return `  ingress_acl_entries {\n    policy = "${policy}"\n    protocol = "${protocol}"\n    port = "${port}"\n    source_cidr_ip = "0.0.0.0/0"\n  }\n`;
      })
      .join('')}}\n`;
  const only = /network-acl/;
  expect(brief('main.tf', acl(['accept tcp 22/22']), { only })).toEqual(['exposure/network-acl@7 error']);
  expect(brief('main.tf', acl(['drop tcp 22/22', 'accept tcp 20/22']), { only })).toEqual([
    'exposure/network-acl@13 error',
  ]);
  expect(brief('main.tf', acl(['drop tcp 20/25', 'accept tcp 20/22']), { only })).toEqual([]);
  expect(brief('main.tf', acl(['accept tcp 1024/65535']), { only })).toEqual([]);
  expect(brief('main.tf', acl(['accept all -1/-1']), { only })).toEqual(['exposure/network-acl@7 warning']);
});

test('public addresses of instances in ROS, where two attributes decide', () => {
  const instance = (lines: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  I:
    Type: ALIYUN::ECS::Instance
    Properties:
      InstanceType: ecs.g7.large
${lines}`;
  const only = /public-instance/;
  expect(brief('t.yaml', instance(''), { only })).toEqual([]);
  expect(brief('t.yaml', instance('      AllocatePublicIP: true\n'), { only })).toHaveLength(1);
  expect(brief('t.yaml', instance('      InternetMaxBandwidthOut: 5\n'), { only })).toHaveLength(1);
  expect(
    brief('t.yaml', instance('      AllocatePublicIP: false\n      InternetMaxBandwidthOut: 5\n'), { only }),
  ).toEqual([]);
  expect(
    brief('t.yaml', instance('      AllocatePublicIP: true\n      InternetMaxBandwidthOut: 0\n'), { only }),
  ).toEqual(['exposure/public-instance@7 warning possible']);
});
