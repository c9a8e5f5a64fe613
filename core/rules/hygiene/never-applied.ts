import type { Fix } from '../../changes/change.ts';
import { configuredNetworks, isRepeated, vpcBlocks } from '../../changes/networks.ts';
import { removal, removeRule } from '../../changes/removing.ts';
import { rewritten } from '../../changes/rewriting.ts';
import { ruleGroupKeys, ruleGroups } from '../../network/groups.ts';
import { identityKey } from '../../network/identity.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import { hasPorts, type Protocol, protocolName } from '../../network/protocol.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds, type Truth } from '../../values/truth.ts';
import { ingressExamples, ros, rosIngress, terraform } from '../exposure/examples.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { writtenText } from './written.ts';

export const neverApplied = defineRule({
  id: 'hygiene/never-applied',
  severity: 'warning',
  recommended: true,
  title: { en: 'Security group rule that the API refuses', zh: 'API 会拒绝的安全组规则' },
  description: {
    en: `Some combinations read like a rule and are refused at deployment: TCP or UDP with the port range -1/-1 (also by default, in Terraform), protocols without ports (all, icmp, gre) with a port range, rules without any source or destination, which do not mean 0.0.0.0/0, and security groups as the source or destination where they cannot be: the group itself, whose members reach one another by its inner access policy, or any group in a rule of an advanced group.`,
    zh: `有些组合看起来像规则，部署时却会被拒绝：TCP 或 UDP 的端口范围为 -1/-1（Terraform 中省略时即为此默认值），没有端口的协议（all、icmp、gre）带端口范围，没有任何来源或目的的规则（这并不等于 0.0.0.0/0），以及不允许以安全组作为来源或目的的情形：来源为安全组自身（组内互通由组内连通策略决定），或企业级安全组的规则引用任何安全组。`,
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
    terraform(`resource "alicloud_security_group" "web" {
  vpc_id = "vpc-bp1example"
}

resource "alicloud_security_group_rule" "members" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  port_range               = "443/443"
  source_security_group_id = alicloud_security_group.web.id
  security_group_id        = alicloud_security_group.web.id
}
`),
    ros(`  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupType: enterprise
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 443/443
          SourceGroupId: sg-bp2example
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
  check(context) {
    const { model, report } = context;
    const declared = new Map(ruleGroups(model).map(({ key, group }) => [key, group]));
    for (const rule of model.securityGroupRules) {
      const { resource, protocol, ports, peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList } = rule;
      if (peerGroup && !peerCidr && !peerIpv6Cidr) {
        report(isItself(rule), {
          resource,
          at: peerGroup,
          message: {
            en: 'A group cannot be its own source or destination: this rule is refused at deployment. Members of a basic group reach one another by its inner access policy. Remove the rule, or name the network.',
            zh: '安全组不能以自身作为来源或目的，部署时会被拒绝。普通安全组的组内互通由组内连通策略决定。请删除该规则，或写明网段。',
          },
          fixes: () => removal(rule, removeRule),
        });
        report(isOfAdvanced(ruleGroupKeys(rule).map((key) => declared.get(key))), {
          resource,
          at: peerGroup,
          message: {
            en: 'Rules of an advanced security group cannot name a group: this one is refused at deployment. Name the network or a prefix list, or make the group a basic one.',
            zh: '企业级安全组的规则不能引用安全组，部署时会被拒绝。请写明网段或前缀列表，或改用普通安全组。',
          },
        });
      }
      if (!peerCidr && !peerIpv6Cidr && !peerGroup && !peerPrefixList) {
        report('yes', {
          resource,
          at: rule.at,
          message: {
            en: 'This rule names no source or destination: it is refused at deployment and does not mean 0.0.0.0/0. Name the network, group or prefix list.',
            zh: '该规则没有来源或目的，部署时会被拒绝，并不等于 0.0.0.0/0。请写明网段、安全组或前缀列表。',
          },
          fixes: () => named(context, rule),
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
        fixes: () => (fault === 'needs-range' ? ranges(context, rule) : withoutRange(rule, protocol.value, range)),
      });
    }
  },
});

/** The other side, which the rule leaves out. */
function named({ model, settings }: RuleContext, rule: SecurityGroupRule): readonly Fix[] {
  if (isRepeated(rule)) return [];
  const choices = [...configuredNetworks(settings.networks, 4), ...vpcBlocks(model, rule.resource, undefined)];
  return choices.flatMap(({ name, blocks }): Fix[] => {
    const [only, ...more] = blocks;
    if (only === undefined || more.length > 0) return [];
    const title: Text = { en: `Name ${name.en}`, zh: `写明 ${name.zh}` };
    return [{ title, changes: [{ kind: 'set', entity: rule, to: { peerCidr: only } }] }];
  });
}

/** What tcp and udp need: the ports that may face the internet are the most likely, all of them the widest. */
function ranges({ settings }: RuleContext, rule: SecurityGroupRule): readonly Fix[] {
  if (isRepeated(rule)) return [];
  const [first] = settings.publicPorts.intervals.slice(-1);
  const range = first ? PortSet.of(first.from, first.to) : PortSet.single(443);
  return [range, PortSet.all].map((ports): Fix => {
    const text = ports.isAll ? '1/65535' : `${ports.intervals[0]?.from}/${ports.intervals[0]?.to}`;
    return {
      title: { en: `Write the range ${text}`, zh: `将端口范围写为 ${text}` },
      changes: [{ kind: 'set', entity: rule, to: { ports } }],
    };
  });
}

function withoutRange(rule: SecurityGroupRule, protocol: Protocol, range: string): readonly Fix[] {
  if (isRepeated(rule)) return [];
  if (protocol === 'all' && range !== '1/65535') {
    return (['tcp', 'udp'] as const).map((name) => ({
      title: { en: `Let it be ${name}`, zh: `协议改为 ${name}` },
      changes: [{ kind: 'set', entity: rule, to: { protocol: name } }],
    }));
  }
  const { ports } = rule;
  return ports?.kind === 'known'
    ? rewritten(rule.resource, ports, '-1/-1', { en: 'Write -1/-1', zh: '改为 -1/-1' })
    : [];
}

/** Who wrote a range wanted that range: with `all`, -1/-1 would open everything instead. */
function instead(protocol: Protocol, range: string): Text {
  return protocol === 'all' && range !== '1/65535'
    ? { en: 'Name the protocol of these ports, tcp or udp.', zh: '请写明这些端口的协议：tcp 或 udp。' }
    : { en: 'Write -1/-1.', zh: '请写 -1/-1。' };
}

/** Whether a rule names the group that it belongs to (InvalidParamter.Conflict). */
function isItself({ group, peerGroup }: SecurityGroupRule): Truth {
  if (group?.kind !== 'known' || peerGroup === undefined) return 'no';
  const own = identityKey(group.value);
  return holds(peerGroup, (peer) => identityKey(peer) === own);
}

/** Whether the group of a rule is an advanced one, as far as it stands in these files. */
function isOfAdvanced(groups: readonly (SecurityGroup | undefined)[]): Truth {
  const truths = groups.map((group) => (group?.kind ? holds(group.kind, (kind) => kind === 'enterprise') : 'no'));
  return truths.length === 0 ? 'no' : allOf(...truths);
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
