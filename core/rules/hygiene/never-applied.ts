import type { SecurityGroupRule } from '../../network/model.ts';
import { hasPorts, type Protocol, protocolName } from '../../network/protocol.ts';
import type { Text } from '../../text/message.ts';
import { ingressExamples, ros, rosIngress, terraform } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { writtenText } from './written.ts';

export const neverApplied = defineRule({
  id: 'hygiene/never-applied',
  severity: 'warning',
  recommended: true,
  title: { en: 'Security group rule that the API refuses', zh: 'API 会拒绝的安全组规则' },
  description: {
    en: `Some combinations read like a rule and are refused at deployment: TCP or UDP with the port range -1/-1 (also by default, in Terraform), protocols without ports (all, icmp, gre) with a port range, and rules without any source or destination, which do not mean 0.0.0.0/0.`,
    zh: `有些组合看起来像规则，部署时却会被拒绝：TCP 或 UDP 的端口范围为 -1/-1（Terraform 中省略时即为此默认值），没有端口的协议（all、icmp、gre）带端口范围，以及没有任何来源或目的的规则（这并不等于 0.0.0.0/0）。`,
  },
  remedy: {
    en: 'Give TCP and UDP a range of 1 to 65535, other protocols -1/-1, and every rule a source or destination. Where `all` stands beside a range, the protocol is what is wrong: name tcp or udp.',
    zh: 'TCP、UDP 请写 1～65535 之间的范围，其他协议写 -1/-1，并为每条规则写明来源或目的。若 `all` 带有端口范围，错的是协议：请写明 tcp 或 udp。',
  },
  bad: [
    ...ingressExamples({ protocol: 'tcp', ports: '-1/-1', source: '10.0.0.0/16' }),
    rosIngress([{ protocol: 'icmp', ports: '8/8', source: '10.0.0.0/16' }]),
    terraform(`resource "alicloud_security_group_rule" "rule" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  security_group_id = "sg-bp1example"
}
`),
  ],
  good: [
    ...ingressExamples({ protocol: 'tcp', ports: '443/443' }),
    ...ingressExamples({ protocol: 'icmp', ports: '-1/-1', source: '10.0.0.0/16' }),
    ros(`  Rule:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-bp1example
      IpProtocol: tcp
      PortRange: 443/443
      SourceGroupId: sg-bp2example
`),
  ],
  check({ model, report }) {
    for (const rule of model.securityGroupRules) {
      const { resource, protocol, ports, peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList } = rule;
      if (!peerCidr && !peerIpv6Cidr && !peerGroup && !peerPrefixList) {
        report('yes', {
          resource,
          at: rule.at,
          message: {
            en: 'This rule names no source or destination: it is refused at deployment and does not mean 0.0.0.0/0. Name the network, group or prefix list.',
            zh: '该规则没有来源或目的，部署时会被拒绝，并不等于 0.0.0.0/0。请写明网段、安全组或前缀列表。',
          },
        });
      }
      if (protocol?.kind !== 'known' || ports === undefined) continue;
      const range = spelling(ports);
      if (range === undefined) continue;
      const name = protocolName(protocol.value);
      const fault = faultOf(protocol.value, range);
      if (fault === undefined) continue;
      const byDefault = ports.kind === 'known' && ports.byDefault === true;
      report('yes', {
        resource,
        at: ports,
        message:
          fault === 'needs-range'
            ? {
                en: `${name} with the port range -1/-1${byDefault ? ' (the default)' : ''} is refused at deployment. Write a range such as 443/443, or 1/65535 for all ports.`,
                zh: `${name} 的端口范围为 -1/-1${byDefault ? '（默认值）' : ''}，部署时会被拒绝。请写明范围，例如 443/443；全部端口写 1/65535。`,
              }
            : {
                en: `${name} has no ports, and the range ${range} is refused at deployment. ${instead(protocol.value, range).en}`,
                zh: `${name} 没有端口，端口范围 ${range} 部署时会被拒绝。${instead(protocol.value, range).zh}`,
              },
      });
    }
  },
});

/** Who wrote a range wanted that range: with `all`, -1/-1 would open everything instead. */
function instead(protocol: Protocol, range: string): Text {
  return protocol === 'all' && range !== '1/65535'
    ? { en: 'Name the protocol of these ports, tcp or udp.', zh: '请写明这些端口的协议：tcp 或 udp。' }
    : { en: 'Write -1/-1.', zh: '请写 -1/-1。' };
}

/** How the range is spelt, where that is certain: in the file, or by the provider's default. */
function spelling(ports: NonNullable<SecurityGroupRule['ports']>): string | undefined {
  if (ports.kind !== 'known') return undefined;
  if (ports.byDefault) return '-1/-1';
  const text = writtenText(ports);
  return text !== undefined && /^-?\d+\/-?\d+$/.test(text) ? text : undefined;
}

function faultOf(protocol: Protocol, range: string): 'needs-range' | 'has-no-ports' | undefined {
  if (hasPorts(protocol)) return range === '-1/-1' ? 'needs-range' : undefined;
  // IANA numbers are taken in some regions only; what they allow is not documented.
  return typeof protocol === 'number' || range === '-1/-1' ? undefined : 'has-no-ports';
}
