/** Options of `portguard fix`. */
import type { Text } from '../../core/text/message.ts';
import type { Arguments, OptionTable } from '../arguments.ts';
import { lintOptions } from '../commands/lint-options.ts';

/** What is about a report of findings is not here. */
const {
  format,
  output,
  'fail-on': failOn,
  'max-warnings': maxWarnings,
  quiet,
  'print-config': printConfig,
  'show-unresolved': showUnresolved,
  version,
  ...selecting
} = lintOptions;

export const fixOptions = {
  'dry-run': {
    help: {
      en: 'Show what would change as a diff and write nothing; exit status 1 where something would',
      zh: '以 diff 形式显示将做的修改而不写入；有修改时退出码为 1',
    },
  },
  only: {
    value: 'RULE',
    help: {
      en: 'Fix only what this rule or topic/* finds; may be repeated',
      zh: '只修复该规则或 主题/* 的问题，可重复',
    },
  },
  'unsafe-fixes': {
    help: {
      en: 'Take the first fix of a finding also where it changes who may connect; look at the diff afterwards',
      zh: '也应用会改变访问范围的修复（取第一个）；之后请检查差异',
    },
  },
  ...selecting,
  stdin: { help: { en: 'Fix the text from stdin, to stdout', zh: '修复标准输入的文本并写到标准输出' } },
} satisfies OptionTable;

export type FixArguments = Arguments<typeof fixOptions>;

export const what: Text = {
  en: `Writes into the files what mends findings, in the style of each file. Without options only what is safe: nobody who
may connect loses access, and nobody gains any. What stands in modules that were downloaded is left alone.

  portguard fix infra/ --dry-run
  portguard fix infra/
  portguard fix infra/ --only tls/weak-policy --unsafe-fixes

Exit status: 0 done, 1 with --dry-run where something would change, 2 usage or files that cannot be read or written.`,
  zh: `把问题的修复写入文件，沿用各文件的写法。不加选项时只做安全的修复：不会让任何人失去或获得访问。
不会改动下载的模块。

  portguard fix infra/ --dry-run
  portguard fix infra/
  portguard fix infra/ --only tls/weak-policy --unsafe-fixes

退出码：0 完成，1 使用 --dry-run 且有修改，2 用法错误或文件无法读写。`,
};
