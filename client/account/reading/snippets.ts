/** A group or one of its rules as templates say it: ROS, Terraform, or Kubernetes' NetworkPolicy. */
import { blockText } from '../../../core/changes/data-text.ts';
import { hclBlock } from '../../../core/changes/hcl-text.ts';
import { Expression, type Plain } from '../../../core/changes/plain.ts';
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { SnippetForm } from '../node.ts';
import type { GroupFacts, RuleFacts } from './group-facts.ts';
import { networkPolicy } from './network-policy.ts';
import { withRanges } from './rule-text.ts';

const yaml = { json: false, step: '  ', quotes: '' } as const;

/** @param only one rule of the group; else all of it */
export function snippet(facts: GroupFacts, only: readonly RuleFacts[] | undefined, form: SnippetForm): string {
  const rules = (only ?? [...facts.ingress.rules, ...facts.egress.rules]).flatMap(({ rule }) =>
    withRanges(rule, facts.region),
  );
  switch (form) {
    case 'ros':
      return `${blockText(only ? rosRules(facts, rules) : rosGroup(facts, rules), yaml, '')}\n`;
    case 'terraform':
      return `${[...(only ? [] : [terraformGroup(facts)]), ...rules.map((rule, i) => terraformRule(facts, rule, i, only !== undefined))].join('\n\n')}\n`;
    case 'kubernetes':
      return networkPolicy(facts, only);
  }
}

type Settings = Readonly<Record<string, Plain | undefined>>;

function set(settings: Settings): Plain {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, Plain] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function rosRule(rule: SnapshotRule): Settings {
  return {
    IpProtocol: rule.ipProtocol.toLowerCase(),
    PortRange: rule.portRange,
    SourcePortRange: rule.sourcePortRange === '-1/-1' ? undefined : rule.sourcePortRange,
    Policy: rule.policy.toLowerCase(),
    Priority: rule.priority,
    ...(rule.direction === 'egress'
      ? {
          DestCidrIp: rule.destCidrIp,
          Ipv6DestCidrIp: rule.ipv6DestCidrIp,
          DestGroupId: rule.destGroupId,
          DestPrefixListId: rule.destPrefixListId,
        }
      : {
          SourceCidrIp: rule.sourceCidrIp,
          Ipv6SourceCidrIp: rule.ipv6SourceCidrIp,
          SourceGroupId: rule.sourceGroupId,
          SourcePrefixListId: rule.sourcePrefixListId,
        }),
    Description: rule.description,
  };
}

function rosGroup({ group }: GroupFacts, rules: readonly SnapshotRule[]): Plain {
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    rules.filter((rule) => rule.direction === direction).map((rule) => set(rosRule(rule))),
  );
  return {
    [rosName(group)]: {
      Type: 'ALIYUN::ECS::SecurityGroup',
      Properties: set({
        SecurityGroupName: group.name,
        SecurityGroupType: group.type,
        VpcId: group.vpcId,
        Description: group.description,
        SecurityGroupIngress: ingress?.length ? ingress : undefined,
        SecurityGroupEgress: egress?.length ? egress : undefined,
      }),
    },
  };
}

function rosRules({ group }: GroupFacts, rules: readonly SnapshotRule[]): Plain {
  return Object.fromEntries(
    rules.map((rule, i) => [
      `${rosName(group)}${rule.direction === 'egress' ? 'Egress' : 'Ingress'}${rules.length > 1 ? i + 1 : ''}`,
      {
        Type: `ALIYUN::ECS::SecurityGroup${rule.direction === 'egress' ? 'Egress' : 'Ingress'}`,
        Properties: set({ SecurityGroupId: group.id, ...rosRule(rule) }),
      },
    ]),
  );
}

/** A logical id has letters and digits. */
function rosName({ name, id }: GroupFacts['group']): string {
  const words = (/[A-Za-z]/.test(name ?? '') ? (name as string) : id).split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word) => (word[0] as string).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `Group${joined}`;
}

function terraformGroup({ group }: GroupFacts): string {
  return hclBlock(
    `resource "alicloud_security_group" "${terraformName(group)}"`,
    set({
      security_group_name: group.name,
      security_group_type: group.type,
      inner_access_policy: group.innerAccessPolicy,
      vpc_id: group.vpcId,
      description: group.description,
    }),
  );
}

function terraformRule({ group }: GroupFacts, rule: SnapshotRule, i: number, alone: boolean): string {
  const name = terraformName(group);
  const other =
    rule.direction === 'egress'
      ? [rule.destCidrIp, rule.ipv6DestCidrIp, rule.destGroupId, rule.destPrefixListId, rule.destGroupOwnerAccount]
      : [
          rule.sourceCidrIp,
          rule.ipv6SourceCidrIp,
          rule.sourceGroupId,
          rule.sourcePrefixListId,
          rule.sourceGroupOwnerAccount,
        ];
  const [cidr, ipv6, peerGroup, prefixList, owner] = other;
  return hclBlock(
    `resource "alicloud_security_group_rule" "${name}_${rule.direction}_${i + 1}"`,
    set({
      security_group_id: alone ? group.id : new Expression(`alicloud_security_group.${name}.id`),
      type: rule.direction,
      ip_protocol: rule.ipProtocol.toLowerCase(),
      port_range: rule.portRange,
      policy: rule.policy.toLowerCase(),
      priority: rule.priority,
      cidr_ip: cidr,
      ipv6_cidr_ip: ipv6,
      source_security_group_id: peerGroup,
      source_group_owner_account: owner,
      prefix_list_id: prefixList,
      description: rule.description,
    }),
  );
}

function terraformName({ name, id }: GroupFacts['group']): string {
  const words = (/[A-Za-z]/.test(name ?? '') ? (name as string) : id)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const joined = words.join('_');
  return /^[a-z]/.test(joined) ? joined : `group_${joined}`;
}
