/** Options that say which account is spoken to, and how: the same for every command that speaks to one. */
import { type Product, products } from '../core/dialects/cloud/snapshot.ts';
import type { Text } from '../core/text/message.ts';
import { type Arguments, allValues, has, lastValue, type OptionTable, wordProblem } from './arguments.ts';

export const connectionOptions = {
  profile: {
    value: 'NAME',
    short: 'p',
    help: {
      en: 'Profile of ~/.aliyun/config.json (default: environment, current profile, … as the official SDK looks)',
      zh: '~/.aliyun/config.json 中的配置（默认按官方 SDK 的顺序：环境变量、当前配置等）',
    },
  },
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
} satisfies OptionTable;

/** The arguments of any command that has these options among its own. */
interface Connecting extends Pick<Arguments<OptionTable>, 'positionals'> {
  readonly options: readonly { readonly name: string; readonly value: string | undefined }[];
}

export function connectionProblem(read: Connecting): Text | undefined {
  const network = lastValue(read, 'network');
  const problem = network === undefined ? undefined : wordProblem('network', network, ['public', 'vpc']);
  return problem ?? timeoutProblem(lastValue(read, 'timeout')) ?? endpointProblem(allValues(read, 'endpoint'));
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

/** What everything that speaks to the account is asked, as far as it stands in the options. */
export function connectionOf(read: Connecting, signal: AbortSignal) {
  const profile = lastValue(read, 'profile');
  const timeout = lastValue(read, 'timeout');
  const mayRun = (): boolean => has(read, 'allow-command');
  return {
    credentials:
      profile === undefined
        ? ({ kind: 'chain', mayRun } as const)
        : ({ kind: 'profile', name: profile, mayRun } as const),
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
