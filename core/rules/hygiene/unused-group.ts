import { keysOf } from '../../network/identity.ts';
import type { NetworkModel, SecurityGroup, SecurityGroupRule } from '../../network/model.ts';
import type { Location, SourceText } from '../../text/source.ts';
import { ros, terraform } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';

const rosGroup = `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-bp1example
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 443/443
          SourceCidrIp: 10.0.0.0/16
`;
const terraformGroup = `resource "alicloud_security_group" "web" {
  vpc_id = "vpc-bp1example"
}

resource "alicloud_security_group_rule" "https" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  cidr_ip           = "10.0.0.0/16"
  security_group_id = alicloud_security_group.web.id
}
`;

export const unusedGroup = defineRule({
  id: 'hygiene/unused-group',
  severity: 'info',
  recommended: true,
  title: { en: 'Security group that nothing uses', zh: '未被使用的安全组' },
  description: {
    en: `Nothing in these files names the security group except rules of its own: no instance, network interface, load balancer, cluster or other resource, no rule of another group as its source, and no output. Its rules protect nothing, and a group that is left over is easily given to the next instance with whatever it lets in.

Whether something outside of these files uses the group by its id cannot be seen here. Any mention of its name counts as use, even in a local value, a condition or a comment. Groups inside of modules are looked at in the module's own folder.`,
    zh: `这些文件中除安全组自身的规则外，没有任何地方引用该安全组：没有实例、网卡、负载均衡、集群或其他资源使用它，没有其他安全组的规则以它为来源，也没有输出。它的规则不保护任何资源，遗留的安全组也容易被随手绑定给下一台实例，连同它放行的流量。

文件之外是否有资源通过 ID 使用该安全组，在此无法判断。名称出现在任何地方都视为已使用，包括局部值、条件和注释。模块中的安全组在模块自己的目录中检查。`,
  },
  remedy: {
    en: 'Remove the group, give it to the instances that it is meant for, or export its id as an output.',
    zh: '请删除该安全组，或将其绑定到应保护的实例，或通过输出导出其 ID。',
  },
  bad: [ros(rosGroup), terraform(terraformGroup)],
  good: [
    ros(`${rosGroup}  Instance:
    Type: ALIYUN::ECS::Instance
    Properties:
      ImageId: centos_7
      InstanceType: ecs.c6.large
      VpcId: vpc-bp1example
      VSwitchId: vsw-bp1example
      SecurityGroupId:
        Ref: Group
      InternetMaxBandwidthOut: 0
`),
    terraform(`${terraformGroup}
output "group_id" {
  value = alicloud_security_group.web.id
}
`),
  ],
  check({ model, files, report }) {
    if (model.securityGroups.length === 0) return;
    const named = model.securityGroups.map((group) => ({ group, name: nameOf(group, files) }));
    const mentions = mentionsOf(
      new Set(named.flatMap(({ name }) => (name === undefined ? [] : [lastOf(name)]))),
      files,
    );
    const places = ownPlaces(model);
    for (const { group, name } of named) {
      const { resource } = group;
      if (name === undefined) continue;
      const own = [resource.nameAt, resource.blockAt, ...(places.get(baseOf(resource.address)) ?? [])];
      if ((mentions.get(lastOf(name)) ?? []).some((one) => isUse(one, name, own))) continue;
      report('yes', {
        resource,
        at: resource.nameAt,
        message: {
          en: 'Nothing in these files uses this security group. Remove it, assign it to what it should protect, or export its id.',
          zh: '这些文件中没有任何地方使用该安全组。请删除它、将其绑定到应保护的资源，或导出其 ID。',
        },
      });
    }
  },
});

/** How others would name the group: `alicloud_security_group.web`, or the name in a ROS template. */
function nameOf({ resource }: SecurityGroup, files: readonly SourceText[]): string | undefined {
  const { source, start, end } = resource.nameAt;
  const name = baseOf(resource.address);
  // Written by a loop, in a module or inside of another text: others may name it in ways that are not looked for.
  const isWritten = source.text.slice(start, end).includes(name.slice(name.lastIndexOf('.') + 1));
  return files.includes(source) && isWritten && !resource.calledAt ? name : undefined;
}

/** Instances of one block share a name. */
function baseOf(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** By group: the blocks of its rules, where its name stands without use. */
function ownPlaces({ securityGroupRules }: NetworkModel): ReadonlyMap<string, readonly Location[]> {
  const groupsOf = (value: SecurityGroupRule['group']): readonly string[] =>
    keysOf(value).map((key) => baseOf(key.slice(key.indexOf(':') + 1)));
  const places = new Map<string, Location[]>();
  // Blocks in which a group is the source of another group's rule, by start: one block may make rules for both.
  const used = new Map<string, Set<number>>();
  const anyone = new Set<number>();
  for (const { group, peerGroup, resource } of securityGroupRules) {
    const [own, peers] = [groupsOf(group), groupsOf(peerGroup)];
    for (const name of own) {
      const blocks = places.get(name);
      if (blocks) blocks.push(resource.blockAt);
      else places.set(name, [resource.blockAt]);
    }
    if (peerGroup !== undefined && peerGroup.kind !== 'known') anyone.add(resource.blockAt.start);
    for (const name of peers) {
      if (!own.includes(name)) used.set(name, (used.get(name) ?? new Set<number>()).add(resource.blockAt.start));
    }
  }
  return new Map(
    Array.from(places, ([name, blocks]) => [
      name,
      blocks.filter(({ start }) => !anyone.has(start) && !used.get(name)?.has(start)),
    ]),
  );
}

interface Mention {
  readonly source: SourceText;
  readonly index: number;
}

/** Where these words stand, in one pass over the texts. */
function mentionsOf(words: ReadonlySet<string>, files: readonly SourceText[]): ReadonlyMap<string, readonly Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const source of files) {
    for (const { 0: word, index } of source.text.matchAll(/[\w-]+/g)) {
      if (!words.has(word)) continue;
      const before = mentions.get(word);
      if (before) before.push({ source, index });
      else mentions.set(word, [{ source, index }]);
    }
  }
  return mentions;
}

/** Whether a word stands for the whole name, outside of the group's own places. */
function isUse({ source, index }: Mention, name: string, own: readonly Location[]): boolean {
  if (own.some((place) => place.source === source && index >= place.start && index < place.end)) return false;
  const dot = name.lastIndexOf('.');
  let start = index;
  if (dot >= 0) {
    const before = source.text.slice(Math.max(0, index - dot - maxSpace), index);
    const written = /\s*\.\s*$/.exec(before);
    if (!written || !before.slice(0, written.index).endsWith(name.slice(0, dot))) return false;
    start = index - before.length + written.index - dot;
  }
  // `ALIYUN::ECS::SecurityGroup` is a type, not the resource SecurityGroup.
  return !/[\w.:-]/.test(source.text[start - 1] ?? '');
}

/** Nobody writes more around a dot, characters. */
const maxSpace = 100;
