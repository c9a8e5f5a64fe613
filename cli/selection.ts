/** Options that say which templates are looked at, and with what values: the same for commands that compare and list. */
import { type Arguments, allValues, has, lastValue, type OptionTable } from './arguments.ts';
import type { FolderRequest } from './run.ts';

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

/** The arguments of any command that has these options among its own. */
interface Selecting extends Pick<Arguments<OptionTable>, 'positionals'> {
  readonly options: readonly { readonly name: string; readonly value: string | undefined }[];
}

/** The folders that were named, or the current one. */
export function selectedFolders(read: Selecting): FolderRequest {
  return {
    cwd: process.cwd(),
    paths: read.positionals.length > 0 ? read.positionals : ['.'],
    stdin: undefined,
    configFile: lastValue(read, 'config'),
    overrides: {},
    ignore: !has(read, 'no-ignore'),
    forceIgnore: false,
    maxFileSize: 5e6,
    inputs: { varFiles: allValues(read, 'var-file'), parameters: allValues(read, 'parameters') },
  };
}
