/** What a person may type for a rule that lets in: addresses, and protocol with ports. */
import { isAddressProblem, parseCidr } from '../../core/network/addresses.ts';
import { parsePortList } from '../../core/network/ports.ts';
import type { Translate } from '../translate.ts';

export interface CidrList {
  /** As they should be written. */
  readonly cidrs: readonly string[];
  /** What is wrong with the text, for the person who typed it. */
  readonly problem: string | undefined;
}

/** Reads `203.0.113.9, 2001:db8::/32`, separated by commas or white space. */
export function readCidrs(text: string, t: Translate): CidrList {
  const words = text.split(/[\s,，、;]+/).filter((word) => word !== '');
  if (words.length === 0) return { cidrs: [], problem: t('Write an address or a CIDR block, such as 203.0.113.0/24') };
  const cidrs: string[] = [];
  for (const word of words) {
    const read = parseCidr(word);
    if (isAddressProblem(read)) return { cidrs: [], problem: t('This is no address or CIDR block: {0}', word) };
    if (read.hostBits) {
      return { cidrs: [], problem: t('{0} is not the start of its block: write {1}', word, read.text) };
    }
    if (read.addresses.amountsToWorld)
      return { cidrs: [], problem: t('{0} is everyone: a whitelist needs less', word) };
    cidrs.push(read.text);
  }
  return { cidrs, problem: undefined };
}

/** What is wrong with `tcp 443`, `22`, `udp 53, 8000-8100`; `undefined` for what can be read. */
export function portsProblem(text: string, t: Translate): string | undefined {
  const match = /^\s*(?:(tcp|udp)\s+)?(\S.*)$/i.exec(text);
  const { ports, problems } = parsePortList(match?.[2]?.split(/\s*,\s*/) ?? [], { single: true, dash: true });
  const [first] = problems;
  if (first) {
    return {
      malformed: t('This is no port or range: {0}', first.text),
      reversed: t('This range runs backwards: {0}', first.text),
      'out-of-range': t('Ports are from 1 to 65535: {0}', first.text),
    }[first.problem];
  }
  return ports.isEmpty ? t('Write ports, such as 443, tcp 22 or 8000-8100') : undefined;
}
