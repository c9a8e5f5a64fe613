/** Options that say which templates are looked at, and with what values: the same for commands that compare and list. */
import type { OptionTable } from './arguments.ts';

export const selectionOptions = {
  'var-file': {
    value: 'FILE',
    help: { en: 'Values of Terraform variables; may be repeated', zh: 'Terraform 变量的取值文件，可重复' },
  },
  parameters: {
    value: 'FILE',
    help: { en: 'Values of ROS parameters; may be repeated', zh: 'ROS 参数的取值文件，可重复' },
  },
  config: { value: 'FILE', short: 'c', help: { en: 'Use this configuration', zh: '使用此配置文件' } },
  'no-ignore': { help: { en: 'Do not honour ignore files', zh: '不使用忽略文件' } },
  language: { value: 'en|zh-CN', help: { en: 'Language of the words', zh: '文字的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;
