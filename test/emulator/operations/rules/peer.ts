import type { Rule, SecurityGroup } from '../../account/account.ts';
import type { Call } from '../../operation.ts';
import { Refusal } from '../../refusal.ts';
import { isIpv4Block, isIpv6Block } from './addresses.ts';
import type { Direction } from './directions.ts';

/** Refuses a rule whose other side is malformed, unknown, the group itself, or not allowed for this kind of group. */
export function checkPeer(rule: Rule, direction: Direction, group: SecurityGroup, call: Call): void {
  const text = (field: keyof Rule) => String(rule[field]);
  const [ipv4, ipv6] = [text(direction.peer[0]), text(direction.peer[1])];
  const [peerGroup, prefixList] = [text(direction.peer[2]), text(direction.peer[3])];
  if (ipv4 !== '' && !isIpv4Block(ipv4)) throw direction.malformedPeer();
  if (ipv6 !== '' && !isIpv6Block(ipv6)) throw malformedIpv6(direction.peer[1]);
  const [own4, own6] = [text(direction.own[0]), text(direction.own[1])];
  if (own4 !== '' && !isIpv4Block(own4)) throw direction.malformedOwn();
  if (own6 !== '' && !isIpv6Block(own6)) throw malformedIpv6(direction.own[1]);
  checkFamily(rule.IpProtocol, ipv4 !== '' || own4 !== '', ipv6 !== '' || own6 !== '');
  if (ipv4 === '' && ipv6 === '' && peerGroup !== '') checkGroup(peerGroup, rule, direction, group, call);
  if (prefixList !== '' && !call.region.prefixLists.some(({ PrefixListId }) => PrefixListId === prefixList)) {
    throw new Refusal(404, 'InvalidPrefixListId.NotFound', 'The specified PrefixListId does not exist.');
  }
}

function checkFamily(protocol: string, hasIpv4: boolean, hasIpv6: boolean): void {
  if (hasIpv4 && hasIpv6) throw malformedIpv6('Ipv6SourceCidrIp');
  if (protocol === 'ICMP' && hasIpv6) {
    const message = 'The IPv4 protocol conflicts with the IPv6 address.';
    throw new Refusal(400, 'InvalidParam.Ipv4ProtocolConflictWithIpv6Address', message);
  }
  if (protocol === 'ICMPv6' && hasIpv4) {
    const message = 'The IPv6 protocol conflicts with the IPv4 address.';
    throw new Refusal(400, 'InvalidParam.Ipv6ProtocolConflictWithIpv4Address', message);
  }
}

function checkGroup(id: string, rule: Rule, direction: Direction, group: SecurityGroup, call: Call): void {
  if (id === group.SecurityGroupId) {
    const message = 'The specified SecurityGroupId should be different from the SourceGroupId.';
    throw new Refusal(403, 'InvalidParamter.Conflict', message);
  }
  if (group.SecurityGroupType === 'enterprise') {
    // The documentation forbids it without naming the code.
    const message = 'Advanced security groups do not support authorization of other security groups.';
    throw new Refusal(403, 'OperationDenied', message);
  }
  // A group of another account cannot be looked up.
  if (rule[direction.peerOwner] !== '') return;
  const peer = call.region.securityGroups.find(({ SecurityGroupId }) => SecurityGroupId === id);
  if (!peer) throw direction.peerGroupNotFound();
  if (peer.VpcId !== group.VpcId) throw direction.peerGroupElsewhere();
}

function malformedIpv6(field: string): Refusal {
  return new Refusal(400, `InvalidParam.${field}`, `The specified parameter ${field} is not valid.`);
}
