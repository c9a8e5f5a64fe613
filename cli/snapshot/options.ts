/** Options of `portguard snapshot`, and the request that they make. */
import { type Product, products } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import { type Arguments, allValues, has, lastValue, type OptionTable, wordProblem } from '../arguments.ts';
import { languageNames } from '../language.ts';

export const options = {
  profile: {
    value: 'NAME',
    short: 'p',
    help: {
      en: 'Profile of ~/.aliyun/config.json (default: environment, current profile, … as the official SDK looks)',
      zh: '~/.aliyun/config.json 中的配置（默认按官方 SDK 的顺序：环境变量、当前配置等）',
    },
  },
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
  endpoint: {
    value: 'HOST',
    help: {
      en: 'Ask this host instead of Alibaba Cloud; PRODUCT=HOST for one product',
      zh: '改用此主机代替阿里云端点；PRODUCT=HOST 只用于某个产品',
    },
  },
  network: {
    value: 'public|vpc',
    help: { en: 'vpc: the endpoints inside of Alibaba Cloud', zh: 'vpc：使用阿里云内网端点' },
  },
  timeout: {
    value: 'SECONDS',
    help: { en: 'How long one answer may take (default: 15)', zh: '单次请求的超时（默认 15 秒）' },
  },
  'allow-command': {
    help: {
      en: 'Let a profile of mode External run its command',
      zh: '允许 External 模式的配置运行其外部命令',
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
  portguard lint account.json
  portguard exposure account.json --public

Exit status: 0 read whole, 1 something could not be read (the snapshot says what), 2 nothing could be read.`,
  zh: `把线上账号（安全组、实例、公网地址、负载均衡、数据库）读取为快照，其他命令可像模板一样使用。
只进行读取，所需的 RAM 策略见 docs/live-account.md。

  portguard snapshot --profile work --output account.json
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
    ['network', lastValue(read, 'network'), ['public', 'vpc']],
    ['language', lastValue(read, 'language'), Object.keys(languageNames)],
  ];
  for (const [name, word, all] of words) {
    const problem = word === undefined ? undefined : wordProblem(name, word, all);
    if (problem) return problem;
  }
  return timeoutProblem(lastValue(read, 'timeout')) ?? endpointProblem(allValues(read, 'endpoint'));
}

function timeoutProblem(seconds: string | undefined): Text | undefined {
  if (seconds === undefined || Number(seconds) > 0) return undefined;
  return { en: `--timeout must be a number of seconds: ${seconds}`, zh: `--timeout 应为秒数：${seconds}` };
}

function endpointProblem(endpoints: readonly string[]): Text | undefined {
  const wrong = endpoints.find(
    (one) => !/^(?:(?:ecs|vpc|slb|alb|nlb|rds)=)?(?:https?:\/\/)?[\w.-]+(?::\d+)?\/?$/.test(one),
  );
  if (wrong === undefined) return undefined;
  return {
    en: `--endpoint must be a host, with http:// or a port where needed: ${wrong}`,
    zh: `--endpoint 应为主机名，必要时带 http:// 或端口：${wrong}`,
  };
}

/** What `takeSnapshot` is asked, as far as it stands in the options. */
export function requestOf(read: SnapshotArguments, signal: AbortSignal) {
  const profile = lastValue(read, 'profile');
  const regions = allValues(read, 'region').flatMap((word) => word.split(','));
  const chosen = allValues(read, 'product') as Product[];
  const timeout = lastValue(read, 'timeout');
  const mayRun = (): boolean => has(read, 'allow-command');
  return {
    credentials:
      profile === undefined
        ? ({ kind: 'chain', mayRun } as const)
        : ({ kind: 'profile', name: profile, mayRun } as const),
    ...(regions.length > 0 ? { regions } : {}),
    ...(chosen.length > 0 ? { products: chosen } : {}),
    ...endpointsOf(allValues(read, 'endpoint')),
    ...(lastValue(read, 'network') === 'vpc' ? { network: 'vpc' as const } : {}),
    ...(timeout === undefined ? {} : { timeout: Number(timeout) * 1000 }),
    signal,
  };
}

function endpointsOf(written: readonly string[]): { endpoint?: string | Partial<Record<Product, string>> } {
  if (written.length === 0) return {};
  const whole = written.findLast((one) => !one.includes('='));
  const single = written.filter((one) => one.includes('=')).map((one) => one.split('=', 2) as [Product, string]);
  if (single.length === 0) return whole === undefined ? {} : { endpoint: whole };
  const all = whole === undefined ? [] : products.map((product): [Product, string] => [product, whole]);
  return { endpoint: Object.fromEntries([...all, ...single]) };
}
