import { expect, test } from 'vitest';
import { kubernetesRules } from '../../../../core/rules/kubernetes/index.ts';
import { answers, findings } from './check.ts';

for (const rule of kubernetesRules) {
  test(`${rule.id}: every bad example is reported, no good one is`, () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    for (const { code } of rule.bad) expect(findings(rule, code), code).not.toEqual([]);
    for (const { code } of rule.good) expect(findings(rule, code), code).toEqual([]);
  });

  test(`${rule.id}: messages say what is wrong, then what to do`, () => {
    for (const { message } of rule.bad.flatMap(({ code }) => answers(rule, code))) {
      expect(message).toMatch(/^[^ ].*\. [A-Z].*\.$/);
      expect(message).not.toMatch(/undefined|\?\?|\s{2}/);
    }
  });
}

test('ids are unique', () => {
  const ids = kubernetesRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
