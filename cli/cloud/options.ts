/** Options of `portguard cloud`, for all that it can do. */
import type { Text } from '../../core/text/message.ts';
import { type Arguments, lastValue, type OptionTable, wordProblem } from '../arguments.ts';
import { connectionOptions, connectionProblem } from '../connection.ts';
import { languageNames } from '../language.ts';

export const options = {
  group: { value: 'ID', short: 'g', help: { en: 'The security group', zh: '安全组' } },
  region: {
    value: 'ID',
    short: 'r',
    help: { en: "Its region (default: the profile's)", zh: '所在地域（默认为配置中的地域）' },
  },
  peer: {
    value: 'CIDR|sg-…|pl-…',
    help: { en: 'The other side of the rule', zh: '规则的对端：地址段、安全组或前缀列表' },
  },
  ports: {
    value: 'PORTS',
    help: { en: 'New ports of a rule: 22, 8000-8999/udp, all', zh: '规则的新端口：22、8000-8999/udp、all' },
  },
  direction: { value: 'ingress|egress', help: { en: 'Default: ingress', zh: '默认为 ingress' } },
  policy: { value: 'accept|drop', help: { en: 'Default: accept', zh: '默认为 accept' } },
  priority: { value: 'N', help: { en: '1 (first) to 100; default: 1', zh: '1（最高）到 100，默认为 1' } },
  description: { value: 'TEXT', help: { en: 'What the rule is for', zh: '规则描述' } },
  from: {
    value: 'anyone|internet',
    help: {
      en: 'close: to whom (default: anyone). internet: private sources and other groups stay',
      zh: 'close：对谁关闭（默认 anyone）。internet：保留内网来源和其他安全组',
    },
  },
  for: {
    value: '30m|2h',
    help: { en: 'close: for how long; "resume" opens it again', zh: 'close：关闭时长；到期后由“resume”恢复' },
  },
  yes: { short: 'y', help: { en: 'Do it without asking', zh: '不询问直接执行' } },
  output: { value: 'FILE', short: 'o', help: { en: 'plan: keep the plan in a file', zh: 'plan：把计划保存为文件' } },
  format: {
    value: 'text|json',
    short: 'f',
    help: { en: 'How to show it (default: text)', zh: '输出格式（默认 text）' },
  },
  state: {
    value: 'FOLDER',
    help: { en: 'Where the journal is kept (default: your state folder)', zh: '日志所在目录（默认为用户状态目录）' },
  },
  ...connectionOptions,
  language: { value: 'en|zh-CN', help: { en: 'Language of the words', zh: '文字的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

export type CloudArguments = Arguments<typeof options>;

export const what: Text = {
  en: `Changes rules of security groups: planned, confirmed, written into a journal, and taken back exactly.

  plan CHANGE        Show what would be done, and what it opens and closes; nothing is changed
  apply CHANGE|FILE  Do it, after asking
  undo [ID]          Take back a change, the last one where none is named
  journal            List the changes
  resume             Find out about changes that broke off; open again what was closed for a time that is over

A change is one of:
  close PORT[/udp]   authorize PORTS --peer …   revoke RULE…   modify RULE [--priority …] [--peer …] [--ports …]

  portguard cloud plan close 22 --group sg-bp1… --region cn-hangzhou
  portguard cloud apply close 3389 --from internet --for 30m -g sg-bp1… -r cn-hangzhou
  portguard cloud undo

Exit status: 0 done, 1 refused or not wholly done, 2 bad usage, or the account cannot be reached.`,
  zh: `变更安全组规则：先计划、再确认、写入日志，并可准确撤销。

  plan 变更          显示将执行的内容及其开放和关闭的访问，不做任何变更
  apply 变更|文件    询问后执行
  undo [ID]          撤销某次变更，未指定时为最近一次
  journal            列出变更记录
  resume             核对中断的变更；恢复到期的临时关闭

变更可以是：
  close 端口[/udp]   authorize 端口 --peer …   revoke 规则…   modify 规则 [--priority …] [--peer …] [--ports …]

  portguard cloud plan close 22 --group sg-bp1… --region cn-hangzhou
  portguard cloud apply close 3389 --from internet --for 30m -g sg-bp1… -r cn-hangzhou
  portguard cloud undo

退出码：0 已完成，1 被拒绝或未全部完成，2 用法错误或无法访问账号。`,
};

export function problemOf(read: CloudArguments): Text | undefined {
  const words: readonly [keyof typeof options, readonly string[]][] = [
    ['direction', ['ingress', 'egress']],
    ['policy', ['accept', 'drop']],
    ['from', ['anyone', 'internet']],
    ['format', ['text', 'json']],
    ['language', Object.keys(languageNames)],
  ];
  for (const [name, all] of words) {
    const word = lastValue(read, name);
    const problem = word === undefined ? undefined : wordProblem(name, word, all);
    if (problem) return problem;
  }
  return connectionProblem(read);
}
