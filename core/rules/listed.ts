/** The rules as a list of choices: plain data that travels between the server and its clients. */
import type { BuiltInCheck } from '../config/built-in.ts';
import type { Language } from '../text/message.ts';
import type { Rule, Severity } from './rule.ts';

export interface ListedRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Without any configuration. */
  readonly isOn: boolean;
}

/** In the order of the documentation: rules, then the checks that are no rules. */
export function listedRules(
  rules: readonly Rule[],
  builtIn: readonly BuiltInCheck[],
  language: Language,
): readonly ListedRule[] {
  return [...rules, ...builtIn].map((check) => ({
    id: check.id,
    title: check.title[language],
    severity: check.severity,
    isOn: (check as Partial<Rule>).recommended ?? true,
  }));
}
