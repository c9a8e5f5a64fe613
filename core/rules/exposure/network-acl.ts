import type { NetworkAclEntry } from '../../network/model.ts';
import { PORT_FAMILIES, type PortService } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds, unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';
import { entryFixes } from './network-acl-fixes.ts';
import { hasRange, isEverything } from './openings.ts';
import { portsOf, reached } from './services.ts';
import { alsoAt, portsHere, servicePorts, sourceText, traffic } from './wording.ts';

/** Linux's ephemeral ports. An ACL keeps no state: answers to outbound connections come in here. */
const ephemeral = PortSet.of(32768, 60999);

export const networkAcl = defineRule({
  id: 'exposure/network-acl',
  severity: 'error',
  recommended: false,
  title: { en: 'Network ACL lets the internet into risky ports', zh: '网络 ACL 对互联网放行高危端口' },
  description: {
    en: `An ingress entry of a network ACL accepts everyone on a risky port. Entries are read in order, the first that matches decides: what an earlier entry denies (or already accepted) is not reported.

Network ACLs are stateless, so the answers to outbound connections need the ephemeral ports: ranges of high ports that contain 32768-60999 are not reported. An entry that accepts everything is a warning, because that is how a new ACL behaves; the security group still decides.`,
    zh: `网络 ACL 的入方向条目对所有来源放行高危端口。条目按顺序匹配，先匹配者生效：已被前面的条目拒绝（或放行）的部分不再报告。

网络 ACL 无状态，出方向连接的应答需要临时端口，因此包含 32768-60999 的高端口范围不报告。放行一切的条目报告为警告，因为新建的 ACL 就是如此，最终仍由安全组决定。`,
  },
  remedy: {
    en: 'Deny the risky ports before the entry that accepts, or accept your own networks only.',
    zh: '请在放行条目之前拒绝高危端口，或只放行自有网段。',
  },
  bad: [
    ros(`  Acl:
    Type: ALIYUN::VPC::NetworkAcl
    Properties:
      VpcId: vpc-bp1example
      IngressAclEntries:
        - Policy: accept
          Protocol: tcp
          Port: 22/22
          SourceCidrIp: 0.0.0.0/0
`),
    terraform(`resource "alicloud_network_acl" "acl" {
  vpc_id = "vpc-bp1example"
  ingress_acl_entries {
    policy         = "accept"
    protocol       = "tcp"
    port           = "3380/3390"
    source_cidr_ip = "0.0.0.0/0"
  }
}
`),
  ],
  good: [
    ros(`  Acl:
    Type: ALIYUN::VPC::NetworkAcl
    Properties:
      VpcId: vpc-bp1example
      IngressAclEntries:
        - Policy: drop
          Protocol: tcp
          Port: 22/22
          SourceCidrIp: 0.0.0.0/0
        - Policy: accept
          Protocol: tcp
          Port: 22/22
          SourceCidrIp: 0.0.0.0/0
`),
    terraform(`resource "alicloud_network_acl" "acl" {
  vpc_id = "vpc-bp1example"
  ingress_acl_entries {
    policy         = "accept"
    protocol       = "tcp"
    port           = "22/22"
    source_cidr_ip = "192.168.0.0/16"
  }
}
`),
  ],
  check(context) {
    const { model, report } = context;
    for (const entries of ingressOf(model.networkAclEntries)) {
      for (const [index, entry] of entries.entries()) {
        const { policy, protocol, peerCidr } = entry;
        if (policy === undefined || protocol === undefined || peerCidr === undefined) continue;
        const before = entries.slice(0, index);
        const left = (range: PortSet, over: Protocol): PortSet => range.subtract(decided(before, over));
        const open = jointly(protocol, entry.ports ?? everyPort(entry), (over, range) => {
          const ranged = hasRange(over);
          if (!ranged || range === undefined || over === undefined) return ranged && undefined;
          if (range.covers(ephemeral) && !range.overlaps(PortSet.of(1, 1023))) return false;
          if (isEverything(over, range)) return !left(range, over).isEmpty;
          return dangerous(left(range, over), over).length > 0;
        });
        const truth = allOf(
          holds(policy, (verdict) => verdict === 'accept'),
          holds(peerCidr, (addresses) => addresses.amountsToWorld),
          open.truth,
        );
        if (truth === 'no') continue;
        const [over, range] = open.example ?? [];
        const everything = over === undefined || range === undefined || isEverything(over, range) === true;
        const services = everything ? [] : dangerous(left(range, over), over);
        const what = everything ? { en: 'Every port', zh: '所有端口' } : servicePorts(services, left(range, over));
        const are = what.en.startsWith('Ports') ? 'are' : 'is';
        const how = over && range ? traffic(over, range) : { en: 'a range', zh: '一个范围' };
        const from = sourceText(peerCidr, (addresses) => addresses.amountsToWorld);
        report(truth, {
          resource: entry.resource,
          at: peerCidr,
          ...(everything ? { severity: 'warning' as const } : {}),
          message: {
            en: `${what.en} ${are} let through by this network ACL: source ${from} may connect with ${how.en}. Deny the risky ports before this entry, or name your own networks.`,
            zh: `该网络 ACL 放行了${what.zh.startsWith('端口') ? '' : ' '}${what.zh}：来源 ${from} 可访问 ${how.zh}。请在此条目之前拒绝高危端口，或只写自有网段。`,
          },
          related: alsoAt(entry.ports, portsHere),
          fixes: () => entryFixes(context, entries, entry, everything ? undefined : portsOf(services)),
          because: unknownsOf(policy, protocol, peerCidr),
        });
      }
    }
  },
});

/** Services that are reported as errors when they are reachable: the ACL is the outer wall, not the place for nuances. */
function dangerous(ports: PortSet, protocol: Protocol): readonly PortService[] {
  return reached(ports, protocol).filter(({ family }) => PORT_FAMILIES[family].severity === 'error');
}

/** The ports for which earlier entries decide about everyone, so that a later entry has no say. */
function decided(before: readonly NetworkAclEntry[], protocol: Protocol): PortSet {
  return PortSet.unionOf(
    before.map(({ protocol: over, peerCidr, ports, policy }) => {
      const everyone = peerCidr?.kind === 'known' && peerCidr.value.amountsToWorld;
      if (!everyone || policy?.kind !== 'known' || over?.kind !== 'known') return PortSet.none;
      if (over.value === 'all') return PortSet.all;
      return over.value === protocol && ports?.kind === 'known' ? ports.value : PortSet.none;
    }),
  );
}

function everyPort(entry: NetworkAclEntry) {
  return { kind: 'known', value: PortSet.all, at: entry.at } as const;
}

/** Ingress entries, list by list, in their order. */
function ingressOf(entries: readonly NetworkAclEntry[]): Iterable<readonly NetworkAclEntry[]> {
  const lists = new Map<string, NetworkAclEntry[]>();
  for (const entry of entries) {
    if (entry.direction?.kind !== 'known' || entry.direction.value !== 'ingress') continue;
    const list = lists.get(entry.resource.address);
    if (list) list.push(entry);
    else lists.set(entry.resource.address, [entry]);
  }
  return [...lists.values()].map((list) => list.sort((a, b) => a.order - b.order));
}
