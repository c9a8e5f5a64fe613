/** How people write the parts of a rule, on the command line and in the editor, and what that is to the service. */
import type { NewRule } from './plan.ts';

/** `22`, `53/udp`: one port to be closed; TCP where no protocol is written. */
export function writtenPort(word: string): { readonly protocol: 'tcp' | 'udp'; readonly port: number } | undefined {
  const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(word) ?? [];
  if (!(Number(port) >= 1 && Number(port) <= 65535)) return undefined;
  return { protocol: protocol.toLowerCase() as 'tcp' | 'udp', port: Number(port) };
}

/** `30m`, `2h`, `1d`, `45`: minutes. */
export function writtenMinutes(time: string): number | undefined {
  const [, number, unit = 'm'] = /^(\d{1,5})(m|h|d)?$/.exec(time) ?? [];
  const minutes = Number(number) * ({ m: 1, h: 60, d: 1440 }[unit] ?? 1);
  return minutes > 0 ? minutes : undefined;
}

/** `203.0.113.0/24`, `sg-…`, `pl-…`: all four kinds, so that another kind takes the place of the one before. */
export function writtenPeer(peer: string, direction: NewRule['direction']): Partial<NewRule> {
  const far = direction === 'ingress' ? 'source' : 'dest';
  const isAddress = !/^(?:sg|pl)-/.test(peer);
  const kinds = {
    [`${far}CidrIp`]: isAddress && !peer.includes(':'),
    [`ipv6${far === 'source' ? 'Source' : 'Dest'}CidrIp`]: isAddress && peer.includes(':'),
    [`${far}GroupId`]: peer.startsWith('sg-'),
    [`${far}PrefixListId`]: peer.startsWith('pl-'),
  };
  return Object.fromEntries(Object.entries(kinds).map(([name, is]) => [name, is ? peer : undefined]));
}

type Ports = Pick<NewRule, 'portRange' | 'portRangeListId'> & Partial<Pick<NewRule, 'ipProtocol'>>;

/** `22`, `8000-8999/udp`, `all`, `icmp`, `prl-…`, `prl-…/udp`; without a protocol where none is written. */
export function writtenPorts(word: string): Ports | undefined {
  if (/^(?:all|icmp|icmpv6|gre)$/i.test(word)) {
    return { ipProtocol: word.toUpperCase(), portRange: '-1/-1', portRangeListId: undefined };
  }
  const [, from, to, list, protocol] = /^(?:(\d{1,5})(?:-(\d{1,5}))?|(prl-\w+))(?:\/(tcp|udp))?$/i.exec(word) ?? [];
  const named = protocol === undefined ? {} : { ipProtocol: protocol.toUpperCase() };
  if (list !== undefined) return { ...named, portRange: '', portRangeListId: list };
  return from === undefined ? undefined : { ...named, portRange: `${from}/${to ?? from}`, portRangeListId: undefined };
}
