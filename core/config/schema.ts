/**
 * `.portguard.yaml`: what may stand in it, and its reading. Text in, configuration and problems out; every problem has
 * its place and says what to write instead. A configuration with problems must not be used: half a configuration would
 * lint with rules that nobody chose.
 */
import { type AddressProblem, AddressSet, isAddressProblem, parseCidr } from '../network/addresses.ts';
import { isPortProblem, PortSet, parsePortRange } from '../network/ports.ts';
import type { Rule } from '../rules/rule.ts';
import type { DataNode, MapEntry } from '../syntax/data.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import type { Language, Text } from '../text/message.ts';
import { type Location, locationOf, type SourceText } from '../text/source.ts';
import { didYouMean } from './nearest.ts';
import { NodeReading } from './node-reading.ts';
import { packNames, type RuleSetting, readRuleSettings } from './rule-settings.ts';

export { configFileNames } from './file-names.ts';

export const failOnLevels = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof failOnLevels)[number];

export interface Config {
  /** Named networks of the user's own, by name. */
  readonly networks: ReadonlyMap<string, AddressSet>;
  /** Ports that may face the internet; the default (80 and 443) where undefined. */
  readonly publicPorts: PortSet | undefined;
  /** In the order written. */
  readonly rules: readonly RuleSetting[];
  /** In the syntax of .gitignore, relative to the configuration's folder. */
  readonly ignore: readonly string[];
  readonly failOn: FailOn | undefined;
  readonly language: Language | undefined;
  readonly packs: readonly string[] | undefined;
  /** Files with values of Terraform variables, relative to the configuration's folder. */
  readonly varFiles: readonly string[];
  /** Files with values of ROS parameters, relative to the configuration's folder. */
  readonly parameters: readonly string[];
  /** Ids of security groups in the account, by the name of the group in these files. */
  readonly accountGroups: ReadonlyMap<string, string>;
}

export interface ConfigProblem {
  readonly at: Location;
  readonly message: Text;
}

export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export const emptyConfig: Config = {
  networks: new Map(),
  publicPorts: undefined,
  rules: [],
  ignore: [],
  failOn: undefined,
  language: undefined,
  packs: undefined,
  varFiles: [],
  parameters: [],
  accountGroups: new Map(),
};

export const languageNames = ['en', 'zh-CN'] as const;

/** What each key is for. */
export const configKeys: { readonly [key in keyof Config]: Text } = {
  networks: {
    en: 'Networks of your own, by name: addresses and CIDR blocks.',
    zh: '您自己的网络：名称及其地址或 CIDR。',
  },
  publicPorts: {
    en: 'Ports that may face the internet; 80 and 443 without it.',
    zh: '允许面向互联网的端口；默认为 80 与 443。',
  },
  rules: {
    en: 'Severity and options of rules, topics (`tls/*`) or all (`*`).',
    zh: '规则、主题（`tls/*`）或全部（`*`）的级别与选项。',
  },
  ignore: { en: 'Files that are not checked, in the syntax of .gitignore.', zh: '不检查的文件，语法同 .gitignore。' },
  failOn: { en: 'The severity from which on the command line fails.', zh: '命令行从哪个级别起以失败退出。' },
  language: { en: 'The language of messages on the command line.', zh: '命令行消息的语言。' },
  packs: { en: 'Sets of rules that run.', zh: '启用的规则集。' },
  varFiles: {
    en: 'Files with values of Terraform variables, relative to this one.',
    zh: '给出 Terraform 变量值的文件，相对于本文件所在目录。',
  },
  parameters: {
    en: 'Files with values of ROS parameters, relative to this one.',
    zh: '给出 ROS 参数值的文件，相对于本文件所在目录。',
  },
  accountGroups: {
    en: 'Which security group of these files is which one of the account (sg-…).',
    zh: '这些文件中的安全组与账号中安全组（sg-…）的对应关系。',
  },
};

type KeyReader = (value: DataNode | undefined, reading: NodeReading, rules: readonly Rule[]) => Partial<Config>;

const keys: { readonly [key in keyof Config]: KeyReader } = {
  networks: (value, reading) => ({ networks: readNetworks(value, reading) }),
  publicPorts: (value, reading) => ({ publicPorts: readPorts(value, reading) }),
  rules: (value, reading, rules) => ({ rules: readRuleSettings(value, reading, rules) }),
  ignore: (value, reading) => ({ ignore: reading.texts(value, 'ignore').map(({ text }) => text) }),
  failOn: (value, reading) => ({ failOn: reading.oneOf(value, 'failOn', failOnLevels) }),
  language: (value, reading) => {
    const language = reading.oneOf(value, 'language', languageNames);
    return { language: language === 'zh-CN' ? 'zh' : language };
  },
  packs: (value, reading, rules) => ({ packs: readPacks(value, reading, rules) }),
  varFiles: (value, reading) => ({ varFiles: reading.texts(value, 'varFiles').map(({ text }) => text) }),
  parameters: (value, reading) => ({ parameters: reading.texts(value, 'parameters').map(({ text }) => text) }),
  accountGroups: (value, reading) => ({ accountGroups: readAccountGroups(value, reading) }),
};

/** Reads a configuration's text. `rules` are all rules that exist, for ids, options and packs. */
export function readConfig(source: SourceText, rules: readonly Rule[]): ReadConfig {
  const file = dataFileOf(source);
  const problems: ConfigProblem[] = file.problems.map(({ message, ...span }) => ({
    at: locationOf(source, span),
    message,
  }));
  const [document, second] = file.documents;
  const reading = new NodeReading(source, document?.anchors ?? new Map(), problems);
  if (second) {
    reading.problem(second.span, {
      en: 'A configuration is one YAML document. Remove the "---" and what follows it.',
      zh: '配置文件只能有一个 YAML 文档。请删除“---”及其后的内容。',
    });
  }
  let config = emptyConfig;
  for (const { name, entry } of reading.entries(document?.root, 'the configuration', '配置文件')) {
    const read = Object.hasOwn(keys, name) ? keys[name as keyof Config] : undefined;
    if (read) config = { ...config, ...read(entry.value, reading, rules) };
    else unknownKey(entry, name, reading);
  }
  return { config, problems };
}

function unknownKey({ key }: MapEntry, name: string, reading: NodeReading): void {
  const guess = didYouMean(name, Object.keys(keys));
  const list = Object.keys(keys).join(', ');
  reading.problem(key, {
    en: `Unknown key "${name}".${guess.en} Known keys: ${list}.`,
    zh: `未知的键“${name}”。${guess.zh}可用的键：${list}。`,
  });
}

function readNetworks(value: DataNode | undefined, reading: NodeReading): ReadonlyMap<string, AddressSet> {
  const networks = new Map<string, AddressSet>();
  for (const { name, entry } of reading.entries(value, 'networks', 'networks')) {
    const sets: AddressSet[] = [];
    for (const { text, node } of reading.texts(entry.value, `networks.${name}`)) {
      const cidr = parseCidr(text, { range: true, bareZeroIsWorld: true });
      if (isAddressProblem(cidr)) reading.problem(node, addressMessage(text, cidr));
      else sets.push(cidr.addresses);
    }
    const addresses = AddressSet.unionOf(sets);
    if (addresses.containsWorld) {
      // A network of the user's own that is everyone would silence every rule that trusts it.
      reading.problem(entry.key, {
        en: `The network "${name}" contains every address. List only addresses that are yours.`,
        zh: `网络“${name}”包含了所有地址。请只列出属于您的地址。`,
      });
    }
    networks.set(name, addresses);
  }
  return networks;
}

function readAccountGroups(value: DataNode | undefined, reading: NodeReading): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const { name, entry } of reading.entries(value, 'accountGroups', 'accountGroups')) {
    for (const { text, node } of reading.texts(entry.value, `accountGroups.${name}`).slice(0, 1)) {
      if (/^sg-\w+$/.test(text)) groups.set(name, text);
      else {
        reading.problem(node, {
          en: `"${text}" is no id of a security group. Write it like sg-bp1a2b3c4d5e6f7g8h9i.`,
          zh: `“${text}”不是安全组 ID。请写成 sg-bp1a2b3c4d5e6f7g8h9i 的形式。`,
        });
      }
    }
  }
  return groups;
}

const addressWords: Record<AddressProblem['problem'], Text> = {
  malformed: {
    en: 'is no address or CIDR block. Write it like 203.0.113.0/24',
    zh: '不是地址或 CIDR。请写成 203.0.113.0/24 的形式',
  },
  'octet-out-of-range': { en: 'has a part above 255. Correct it', zh: '中有大于 255 的部分。请更正' },
  'prefix-out-of-range': {
    en: 'has a prefix that is too long. Write at most /32, or /128 for IPv6',
    zh: '的前缀长度超出范围。IPv4 请不超过 /32，IPv6 请不超过 /128',
  },
  'leading-zero': { en: 'has a leading zero. Write the number without it', zh: '含有前导零。请去掉' },
  'zone-id': { en: 'has a zone id. Leave it out', zh: '含有区域标识（zone id）。请去掉' },
  netmask: {
    en: 'has a netmask. Write the prefix length, such as /24',
    zh: '使用了子网掩码。请改写为前缀长度，例如 /24',
  },
  reversed: {
    en: 'is a range that runs backwards. Write the lower address first',
    zh: '的起止地址颠倒。请把较小的地址写在前面',
  },
  'mixed-families': { en: 'mixes IPv4 and IPv6. Write two entries', zh: '混用了 IPv4 与 IPv6。请分成两项' },
};

function addressMessage(text: string, { problem }: AddressProblem): Text {
  const { en, zh } = addressWords[problem];
  return { en: `"${text}" ${en}.`, zh: `“${text}”${zh}。` };
}

function readPorts(value: DataNode | undefined, reading: NodeReading): PortSet {
  const sets: PortSet[] = [];
  for (const { text, node } of reading.texts(value, 'publicPorts')) {
    const ports = parsePortRange(text, { single: true, dash: true });
    if (!isPortProblem(ports)) sets.push(ports);
    else {
      const { en, zh } = {
        malformed: {
          en: 'is no port or range. Write 443 or "8000/8010"',
          zh: '不是端口或端口范围。请写成 443 或 "8000/8010"',
        },
        reversed: { en: 'runs backwards. Write the lower port first', zh: '起止颠倒。请把较小的端口写在前面' },
        'out-of-range': { en: 'is outside of 1 to 65535. Correct it', zh: '超出 1 至 65535 的范围。请更正' },
      }[ports.problem];
      reading.problem(node, { en: `"${text}" ${en}.`, zh: `“${text}”${zh}。` });
    }
  }
  return PortSet.unionOf(sets);
}

function readPacks(value: DataNode | undefined, reading: NodeReading, rules: readonly Rule[]): readonly string[] {
  const known = packNames(rules);
  const packs: string[] = [];
  for (const { text, node } of reading.texts(value, 'packs')) {
    if (known.includes(text)) packs.push(text);
    else {
      const guess = didYouMean(text, known);
      reading.problem(node, {
        en: `There is no pack "${text}".${guess.en} Packs: ${known.join(', ')}.`,
        zh: `没有名为“${text}”的规则包。${guess.zh}可用的规则包：${known.join('、')}。`,
      });
    }
  }
  return packs;
}
