/** Every rule's own examples: what it calls wrong is reported by it, what it calls right is not. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../core/lint.ts';
import { PortSet } from '../../../core/network/ports.ts';
import { rules } from '../../../core/rules/index.ts';
import type { Example, Rule } from '../../../core/rules/rule.ts';
import { SourceText } from '../../../core/text/source.ts';

const names = { ros: 'template.yaml', terraform: 'main.tf', kubernetes: 'manifest.yaml' };

const settings = { publicPorts: PortSet.single(80).union(PortSet.single(443)), networks: new Map() };

function findingsOf(rule: Rule, { language, code }: Example) {
  const file = new SourceText(names[language], code);
  const config = {
    settings,
    rules: [{ rule, severity: rule.severity, options: rule.options }],
    inlineSuppressions: false,
  };
  return lint([file], config);
}

for (const rule of rules) {
  describe(rule.id, () => {
    for (const [index, example] of rule.bad.entries()) {
      test(`reports bad ${index + 1} (${example.language})`, () => {
        const { findings, linted } = findingsOf(rule, example);
        expect(linted.length, 'the example is a file of its dialect').toBe(1);
        expect(findings.filter(({ rule: id }) => id.startsWith('syntax/'))).toEqual([]);
        expect(findings.map(({ rule: id }) => id)).toContain(rule.id);
      });
    }
    for (const [index, example] of rule.good.entries()) {
      test(`is silent on good ${index + 1} (${example.language})`, () => {
        const { findings, linted } = findingsOf(rule, example);
        expect(linted.length, 'the example is a file of its dialect').toBe(1);
        expect(findings.map(({ rule: id, message }) => `${id}: ${message.en}`)).toEqual([]);
      });
    }
    test('has examples of both kinds', () => {
      expect(rule.bad.length).toBeGreaterThan(0);
      expect(rule.good.length).toBeGreaterThan(0);
    });
  });
}

test('ids are unique', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
