/** A rule's documentation page as Markdown: for the docs folder, `portguard explain` and the editor. */
import type { BuiltInCheck } from '../config/built-in.ts';
import type { Language, Text } from '../text/message.ts';
import type { Example, Rule } from './rule.ts';

const words = {
  severity: { en: 'Severity', zh: '级别' },
  recommended: { en: 'on by default', zh: '默认启用' },
  optional: { en: 'off by default', zh: '默认关闭' },
  builtIn: { en: 'always on; the configuration may change the severity', zh: '始终启用，可在配置中调整级别' },
  remedy: { en: 'What to do', zh: '如何处理' },
  bad: { en: 'Reported', zh: '会报告' },
  good: { en: 'Not reported', zh: '不会报告' },
  options: { en: 'Options', zh: '选项' },
  optionsHint: { en: 'In `.portguard.yaml`, with their defaults:', zh: '在 `.portguard.yaml` 中设置，以下为默认值：' },
  suppress: { en: 'Accept one finding', zh: '接受单个问题' },
  suppressHint: {
    en: 'Write the reason on the line above. Above the first line of a resource it covers the whole resource.',
    zh: '在上一行写明理由。写在资源的首行之上时，对整个资源生效。',
  },
  reason: { en: 'why this is accepted', zh: '接受的理由' },
  references: { en: 'References', zh: '参考资料' },
} satisfies Record<string, Text>;

export const severityNames: Readonly<Record<Rule['severity'], Text>> = {
  error: { en: 'error', zh: '错误（error）' },
  warning: { en: 'warning', zh: '警告（warning）' },
  info: { en: 'info', zh: '提示（info）' },
};

const site = 'https://github.com/portguard/portguard/blob/main';

/** Where a rule's page lies, from the repository's top folder. */
export function pagePath(id: string, language: Language): string {
  return `docs/rules/${language === 'zh' ? 'zh-CN/' : ''}${id}.md`;
}

export function pageUrl(id: string, language: Language): string {
  return `${site}/${pagePath(id, language)}`;
}

/** The whole page; built-in checks have no examples and options. */
export function pageOf(check: Rule | BuiltInCheck, language: Language): string {
  const { id, severity, title, description, remedy } = check;
  const rule = 'check' in check ? check : undefined;
  const state = rule ? (rule.recommended ? words.recommended : words.optional) : words.builtIn;
  const say = (text: Text): string => text[language];
  const parts = [
    `# ${id}`,
    `**${say(title)}**`,
    `${say(words.severity)}${language === 'zh' ? '：' : ': '}${say(severityNames[severity])} · ${say(state)}`,
    say(description).trim(),
    `## ${say(words.remedy)}`,
    say(remedy).trim(),
  ];
  if (rule) {
    parts.push(...examples(say(words.bad), rule.bad), ...examples(say(words.good), rule.good));
    if (rule.options && Object.keys(rule.options).length > 0) {
      parts.push(`## ${say(words.options)}`, say(words.optionsHint), fenced('yaml', optionsYaml(rule)));
    }
    parts.push(
      `## ${say(words.suppress)}`,
      say(words.suppressHint),
      fenced('yaml', `# portguard:ignore ${id} -- ${say(words.reason)}`),
    );
    if (rule.references && rule.references.length > 0) {
      parts.push(`## ${say(words.references)}`, rule.references.map((link) => `- <${link}>`).join('\n'));
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function examples(heading: string, list: readonly Example[]): string[] {
  if (list.length === 0) return [];
  return [`## ${heading}`, ...list.map(({ language, code }) => fenced(fenceLanguage(language, code), code))];
}

function fenceLanguage(language: Example['language'], code: string): string {
  if (/^\s*\{/.test(code)) return 'json';
  return language === 'terraform' ? 'hcl' : 'yaml';
}

function fenced(language: string, code: string): string {
  const fence = code.includes('```') ? '````' : '```';
  return `${fence}${language}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`;
}

function optionsYaml({ id, severity, options = {} }: Rule): string {
  const lines = Object.entries(options).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return ['rules:', `  ${id}:`, `    severity: ${severity}`, ...lines].join('\n');
}

const index = {
  title: { en: 'Rules', zh: '规则' },
  intro: {
    en: 'Generated from the rules by `npm run docs`. ✔ marks those that are on by default; the others are switched on by `packs` or `rules` in `.portguard.yaml`, or by `--all-rules`.',
    zh: '由 `npm run docs` 根据规则生成。✔ 表示默认启用；其余规则可在 `.portguard.yaml` 中用 `packs` 或 `rules` 启用，或使用 `--all-rules`。',
  },
  rule: { en: 'Rule', zh: '规则' },
  meaning: { en: 'Meaning', zh: '含义' },
  byDefault: { en: 'Default', zh: '默认' },
  other: { en: '[简体中文](zh-CN/README.md)', zh: '[English](../README.md)' },
} satisfies Record<string, Text>;

/** All files of the documentation: path from the repository's top folder to text. */
export function pages(rules: readonly Rule[], builtIn: readonly BuiltInCheck[]): Map<string, string> {
  const checks = [...rules, ...builtIn];
  const files = new Map<string, string>();
  for (const language of ['en', 'zh'] as const) {
    files.set(pagePath('README', language), listOf(checks, language));
    for (const check of checks) files.set(pagePath(check.id, language), pageOf(check, language));
  }
  return files;
}

function listOf(checks: readonly (Rule | BuiltInCheck)[], language: Language): string {
  const topics = new Map<string, (Rule | BuiltInCheck)[]>();
  for (const check of checks) {
    const topic = check.id.slice(0, check.id.indexOf('/'));
    topics.set(topic, [...(topics.get(topic) ?? []), check]);
  }
  const parts = [`# ${index.title[language]}`, index.other[language], index.intro[language]];
  for (const [topic, list] of topics) {
    const rows = list.map((check) => {
      const isOn = !('check' in check) || check.recommended;
      const title = check.title[language].replaceAll('|', '\\|');
      return `| [${check.id}](${check.id}.md) | ${severityNames[check.severity][language]} | ${isOn ? '✔' : ''} | ${title} |`;
    });
    const head = [index.rule, words.severity, index.byDefault, index.meaning].map((text) => text[language]);
    parts.push(`## ${topic}`, [`| ${head.join(' | ')} |`, '| --- | --- | --- | --- |', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
