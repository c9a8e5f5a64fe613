/** A plan of a configuration has the findings of that configuration: rules, resources and words. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../../../../core/dialects/resource.ts';
import { evaluateModule } from '../../../../../core/dialects/terraform/evaluate.ts';
import { lint } from '../../../../../core/lint.ts';
import { PortSet } from '../../../../../core/network/ports.ts';
import { rules } from '../../../../../core/rules/index.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { isList, isMap, isReference, type MapData, type Value } from '../../../../../core/values/value.ts';
import { type Change, declared, plan, refers } from './plan-text.ts';

/** What Terraform would write of a value: what is known, what is not, and what the expression refers to. */
interface Written {
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly expression?: unknown;
}

class NotKnown extends Error {}

function writtenOf(value: Value): Written {
  if (value.kind !== 'known') throw new NotKnown();
  const data = value.value;
  if (isReference(data)) return { unknown: true, expression: refers(`${data.resource}.${data.attribute}`) };
  if (isMap(data)) return writtenMap(data);
  if (!isList(data)) return { after: data, expression: { constant_value: data } };
  const items = data.items.map(writtenOf);
  const expressions = items.map(({ expression }) => expression);
  const areBlocks = data.items.some((item) => item.kind === 'known' && isMap(item.value));
  return {
    after: items.map(({ after }) => after ?? null),
    unknown: items.map(({ unknown }) => unknown ?? false),
    expression: areBlocks ? expressions : { references: expressions.flatMap(referencesOf) },
  };
}

function referencesOf(expression: unknown): readonly string[] {
  return (expression as { readonly references?: readonly string[] }).references ?? [];
}

function writtenMap({ entries }: MapData): Written {
  const members = [...entries].map(([name, { value }]) => [name, writtenOf(value)] as const);
  const part = (key: keyof Written) =>
    Object.fromEntries(members.flatMap(([name, one]) => (one[key] === undefined ? [] : [[name, one[key]]])));
  return { after: part('after'), unknown: part('unknown'), expression: part('expression') };
}

function planOf(resources: readonly Resource[]): SourceText {
  const written = resources.map(({ address, attributes }) => ({ address, ...writtenMap(attributes) }));
  const changes = written.map(
    ({ address, after, unknown }): Change => ({
      address,
      after: after as object,
      unknown: { ...(unknown as object), id: true },
    }),
  );
  return plan(changes, {
    resources: written.map(({ address, expression }) => declared(address, expression as object)),
  });
}

/** What names stand in the text: Terraform makes no plan of a missing one, and a plan repeats every name. */
const ofTheText: ReadonlySet<string> = new Set(['hygiene/dangling-reference', 'hygiene/unused-group']);
const compares = rules.filter(({ id }) => !ofTheText.has(id));

const config = {
  settings: { publicPorts: PortSet.single(80).union(PortSet.single(443)), networks: new Map() },
  rules: compares.map((rule) => ({ rule, severity: rule.severity, options: rule.options })),
  inlineSuppressions: false,
};

function findingsOf(file: SourceText): readonly string[] {
  return lint([file], config)
    .findings.map(({ rule, certainty, message, resource }) => `${rule} ${certainty} ${resource}: ${message.en}`)
    .sort();
}

let compared = 0;

for (const rule of compares) {
  const examples = [...rule.bad, ...rule.good].filter(({ language }) => language === 'terraform');
  if (examples.length === 0) continue;
  describe(rule.id, () => {
    test.each(examples.map(({ code }, i) => [i + 1, code] as const))('example %d', (_, code) => {
      const source = new SourceText('main.tf', code);
      const resources = evaluateModule([source]).resources;
      try {
        expect(findingsOf(planOf(resources))).toEqual([...new Set(findingsOf(source))]);
        compared++;
      } catch (error) {
        // What only the deployment tells, or what is one of several, no plan leaves open.
        if (!(error instanceof NotKnown)) throw error;
      }
    });
  });
}

test('nearly all examples are compared', () => {
  expect(compared).toBeGreaterThan(100);
});
