/** Options of `portguard snapshot`, and the request that they make. */
import { type Product, products } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import { type Arguments, allValues, lastValue, type OptionTable, wordProblem } from '../arguments.ts';
import { connectionOf, connectionOptions, connectionProblem } from '../connection.ts';
import { languageNames } from '../language.ts';

export const options = {
  ...connectionOptions,
  region: {
    value: 'ID',
    short: 'r',
    help: { en: 'Read this region only; may be repeated', zh: '只读取此地域，可重复' },
  },
  product: {
    value: products.join('|'),
    help: { en: 'Read this product only; may be repeated', zh: '只读取此产品，可重复' },
  },
  output: { value: 'FILE', short: 'o', help: { en: 'Write it to a file', zh: '写入文件' } },
  state: {
    value: 'FILE',
    help: {
      en: 'Take it from a Terraform state instead, without credentials',
      zh: '改为取自 Terraform 状态文件，无需凭证',
    },
  },
  sample: {
    help: { en: 'Write the sample account that comes with PortGuard', zh: '写出随 PortGuard 提供的示例账号' },
  },
  language: { value: 'en|zh-CN', help: { en: 'Language of the words', zh: '文字的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

export const what: Text = {
  en: `Reads a live account (security groups, machines, addresses, load balancers, databases) into a
snapshot that the other commands take like a template. It only reads: the RAM policy is in docs/live-account.md.

  portguard snapshot --profile work --output account.json
  portguard snapshot --state terraform.tfstate --output account.json
  portguard lint account.json
  portguard exposure account.json --public

Exit status: 0 read whole, 1 something could not be read (the snapshot says what), 2 nothing could be read.`,
  zh: `把线上账号（安全组、实例、公网地址、负载均衡、数据库）读取为快照，其他命令可像模板一样使用。
只进行读取，所需的 RAM 策略见 docs/live-account.md。

  portguard snapshot --profile work --output account.json
  portguard snapshot --state terraform.tfstate --output account.json
  portguard lint account.json
  portguard exposure account.json --public

退出码：0 全部读取，1 有部分未能读取（快照中有说明），2 未能读取任何内容。`,
};

type SnapshotArguments = Arguments<typeof options>;

export function problemOf(read: SnapshotArguments): Text | undefined {
  const [unexpected] = read.positionals;
  if (unexpected !== undefined) {
    return {
      en: `"snapshot" takes no argument; the file is named with --output: ${unexpected}`,
      zh: `“snapshot”不接受参数，文件请用 --output 指定：${unexpected}`,
    };
  }
  const words: readonly [string, string | undefined, readonly string[]][] = [
    ...allValues(read, 'product').map((word): [string, string, readonly string[]] => ['product', word, products]),
    ['language', lastValue(read, 'language'), Object.keys(languageNames)],
  ];
  for (const [name, word, all] of words) {
    const problem = word === undefined ? undefined : wordProblem(name, word, all);
    if (problem) return problem;
  }
  return connectionProblem(read);
}

/** What `takeSnapshot` is asked, as far as it stands in the options. */
export function requestOf(read: SnapshotArguments, signal: AbortSignal) {
  const regions = allValues(read, 'region').flatMap((word) => word.split(','));
  const chosen = allValues(read, 'product') as Product[];
  return {
    ...connectionOf(read, signal),
    ...(regions.length > 0 ? { regions } : {}),
    ...(chosen.length > 0 ? { products: chosen } : {}),
  };
}
