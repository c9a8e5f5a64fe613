/** The same configuration as `.tf` and as `.tf.json`: the same resources, values and findings at the same words. */
import { describe, expect, test } from 'vitest';
import { evaluateModule } from '../../../../../core/dialects/terraform/evaluate.ts';
import { type Finding, lint } from '../../../../../core/lint.ts';
import { PortSet } from '../../../../../core/network/ports.ts';
import { rules } from '../../../../../core/rules/index.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { shown, written } from '../module.ts';
import { asJson } from './as-json.ts';

const config = {
  settings: { publicPorts: PortSet.single(80).union(PortSet.single(443)), networks: new Map() },
  rules: rules.map((rule) => ({ rule, severity: rule.severity, options: rule.options })),
  inlineSuppressions: false,
};

function resourcesOf(file: SourceText): readonly string[] {
  return evaluateModule([file])
    .resources.map(({ address, exists, attributes }) => {
      const values = [...attributes.entries].map(([name, { value }]) => `${name} = ${shown(value)}`).sort();
      return `${address} ${exists}: ${values.join(', ')}`;
    })
    .sort();
}

function findingsOf(file: SourceText): readonly string[] {
  return lint([file], config).findings.map(told).sort();
}

function told({ rule, severity, certainty, message, at, resource }: Finding): string {
  // What is quoted in an expression is escaped in JSON.
  const words = written(at).replaceAll(/\\(["\\])/g, '$1');
  return `${rule} ${severity} ${certainty} ${resource} at ${words}: ${message.en}`;
}

for (const rule of rules) {
  const examples = [...rule.bad, ...rule.good].filter(({ language }) => language === 'terraform');
  if (examples.length === 0) continue;
  describe(rule.id, () => {
    test.each(examples.map(({ code }, i) => [i + 1, code] as const))('example %d', (_, code) => {
      const [hcl, json] = [new SourceText('main.tf', code), new SourceText('main.tf.json', asJson(code))];
      expect(resourcesOf(json)).toEqual(resourcesOf(hcl));
      expect(findingsOf(json)).toEqual(findingsOf(hcl));
    });
  });
}
