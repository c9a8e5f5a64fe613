/** What the service would refuse of a rule, said before anything is sent (codes of AuthorizeSecurityGroup). */
import type { RegionSnapshot, SnapshotGroup } from '../../core/dialects/cloud/snapshot.ts';
import { isAddressProblem, parseCidr } from '../../core/network/addresses.ts';
import { isPortProblem, parsePortRange } from '../../core/network/ports.ts';
import { parseProtocol } from '../../core/network/protocol.ts';
import { type NewRule, type Refusal, refusal } from './plan.ts';
import { peerOf } from './rules.ts';

export function checkRule(rule: NewRule, group: SnapshotGroup, region: RegionSnapshot): Refusal | undefined {
  return checkFields(rule) ?? checkPorts(rule, region) ?? checkPeer(rule, group, region);
}

function invalid(en: string, zh: string): Refusal {
  return refusal('not-valid', en, zh);
}

function checkFields({ priority, description = '' }: NewRule): Refusal | undefined {
  if (!Number.isInteger(priority) || priority < 1 || priority > 100) {
    return invalid(`A priority is a number from 1 to 100: ${priority}`, `优先级应为 1 到 100 的整数：${priority}`);
  }
  if (description.length <= 512) return undefined;
  return invalid('A description has 512 characters at most.', '描述最多 512 个字符。');
}

function checkPorts({ ipProtocol, portRange, portRangeListId }: NewRule, region: RegionSnapshot): Refusal | undefined {
  const protocol = parseProtocol(ipProtocol);
  if (protocol === undefined) {
    return invalid(
      `There is no such protocol; there are TCP, UDP, ICMP, ICMPv6, GRE and ALL: ${ipProtocol}`,
      `没有该协议，可用 TCP、UDP、ICMP、ICMPv6、GRE 和 ALL：${ipProtocol}`,
    );
  }
  if (portRange === '' && portRangeListId !== undefined) {
    if (region.portRangeLists?.some(({ id }) => id === portRangeListId) ?? true) return undefined;
    return invalid(
      `There is no such port list in this region: ${portRangeListId}`,
      `该地域没有此端口列表：${portRangeListId}`,
    );
  }
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const isRight = hasPorts ? portRange !== '-1/-1' && !isPortProblem(parsePortRange(portRange)) : portRange === '-1/-1';
  if (isRight) return undefined;
  return hasPorts
    ? invalid(`Ports are written as 22/22 or 8000/8999: ${portRange}`, `端口应写作 22/22 或 8000/8999：${portRange}`)
    : invalid(
        `${ipProtocol} has no ports; write -1/-1: ${portRange}`,
        `${ipProtocol} 没有端口，应写 -1/-1：${portRange}`,
      );
}

function checkPeer(rule: NewRule, group: SnapshotGroup, region: RegionSnapshot): Refusal | undefined {
  const peer = peerOf(rule);
  if (!peer) {
    return invalid(
      'A rule needs the other side: an address block, a security group or a prefix list.',
      '规则需要对端：地址段、安全组或前缀列表。',
    );
  }
  const { field, value } = peer;
  if (/GroupId$/.test(field)) return checkPeerGroup(rule, value, group, region);
  if (/PrefixListId$/.test(field)) {
    if (region.prefixLists?.some(({ id }) => id === value) ?? true) return undefined;
    return invalid(`There is no such prefix list in this region: ${value}`, `该地域没有此前缀列表：${value}`);
  }
  const read = parseCidr(value);
  const isSix = /ipv6/i.test(field);
  if (isAddressProblem(read) || value.includes(':') !== isSix) {
    return invalid(`This is no address block: ${value}`, `这不是地址段：${value}`);
  }
  const protocol = parseProtocol(rule.ipProtocol);
  if (protocol !== (isSix ? 'icmp' : 'icmpv6')) return undefined;
  return invalid(
    `${rule.ipProtocol} does not go with this family of addresses: ${value}`,
    `${rule.ipProtocol} 与该地址类型不符：${value}`,
  );
}

function checkPeerGroup(
  rule: NewRule,
  peer: string,
  group: SnapshotGroup,
  { securityGroups }: RegionSnapshot,
): Refusal | undefined {
  if (group.type === 'enterprise') {
    return refusal(
      'advanced',
      'Advanced security groups take no other group as source or destination. Name an address block or a prefix list.',
      '企业级安全组不能以其他安全组为源或目的。请使用地址段或前缀列表。',
    );
  }
  if (peer === group.id) {
    return invalid(
      'A group cannot be its own source: its members reach one another by the inner access policy.',
      '安全组不能以自身为源：组内互通由组内连通策略决定。',
    );
  }
  if ((rule.sourceGroupOwnerAccount ?? rule.destGroupOwnerAccount) !== undefined || !securityGroups) return undefined;
  const found = securityGroups.find(({ id }) => id === peer);
  if (!found) return invalid(`There is no such group in this region: ${peer}`, `该地域没有此安全组：${peer}`);
  if (found.vpcId === group.vpcId) return undefined;
  return invalid(`This group is in another VPC: ${peer}`, `该安全组属于另一个专有网络：${peer}`);
}
