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

/** A name that is free where the snippet goes, made of one that would be wanted. */
export type FreeName = (wanted: string) => string;

const anyName: FreeName = (wanted) => wanted;

/** @param only some rules of the group; else all of it */
export function snippet(
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  form: SnippetForm,
  free: FreeName = anyName,
): string {
  switch (form) {
    case 'ros':
      return `${blockText(rosResources(facts, only, free), yaml, '')}\n`;
    case 'terraform':
      return `${terraformBlocks(facts, only, free).join('\n\n')}\n`;
    case 'kubernetes':
      return networkPolicy(facts, only);
  }
}

function rulesOf(facts: GroupFacts, only: readonly RuleFacts[] | undefined): readonly SnapshotRule[] {
  const all = only ?? [...facts.ingress.rules, ...facts.egress.rules];
  return all.flatMap(({ rule }) => withRanges(rule, facts.region));
}

/** Resources of a ROS template, by their logical ids. */
export function rosResources(
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  free: FreeName = anyName,
): Readonly<Record<string, Plain>> {
  const rules = rulesOf(facts, only);
  return only ? rosRules(facts, rules, free) : rosGroup(facts, rules, free);
}

/** Rules as items of a ROS security group's own lists. */
export function rosItems(facts: GroupFacts, only: readonly RuleFacts[]): readonly Plain[] {
  return rulesOf(facts, only).map((rule) => set(rosRule(rule)));
}

function terraformBlocks(facts: GroupFacts, only: readonly RuleFacts[] | undefined, free: FreeName): readonly string[] {
  const rules = rulesOf(facts, only);
  const plain = terraformName(facts.group);
  const name = only ? plain : free(plain);
  const names = rules.map(({ direction }, i) => free(`${name}_${direction}_${i + 1}`));
  const written = rules.map((rule, i) =>
    terraformRule(
      rule,
      names[i] as string,
      only ? facts.group.id : new Expression(`alicloud_security_group.${name}.id`),
    ),
  );
  return only ? written : [terraformGroup(facts, name), ...written];
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

function rosGroup({ group }: GroupFacts, rules: readonly SnapshotRule[], free: FreeName): Record<string, Plain> {
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    rules.filter((rule) => rule.direction === direction).map((rule) => set(rosRule(rule))),
  );
  return {
    [free(rosName(group))]: {
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

function rosRules({ group }: GroupFacts, rules: readonly SnapshotRule[], free: FreeName): Record<string, Plain> {
  return Object.fromEntries(
    rules.map((rule, i) => [
      free(`${rosName(group)}${rule.direction === 'egress' ? 'Egress' : 'Ingress'}${rules.length > 1 ? i + 1 : ''}`),
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

function terraformGroup({ group }: GroupFacts, name: string): string {
  return hclBlock(
    `resource "alicloud_security_group" "${name}"`,
    set({
      security_group_name: group.name,
      security_group_type: group.type,
      inner_access_policy: group.innerAccessPolicy,
      vpc_id: group.vpcId,
      description: group.description,
    }),
  );
}

function terraformRule(rule: SnapshotRule, name: string, group: Plain): string {
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
    `resource "alicloud_security_group_rule" "${name}"`,
    set({
      security_group_id: group,
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
