import { PortSet } from '../../network/ports.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds, unknownsOf } from '../../values/truth.ts';
import { known } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';
import { peerFixes } from './opening-fixes.ts';
import { isEverything } from './openings.ts';
import { alsoAt, portsHere, traffic } from './wording.ts';

export const egressAll = defineRule({
  id: 'exposure/egress-all',
  severity: 'info',
  recommended: false,
  title: { en: 'Egress to anywhere on all ports', zh: '出方向对任意目的放行所有端口' },
  description: {
    en: `A rule lets machines connect to the whole internet on every port. A basic security group does so by default, so this is advice for networks that limit egress: malware phones home and data leaves through such a rule.`,
    zh: `规则允许机器在任意端口访问整个互联网。普通安全组默认即如此，因此这是给需要限制出方向的网络的建议：恶意程序回连和数据外泄都经由这样的规则。`,
  },
  remedy: {
    en: 'Name the destinations and ports that the machines need (repositories, APIs, DNS), or send traffic through Cloud Firewall.',
    zh: '请写明机器需要访问的目的和端口（软件源、API、DNS），或让流量经过云防火墙。',
  },
  bad: [
    ros(`  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupEgress:
        - IpProtocol: all
          PortRange: -1/-1
          DestCidrIp: 0.0.0.0/0
`),
    terraform(`resource "alicloud_security_group_rule" "out" {
  type              = "egress"
  ip_protocol       = "tcp"
  port_range        = "1/65535"
  cidr_ip           = "0.0.0.0/0"
  security_group_id = "sg-bp1example"
}
`),
  ],
  good: [
    ros(`  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupEgress:
        - IpProtocol: tcp
          PortRange: 443/443
          DestCidrIp: 0.0.0.0/0
`),
    terraform(`resource "alicloud_security_group_rule" "out" {
  type              = "egress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "10.0.0.0/16"
  security_group_id = "sg-bp1example"
}
`),
  ],
  check(context) {
    const { model, report } = context;
    for (const rule of model.securityGroupRules) {
      const { direction, policy, protocol } = rule;
      if (direction === undefined || protocol === undefined) continue;
      const ports = rule.ports ?? known(PortSet.all, rule.at);
      const open = jointly(protocol, ports, isEverything);
      for (const destination of [rule.peerCidr, rule.peerIpv6Cidr]) {
        if (destination === undefined) continue;
        const how = open.example ? traffic(...open.example) : { en: 'every port', zh: '所有端口' };
        report(
          allOf(
            holds(direction, (way) => way === 'egress'),
            policy ? holds(policy, (verdict) => verdict === 'accept') : 'yes',
            holds(destination, (addresses) => addresses.amountsToWorld),
            open.truth,
          ),
          {
            resource: rule.resource,
            at: destination,
            message: {
              en: `Machines of this group may connect to anywhere with ${how.en}. Name the destinations and ports that they need.`,
              zh: `该安全组内的机器可通过 ${how.zh} 访问任意目的。请写明所需的目的和端口。`,
            },
            related: alsoAt(rule.ports, portsHere),
            fixes: () => peerFixes(context, rule, destination),
            because: unknownsOf(direction, destination, protocol, ports),
          },
        );
      }
    }
  },
});
