/** `portguard init`: a commented configuration to start from. It never overwrites one. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFileNames } from '../../core/config/schema.ts';
import { configTemplate } from '../../core/config/template.ts';
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
  writeFileSync(join(process.cwd(), path), configTemplate[console.language]);
  console.out(console.language === 'zh' ? `已写入 ${path}。\n` : `Wrote ${path}.\n`);
  return 0;
}
