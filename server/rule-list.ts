/** portguard/rules: every rule and check, for a client's list. */
import { builtInChecks } from '../core/config/built-in.ts';
import { rules } from '../core/rules/index.ts';
import { type ListedRule, listedRules } from '../core/rules/listed.ts';
import type { Components } from './components.ts';

export function ruleList({ language }: Pick<Components, 'language'>) {
  return async (): Promise<readonly ListedRule[]> => listedRules(rules, builtInChecks, language());
}
