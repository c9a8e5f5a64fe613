/** The options of `lint`: their table (also the help), and what they mean together. */
import type { Overrides } from '../../core/config/resolve.ts';
import { patternProblem, type RuleLevel, type RuleSetting, ruleLevels } from '../../core/config/rule-settings.ts';
import { type FailOn, failOnLevels } from '../../core/config/schema.ts';
import { rules } from '../../core/rules/index.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { type Arguments, allValues, has, lastValue, type OptionTable, wordProblem } from '../arguments.ts';
import { type FormatName, formatNames } from '../formats/format.ts';
import { commandHelp } from '../help.ts';
import { chosenLanguage, languageNames } from '../language.ts';
import type { LintRequest } from '../run.ts';

export const lintOptions = {
  format: {
    value: formatNames.join('|'),
    short: 'f',
    help: { en: 'Format of the report (default: stylish); may be repeated', zh: '报告格式（默认 stylish），可重复' },
  },
  output: {
    value: 'FILE',
    short: 'o',
    help: { en: 'Write the --format before it to a file', zh: '将其前面的 --format 写入文件' },
  },
  'fail-on': {
    value: failOnLevels.join('|'),
    help: {
      en: 'Severity from which the exit status is 1 (default: error)',
      zh: '退出码为 1 的最低级别（默认 error）',
    },
  },
  'max-warnings': {
    value: 'N',
    help: { en: 'Exit status 1 when there are more than N warnings', zh: '警告多于 N 个时退出码为 1' },
  },
  quiet: { short: 'q', help: { en: 'Report errors only', zh: '只报告错误' } },
  stdin: { help: { en: 'Check the text from stdin', zh: '检查标准输入的文本' } },
  'stdin-filename': {
    value: 'PATH',
    help: { en: 'Which file that text is; its folder is the context', zh: '该文本对应的文件，其所在目录作为上下文' },
  },
  config: {
    value: 'FILE',
    short: 'c',
    help: { en: 'Use this configuration for all files', zh: '所有文件都使用此配置文件' },
  },
  'print-config': { help: { en: 'Show what would run for PATH, and stop', zh: '显示对该路径生效的配置并退出' } },
  'all-rules': { help: { en: 'Run all rules, not only the recommended', zh: '启用全部规则，而不只是推荐规则' } },
  rule: {
    value: 'RULE[=LEVEL]',
    help: {
      en: 'Run a rule or topic/* too, at off, info, warning or error; may be repeated',
      zh: '启用某规则或 主题/*，级别为 off、info、warning 或 error，可重复',
    },
  },
  'var-file': {
    value: 'FILE',
    help: {
      en: 'Values of Terraform variables, as for terraform; may be repeated',
      zh: 'Terraform 变量的取值文件，与 terraform 相同，可重复',
    },
  },
  parameters: {
    value: 'FILE',
    help: {
      en: 'Values of ROS parameters (YAML or JSON); may be repeated',
      zh: 'ROS 参数的取值文件（YAML 或 JSON），可重复',
    },
  },
  'no-ignore': {
    help: {
      en: 'Do not honour .gitignore, .portguardignore and ignore:',
      zh: '不使用 .gitignore、.portguardignore 与 ignore:',
    },
  },
  'force-ignore': {
    help: { en: 'Honour them for files that are named, too', zh: '对明确指定的文件也使用上述忽略规则' },
  },
  'no-inline-config': {
    help: { en: 'Do not honour portguard:ignore', zh: '不理会 portguard:ignore' },
  },
  'show-unresolved': {
    help: { en: 'List the values that could not be determined', zh: '列出无法确定的值' },
  },
  'max-file-size': {
    value: 'MB',
    help: { en: 'Skip larger files, with a note (default: 5)', zh: '跳过更大的文件并给出提示（默认 5）' },
  },
  progress: {
    help: { en: 'Show progress on stderr (default: on a terminal)', zh: '在标准错误上显示进度（终端中默认开启）' },
  },
  color: { help: { en: 'Colours even when stdout is no terminal', zh: '即使标准输出不是终端也使用颜色' } },
  'no-color': { help: { en: 'No colours', zh: '不使用颜色' } },
  language: { value: 'en|zh-CN', help: { en: 'Language of the messages', zh: '提示的语言' } },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
  version: { short: 'v', help: { en: 'Show the version', zh: '显示版本' } },
} satisfies OptionTable;

const what = {
  en: `Checks files and folders, the current folder where none is named. Folders are searched for .tf, .tofu, .tfvars,
.yaml, .yml, .json, .template and .ros; what a file is, its content tells.`,
  zh: `检查文件与目录，未指定时为当前目录。在目录中查找 .tf、.tofu、.tfvars、
.yaml、.yml、.json、.template 与 .ros 文件，文件的种类由其内容决定。`,
};

export function helpText(language: Language): string {
  return commandHelp('portguard lint [PATH…]', what, lintOptions, language);
}

export interface LintOptions {
  readonly wants: 'report' | 'help' | 'version' | 'config';
  readonly request: Omit<LintRequest, 'stdin' | 'onFolder'>;
  readonly stdin: { readonly filename: string | undefined } | undefined;
  readonly outputs: readonly { readonly format: FormatName; readonly file: string | undefined }[];
  readonly maxWarnings: number | undefined;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
  readonly progress: boolean | undefined;
  readonly showUnresolved: boolean;
  readonly language: Language | undefined;
}

type LintArguments = Arguments<typeof lintOptions>;

/** What the options mean, or what is wrong with them. */
export function optionsOf(read: LintArguments, argv: readonly string[], cwd: string): LintOptions | Text {
  const failOn = lastValue(read, 'fail-on');
  const language = lastValue(read, 'language');
  const maxWarnings = numberOf(read, 'max-warnings', /^\d+$/);
  const maxFileSize = numberOf(read, 'max-file-size', /^\d+(\.\d+)?$/);
  const outputs = outputsOf(read);
  const settings = allValues(read, 'rule').map(ruleOf);
  const problem =
    (failOn === undefined ? undefined : wordProblem('fail-on', failOn, failOnLevels)) ??
    (language === undefined ? undefined : wordProblem('language', language, Object.keys(languageNames))) ??
    [maxWarnings, maxFileSize, outputs, ...settings].find(isText) ??
    stdinProblem(read);
  if (problem) return problem;
  const overrides: Overrides = {
    rules: settings.filter((setting): setting is RuleSetting => !isText(setting)),
    inlineSuppressions: !has(read, 'no-inline-config'),
    ...(has(read, 'all-rules') ? { packs: ['all'] } : {}),
  };
  return {
    wants: has(read, 'help')
      ? 'help'
      : has(read, 'version')
        ? 'version'
        : has(read, 'print-config')
          ? 'config'
          : 'report',
    request: {
      cwd,
      paths: read.positionals.length > 0 ? read.positionals : ['.'],
      configFile: lastValue(read, 'config'),
      overrides,
      failOn: failOn as FailOn | undefined,
      withFixes: (outputs as LintOptions['outputs']).some(({ format }) => format === 'json'),
      ignore: !has(read, 'no-ignore'),
      forceIgnore: has(read, 'force-ignore'),
      inputs: { varFiles: allValues(read, 'var-file'), parameters: allValues(read, 'parameters') },
      maxFileSize: ((maxFileSize as number | undefined) ?? 5) * 1e6,
    },
    stdin: has(read, 'stdin') ? { filename: lastValue(read, 'stdin-filename') } : undefined,
    outputs: outputs as LintOptions['outputs'],
    maxWarnings: maxWarnings as number | undefined,
    quiet: has(read, 'quiet'),
    color: has(read, 'no-color') ? false : has(read, 'color') ? true : undefined,
    progress: has(read, 'progress') ? true : undefined,
    showUnresolved: has(read, 'show-unresolved'),
    language: chosenLanguage(argv),
  };
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'en' in value;
}

function numberOf(
  read: LintArguments,
  name: 'max-warnings' | 'max-file-size',
  shape: RegExp,
): number | undefined | Text {
  const written = lastValue(read, name);
  if (written === undefined || shape.test(written)) return written === undefined ? undefined : Number(written);
  return { en: `--${name} needs a number, not "${written}".`, zh: `--${name} 需要数字，而不是“${written}”。` };
}

/** An --output belongs to the --format before it; one format may go to stdout. */
function outputsOf({ options }: LintArguments): LintOptions['outputs'] | Text {
  const outputs: { format: FormatName; file: string | undefined }[] = [];
  for (const { name, value = '' } of options) {
    const last = outputs.at(-1);
    if (name === 'format') {
      const problem = wordProblem('format', value, formatNames);
      if (problem) return problem;
      outputs.push({ format: value as FormatName, file: undefined });
    } else if (name === 'output') {
      if (!last) {
        return { en: `Write --format before --output ${value}.`, zh: `请在 --output ${value} 之前写 --format。` };
      }
      if (last.file !== undefined) {
        return {
          en: `--format ${last.format} has two outputs; repeat --format before --output ${value}.`,
          zh: `--format ${last.format} 有两个输出，请在 --output ${value} 之前再写一个 --format。`,
        };
      }
      last.file = value;
    }
  }
  if (outputs.length === 0) return [{ format: 'stylish', file: undefined }];
  if (outputs.filter(({ file }) => file === undefined).length < 2) return outputs;
  return {
    en: 'Only one format can go to stdout; give the others an --output FILE.',
    zh: '只有一种格式可以输出到标准输出，请为其余格式指定 --output FILE。',
  };
}

function ruleOf(written: string): RuleSetting | Text {
  const [pattern = '', level] = written.split('=');
  const problem =
    patternProblem(pattern, rules) ?? (level === undefined ? undefined : wordProblem('rule', level, ruleLevels));
  return problem ?? { pattern, severity: level as RuleLevel | undefined, options: {} };
}

function stdinProblem(read: LintArguments): Text | undefined {
  if (!has(read, 'stdin')) {
    return has(read, 'stdin-filename')
      ? { en: '--stdin-filename needs --stdin.', zh: '--stdin-filename 需要与 --stdin 一起使用。' }
      : undefined;
  }
  if (read.positionals.length === 0) return undefined;
  return {
    en: 'With --stdin no paths can be named; say which file it is with --stdin-filename.',
    zh: '使用 --stdin 时不能指定路径，请用 --stdin-filename 说明是哪个文件。',
  };
}
