/** Security group rules in a few words, for findings about rules that act on one another. */
import { PortSet } from '../../network/ports.ts';
import { hasPorts, protocolName } from '../../network/protocol.ts';
import type { Direction, RuleCase } from '../../network/rule-cases.ts';
import type { Text } from '../../text/message.ts';
import { addressText, traffic } from '../exposure/wording.ts';
import type { Related } from '../rule.ts';

/** `drop tcp 22 from 0.0.0.0/0 with priority 1` */
export function caseText({ policy, box, priority }: RuleCase, direction: Direction): Text {
  const { protocol, ports = PortSet.all, peer, member } = box;
  const name = protocolName(protocol);
  const what = hasPorts(protocol) || protocol === 'all' ? traffic(protocol, ports) : { en: name, zh: name };
  // A member is named by a key: `ref:address` or `id:sg-…`.
  const who = peer ? addressText(peer) : (member?.slice(member.indexOf(':') + 1) ?? '?');
  return {
    en: `${policy} ${what.en} ${direction === 'ingress' ? 'from' : 'to'} ${who} with priority ${priority}`,
    zh: `${policy === 'accept' ? '允许' : '拒绝'} ${what.zh}（${direction === 'ingress' ? '来源' : '目的'} ${who}，优先级 ${priority}）`,
  };
}

/** How many responsible rules a finding points at. */
const shown = 3;

/** The rules that decide instead, each where its peer is written. */
export function decidedBy(cases: readonly RuleCase[], direction: Direction): Related[] {
  return cases.slice(0, shown).flatMap((one) => {
    const text = caseText(one, direction);
    const at = one.peer?.at ?? one.rule?.at;
    return at ? [{ at, message: { en: `decided here: ${text.en}`, zh: `由此规则决定：${text.zh}` } }] : [];
  });
}
