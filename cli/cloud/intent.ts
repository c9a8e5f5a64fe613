/** What somebody wants, from words and options. */
import type { Text } from '../../core/text/message.ts';
import { lastValue } from '../arguments.ts';
import type { CloudArguments } from './options.ts';

type Intent = import('../../cloud/main.ts').Intent;
type NewRule = import('../../cloud/main.ts').NewRule;
type RuleFields = Partial<Omit<NewRule, 'direction'>>;

export const intentKinds = ['close', 'authorize', 'revoke', 'modify'] as const;

/** @param words behind `plan` or `apply` */
export function intentOf([kind, ...words]: readonly string[], read: CloudArguments): Intent | Text {
  switch (kind) {
    case 'close':
      return closingOf(words, read);
    case 'authorize':
      return authorizingOf(words, read);
    case 'revoke':
      return words.length > 0 ? { kind, rules: words } : needs('revoke sgr-…');
    case 'modify':
      return modifyingOf(words, read);
    default:
      return {
        en: `Say what to change: ${intentKinds.join(', ')}.`,
        zh: `请指明要做的变更：${intentKinds.join('、')}。`,
      };
  }
}

function needs(example: string): Text {
  return { en: `Write it like this: ${example}`, zh: `写法示例：${example}` };
}

function closingOf(words: readonly string[], read: CloudArguments): Intent | Text {
  const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(words[0] ?? '') ?? [];
  const isPort = Number(port) >= 1 && Number(port) <= 65535;
  if (words.length !== 1 || !isPort) return needs('close 22, close 53/udp');
  const time = lastValue(read, 'for');
  const minutes = time === undefined ? undefined : minutesOf(time);
  if (time !== undefined && minutes === undefined) {
    return { en: `--for is a time such as 30m or 2h: ${time}`, zh: `--for 应为时长，例如 30m 或 2h：${time}` };
  }
  return {
    kind: 'close',
    protocol: protocol.toLowerCase() as 'tcp' | 'udp',
    port: Number(port),
    from: lastValue(read, 'from') === 'internet' ? 'internet' : 'anyone',
    ...(minutes === undefined ? {} : { minutes }),
  };
}

function minutesOf(time: string): number | undefined {
  const [, number, unit = 'm'] = /^(\d{1,5})(m|h|d)?$/.exec(time) ?? [];
  const minutes = Number(number) * ({ m: 1, h: 60, d: 1440 }[unit] ?? 1);
  return minutes > 0 ? minutes : undefined;
}

function authorizingOf(words: readonly string[], read: CloudArguments): Intent | Text {
  const ports = words.length === 1 ? portsOf(words[0] ?? '') : undefined;
  if (!ports) return needs('authorize 443 --peer 203.0.113.0/24');
  const direction = lastValue(read, 'direction') === 'egress' ? 'egress' : 'ingress';
  const fields = fieldsOf(read, direction);
  if ('en' in fields) return fields;
  return {
    kind: 'authorize',
    rule: { ipProtocol: 'TCP', policy: 'Accept', priority: 1, ...fields, ...ports, direction },
  };
}

function modifyingOf(words: readonly string[], read: CloudArguments): Intent | Text {
  const [rule] = words;
  const written = lastValue(read, 'ports');
  const ports = written === undefined ? {} : portsOf(written);
  if (rule === undefined || words.length > 1 || !ports) return needs('modify sgr-… --priority 10 --ports 22/tcp');
  const fields = fieldsOf(read, lastValue(read, 'direction') === 'egress' ? 'egress' : 'ingress');
  if ('en' in fields) return fields;
  const to = { ...fields, ...ports };
  return Object.keys(to).length > 0 ? { kind: 'modify', rule, to } : needs('modify sgr-… --priority 10');
}

function fieldsOf(read: CloudArguments, direction: NewRule['direction']): RuleFields | Text {
  const [peer, policy, priority, description] = (['peer', 'policy', 'priority', 'description'] as const).map((name) =>
    lastValue(read, name),
  );
  if (priority !== undefined && !/^\d{1,3}$/.test(priority)) {
    return {
      en: `--priority is a number from 1 to 100: ${priority}`,
      zh: `--priority 应为 1 到 100 的整数：${priority}`,
    };
  }
  return {
    ...(peer === undefined ? {} : peerFields(peer, direction)),
    ...(policy === undefined ? {} : { policy: policy === 'drop' ? ('Drop' as const) : ('Accept' as const) }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(description === undefined ? {} : { description: description === '' ? undefined : description }),
  };
}

/** All four kinds, so that another kind takes the place of the one before. */
function peerFields(peer: string, direction: NewRule['direction']): RuleFields {
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
function portsOf(word: string): Ports | undefined {
  if (/^(?:all|icmp|icmpv6|gre)$/i.test(word)) {
    return { ipProtocol: word.toUpperCase(), portRange: '-1/-1', portRangeListId: undefined };
  }
  const [, from, to, list, protocol] = /^(?:(\d{1,5})(?:-(\d{1,5}))?|(prl-\w+))(?:\/(tcp|udp))?$/i.exec(word) ?? [];
  const named = protocol === undefined ? {} : { ipProtocol: protocol.toUpperCase() };
  if (list !== undefined) return { ...named, portRange: '', portRangeListId: list };
  return from === undefined ? undefined : { ...named, portRange: `${from}/${to ?? from}`, portRangeListId: undefined };
}
