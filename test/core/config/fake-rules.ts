/** Rules for tests of the configuration: they have ids, severities and options, and find nothing. */
import type { Options, Rule } from '../../../core/rules/rule.ts';

export function fakeRule(id: string, more: Partial<Rule> = {}): Rule {
  const text = { en: id, zh: id };
  return {
    id,
    severity: 'error',
    recommended: true,
    title: text,
    description: text,
    remedy: text,
    bad: [],
    good: [],
    check: () => {},
    ...more,
  };
}

const options: Options = { most: 100, strict: false, minimum: '1.2', networks: ['10.0.0.0/8'] };

export const fakeRules: readonly Rule[] = [
  fakeRule('exposure/admin-port'),
  fakeRule('exposure/wide-range', { severity: 'warning', recommended: false, options }),
  fakeRule('tls/http-listener', { severity: 'warning' }),
];
