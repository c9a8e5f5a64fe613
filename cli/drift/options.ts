/** Options of `portguard drift`. */
import type { Text } from '../../core/text/message.ts';
import { type Arguments, has, lastValue, type OptionTable, wordProblem } from '../arguments.ts';
import { languageNames } from '../language.ts';
import { selectionOptions } from '../selection.ts';
import { options as liveOptions, problemOf as liveProblemOf } from '../snapshot/options.ts';
import { driftFormats } from './formats.ts';

export const failOnWords = ['opens', 'public', 'any', 'never'] as const;
export type DriftFailOn = (typeof failOnWords)[number];

const { profile, region, endpoint, network, timeout, 'allow-command': allowCommand } = liveOptions;

export const options = {
  snapshot: {
    value: 'FILE',
    short: 's',
    help: { en: 'The account, as "portguard snapshot" wrote it', zh: '由 “portguard snapshot” 写出的账号快照' },
  },
  live: { help: { en: 'Read the account now', zh: '现在读取线上账号' } },
  profile,
  region,
  endpoint,
  network,
  timeout,
  'allow-command': allowCommand,
  format: {
    value: driftFormats.join('|'),
    short: 'f',
    help: { en: 'How to show it (default: text)', zh: '输出格式（默认 text）' },
  },
  output: { value: 'FILE', short: 'o', help: { en: 'Write it to a file', zh: '写入文件' } },
  'fail-on': {
    value: failOnWords.join('|'),
    help: {
      en: 'What makes the exit status 1: what the account opens and no template does (opens, the default), only what the internet may reach of that (public), any difference (any)',
      zh: '何种情况以退出码 1 结束：账号开放了模板未开放的访问（opens，默认）、仅其中互联网可能可达的（public）、任何差异（any）',
    },
  },
  accept: {
    help: {
      en: 'Write what the account has into the templates, where their text can say it',
      zh: '把账号中的规则写入模板（在文本可以表达之处）',
    },
  },
  'dry-run': {
    help: {
      en: 'With --accept: show what would be written, write nothing',
      zh: '与 --accept 同用：只显示将写入的内容',
    },
  },
  ...selectionOptions,
} satisfies OptionTable;

export const what: Text = {
  en: `Says which security group rules exist only in the account, only in the templates, or differ: by what they mean, and
not by how they are written. What the text cannot tell is neither missing nor extra. Groups are paired by their id, a
Terraform state beside the configuration, a name that only one has, or accountGroups in .portguard.yaml.

  portguard drift infra/ --snapshot account.json
  portguard drift infra/ --profile work --region cn-hangzhou --format markdown
  portguard drift infra/ --snapshot account.json --accept --dry-run

Exit status: 0 nothing that --fail-on names, 1 the account opens what no template opens, 2 usage or unreadable files.`,
  zh: `列出仅在账号中、仅在模板中或两边不一致的安全组规则：按含义比较，而非按写法。
文本无法确定的内容既不算缺少也不算多出。安全组按 ID、配置旁的 Terraform 状态、唯一的名称，
或 .portguard.yaml 中的 accountGroups 对应。

  portguard drift infra/ --snapshot account.json
  portguard drift infra/ --profile work --region cn-hangzhou --format markdown
  portguard drift infra/ --snapshot account.json --accept --dry-run

退出码：0 没有 --fail-on 所指的情况，1 账号开放了模板未开放的访问，2 用法错误或文件无法读取。`,
};

export type DriftArguments = Arguments<typeof options>;

/** The same arguments as far as they are about reading the account. */
export function liveArguments(read: DriftArguments): Arguments<typeof liveOptions> {
  const own = read.options.filter(({ name }) => Object.hasOwn(liveOptions, name) && name !== 'output');
  return { options: own as Arguments<typeof liveOptions>['options'], positionals: [] };
}

export function problemOf(read: DriftArguments): Text | undefined {
  const isLive = has(read, 'live') || has(read, 'profile');
  if (has(read, 'snapshot') === isLive) {
    return {
      en: 'Name the account by one of: --snapshot FILE, --profile NAME, --live.',
      zh: '请用以下之一指明账号：--snapshot FILE、--profile NAME、--live。',
    };
  }
  if (has(read, 'dry-run') && !has(read, 'accept')) {
    return { en: '--dry-run goes with --accept.', zh: '--dry-run 须与 --accept 一起使用。' };
  }
  const words: readonly [string, readonly string[]][] = [
    ['format', driftFormats],
    ['fail-on', failOnWords],
    ['language', Object.keys(languageNames)],
  ];
  for (const [name, all] of words) {
    const word = lastValue(read, name as 'format');
    const problem = word === undefined ? undefined : wordProblem(name, word, all);
    if (problem) return problem;
  }
  return isLive ? liveProblemOf(liveArguments(read)) : undefined;
}
