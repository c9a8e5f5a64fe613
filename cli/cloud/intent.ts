/** What somebody wants, from words and options. */
import type { Text } from '../../core/text/message.ts';
import { lastValue } from '../arguments.ts';
import type { CloudArguments } from './options.ts';

type Cloud = typeof import('../../cloud/main.ts');
type Intent = import('../../cloud/main.ts').Intent;
type NewRule = import('../../cloud/main.ts').NewRule;
type RuleFields = Partial<Omit<NewRule, 'direction'>>;

export const intentKinds = ['close', 'authorize', 'revoke', 'modify'] as const;

/** @param words behind `plan` or `apply` */
export function intentOf([kind, ...words]: readonly string[], read: CloudArguments, cloud: Cloud): Intent | Text {
  switch (kind) {
    case 'close':
      return closingOf(words, read, cloud);
    case 'authorize':
      return authorizingOf(words, read, cloud);
    case 'revoke':
      return words.length > 0 ? { kind, rules: words } : needs('revoke sgr-…');
    case 'modify':
      return modifyingOf(words, read, cloud);
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

function closingOf(words: readonly string[], read: CloudArguments, cloud: Cloud): Intent | Text {
  const port = cloud.writtenPort(words[0] ?? '');
  if (words.length !== 1 || !port) return needs('close 22, close 53/udp');
  const time = lastValue(read, 'for');
  const minutes = time === undefined ? undefined : cloud.writtenMinutes(time);
  if (time !== undefined && minutes === undefined) {
    return { en: `--for is a time such as 30m or 2h: ${time}`, zh: `--for 应为时长，例如 30m 或 2h：${time}` };
  }
  return {
    kind: 'close',
    ...port,
    from: lastValue(read, 'from') === 'internet' ? 'internet' : 'anyone',
    ...(minutes === undefined ? {} : { minutes }),
  };
}

function authorizingOf(words: readonly string[], read: CloudArguments, cloud: Cloud): Intent | Text {
  const ports = words.length === 1 ? cloud.writtenPorts(words[0] ?? '') : undefined;
  if (!ports) return needs('authorize 443 --peer 203.0.113.0/24');
  const direction = lastValue(read, 'direction') === 'egress' ? 'egress' : 'ingress';
  const fields = fieldsOf(read, direction, cloud);
  if ('en' in fields) return fields;
  return {
    kind: 'authorize',
    rule: { ipProtocol: 'TCP', policy: 'Accept', priority: 1, ...fields, ...ports, direction },
  };
}

function modifyingOf(words: readonly string[], read: CloudArguments, cloud: Cloud): Intent | Text {
  const [rule] = words;
  const written = lastValue(read, 'ports');
  const ports = written === undefined ? {} : cloud.writtenPorts(written);
  if (rule === undefined || words.length > 1 || !ports) return needs('modify sgr-… --priority 10 --ports 22/tcp');
  const fields = fieldsOf(read, lastValue(read, 'direction') === 'egress' ? 'egress' : 'ingress', cloud);
  if ('en' in fields) return fields;
  const to = { ...fields, ...ports };
  return Object.keys(to).length > 0 ? { kind: 'modify', rule, to } : needs('modify sgr-… --priority 10');
}

function fieldsOf(read: CloudArguments, direction: NewRule['direction'], cloud: Cloud): RuleFields | Text {
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
    ...(peer === undefined ? {} : cloud.writtenPeer(peer, direction)),
    ...(policy === undefined ? {} : { policy: policy === 'drop' ? ('Drop' as const) : ('Accept' as const) }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(description === undefined ? {} : { description: description === '' ? undefined : description }),
  };
}
