/** `rules:` of the configuration: a severity, or a severity with options, for a rule, a topic (`tls/*`) or all (`*`). */
import type { Options, Rule, Severity } from '../rules/rule.ts';
import type { DataNode, MapEntry } from '../syntax/data.ts';
import type { Text } from '../text/message.ts';
import { builtInChecks } from './built-in.ts';
import { didYouMean } from './nearest.ts';
import type { NamedEntry, NodeReading } from './node-reading.ts';

export const ruleLevels = ['off', 'info', 'warning', 'error'] as const;
export type RuleLevel = Severity | 'off';

export interface RuleSetting {
  /** A rule's id, `topic/*` or `*`. */
  readonly pattern: string;
  /** The rule's own where undefined. */
  readonly severity: RuleLevel | undefined;
  readonly options: Options;
}

/** `exposure` of `exposure/admin-port`. */
export function topicOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

export function packNames(rules: readonly Rule[]): string[] {
  return ['recommended', 'all', ...new Set(rules.map(({ id }) => topicOf(id)))];
}

/** Whether an id is meant by a pattern: itself, `topic/*` or `*`. */
export function isMeant(id: string, pattern: string): boolean {
  return pattern === id || pattern === '*' || pattern === `${topicOf(id)}/*`;
}

export function knownIds(rules: readonly Rule[]): string[] {
  return [...rules, ...builtInChecks].map(({ id }) => id);
}

/** What is wrong with a rule's id or pattern; undefined when it means at least one rule. */
export function patternProblem(pattern: string, rules: readonly Rule[]): Text | undefined {
  const ids = knownIds(rules);
  if (ids.some((id) => isMeant(id, pattern))) return undefined;
  const guess = didYouMean(pattern, [...ids, ...new Set(ids.map((id) => `${topicOf(id)}/*`))]);
  return {
    en: `There is no rule "${pattern}".${guess.en} "portguard rules" lists them all.`,
    zh: `没有规则“${pattern}”。${guess.zh}可用“portguard rules”列出全部规则。`,
  };
}

export function readRuleSettings(
  value: DataNode | undefined,
  reading: NodeReading,
  rules: readonly Rule[],
): readonly RuleSetting[] {
  return reading.entries(value, 'rules', 'rules').map((named) => readSetting(named, reading, rules));
}

function readSetting({ name, entry }: NamedEntry, reading: NodeReading, rules: readonly Rule[]): RuleSetting {
  const problem = patternProblem(name, rules);
  if (problem) reading.problem(entry.key, problem);
  const value = reading.resolve(entry.value);
  if (value?.kind !== 'map') {
    if (!value) {
      reading.problem(entry.key, {
        en: `The rule "${name}" has no setting. Write ${ruleLevels.join(', ')}.`,
        zh: `规则“${name}”没有设置。请写 ${ruleLevels.join('、')} 之一。`,
      });
    }
    return { pattern: name, severity: reading.oneOf(value, `rules.${name}`, ruleLevels), options: {} };
  }
  const rule = rules.find(({ id }) => id === name);
  const options: Record<string, Options[string]> = {};
  let severity: RuleLevel | undefined;
  for (const { name: key, entry: option } of reading.entries(value, `rules.${name}`, `rules.${name}`)) {
    if (key === 'severity') severity = reading.oneOf(option.value, `rules.${name}.severity`, ruleLevels);
    else {
      const read = readOption(name, key, option, rule, reading);
      if (read !== undefined) options[key] = read;
    }
  }
  return { pattern: name, severity, options };
}

function readOption(
  name: string,
  key: string,
  { key: keyNode, value }: MapEntry,
  rule: Rule | undefined,
  reading: NodeReading,
): Options[string] | undefined {
  const defaults = rule?.options ?? {};
  const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
  if (standard === undefined) {
    const known = ['severity', ...Object.keys(defaults)];
    const guess = didYouMean(key, known);
    reading.problem(keyNode, {
      en: `"${name}" has no option "${key}".${guess.en} It has: ${known.join(', ')}.`,
      zh: `“${name}”没有选项“${key}”。${guess.zh}可用：${known.join('、')}。`,
    });
    return undefined;
  }
  if (isTextList(standard)) return reading.texts(value, `rules.${name}.${key}`).map(({ text }) => text);
  const scalar = reading.resolve(value);
  const written = scalar?.kind === 'scalar' ? scalar.value : undefined;
  // A version such as 1.2 is a number to YAML and a text to the rule.
  if (typeof standard === 'string' && typeof written === 'number') return String(written);
  if (typeof written === typeof standard && written !== null) return written as Options[string];
  const wanted = optionTypes[typeof standard as keyof typeof optionTypes];
  reading.problem(value ?? keyNode, {
    en: `The option "${key}" of "${name}" must be ${wanted.en}, such as ${JSON.stringify(standard)}.`,
    zh: `“${name}”的选项“${key}”应为${wanted.zh}，例如 ${JSON.stringify(standard)}。`,
  });
  return undefined;
}

const optionTypes = {
  number: { en: 'a number', zh: '数字' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  string: { en: 'a text', zh: '文本' },
} as const;

function isTextList(value: Options[string]): value is readonly string[] {
  return Array.isArray(value);
}
