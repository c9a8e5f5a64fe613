/** `portguard init`: a commented configuration to start from. It never overwrites one. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFileNames } from '../../core/config/schema.ts';
import { has, isUsageProblem, type OptionTable, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import type { Console } from '../terminal.ts';

const options = {
  language: { value: 'en|zh-CN', help: { en: 'Language of the comments', zh: '注释的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what = {
  en: 'Writes a commented .portguard.yaml into the current folder.',
  zh: '在当前目录写入带注释的 .portguard.yaml。',
};

export const template = {
  en: `# PortGuard's configuration; it counts for this folder and those below it.

# Ports that may face the internet: numbers, or ranges such as "8000/8010".
publicPorts: [80, 443]

# Networks of your own, by name; fixes offer them instead of 0.0.0.0/0.
networks: {}
#  office: [203.0.113.0/24]

# Which rules run: recommended, all, or topics such as tls.
packs: [recommended]

# A severity (off, info, warning, error) for a rule or a topic; "portguard rules" lists them.
rules: {}
#  tls/*: error
#  suppression/unused: off

# The severity from which the exit status is 1: error, warning, info or never.
failOn: error

# What is left out, in the syntax of .gitignore.
ignore: []
`,
  zh: `# PortGuard 的配置，对本目录及其子目录生效。

# 允许面向公网的端口：数字，或 "8000/8010" 这样的范围。
publicPorts: [80, 443]

# 您自己的网络及其名称；修复时可用它们代替 0.0.0.0/0。
networks: {}
#  office: [203.0.113.0/24]

# 启用哪些规则：recommended、all，或 tls 这样的主题。
packs: [recommended]

# 为规则或主题设置级别（off、info、warning、error）；可用“portguard rules”列出规则。
rules: {}
#  tls/*: error
#  suppression/unused: off

# 从哪个级别起退出码为 1：error、warning、info 或 never。
failOn: error

# 不检查的文件，语法与 .gitignore 相同。
ignore: []

# 提示的语言：en 或 zh-CN。
language: zh-CN
`,
};

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard init', what, options, console.language));
    return 0;
  }
  const existing = configFileNames.find((name) => existsSync(join(process.cwd(), name)));
  if (existing) {
    console.error({ en: `${existing} exists already; it was not changed.`, zh: `${existing} 已存在，未作改动。` });
    return 2;
  }
  const path = configFileNames[0];
  writeFileSync(join(process.cwd(), path), template[console.language]);
  console.out(console.language === 'zh' ? `已写入 ${path}。\n` : `Wrote ${path}.\n`);
  return 0;
}
