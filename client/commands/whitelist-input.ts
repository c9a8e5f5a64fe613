/** What a person may type for a rule that lets in: addresses, and protocol with ports. */
import { isAddressProblem, parseCidr } from '../../core/network/addresses.ts';
import { isPortProblem, parsePortRange } from '../../core/network/ports.ts';
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
      return { cidrs: [], problem: t('{0} is everyone: a white list needs less', word) };
    cidrs.push(read.text);
  }
  return { cidrs, problem: undefined };
}

/** What is wrong with `443`, `tcp 8000-8100`, `udp 53` or `all`; `undefined` for what the server can read. */
export function portsProblem(text: string, t: Translate): string | undefined {
  const written = text.trim();
  if (/^all$/i.test(written)) return undefined;
  const range = written.replace(/^(tcp|udp)(\s+|$)/i, '');
  if (range === '') return t('Write ports, such as 443, tcp 8000-8100 or udp 53');
  const ports = parsePortRange(range, { single: true, dash: true });
  if (!isPortProblem(ports)) return undefined;
  return {
    malformed: t('This is no port or range: {0}', range),
    reversed: t('This range runs backwards: {0}', range),
    'out-of-range': t('Ports are from 1 to 65535: {0}', range),
  }[ports.problem];
}
