import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../../core/dialects/cloud/write.ts';
import { readUnits } from '../../../../core/dialects/units.ts';
import { SourceText } from '../../../../core/text/source.ts';

const sample = readFileSync('cloud/sample-account.json', 'utf8');

/** `line:column message` of each problem with a text. */
function problemsIn(text: string): readonly string[] {
  const source = new SourceText('account.json', text);
  return readUnits([source])
    .flatMap(({ problems }) => problems)
    .map(({ rule, at, message }) => {
      const { line, column } = source.positionAt(at.start);
      return `${line + 1}:${column + 1} ${rule} ${message.en}`;
    });
}

test('a snapshot is written as it is read: one line for each rule, nothing for what is not set', () => {
  const whole = JSON.parse(sample) as Snapshot;
  expect(snapshotText(whole)).toBe(sample);
  const rules = whole.regions.flatMap(({ securityGroups }) => (securityGroups ?? []).flatMap((one) => one.rules ?? []));
  expect(sample.split('\n').filter((line) => line.includes('"direction"'))).toHaveLength(rules.length);
  expect(
    snapshotText({ portguardSnapshot: 1, takenAt: 'now', regions: [{ region: 'r', vpcs: undefined }], problems: [] }),
  ).toBe(
    '{\n  "portguardSnapshot": 1,\n  "takenAt": "now",\n  "regions": [\n    { "region": "r" }\n  ],\n  "problems": []\n}\n',
  );
});

test('the schema in schemas/ says the same as the reader', () => {
  const schema = JSON.parse(readFileSync('schemas/snapshot.schema.json', 'utf8')) as object;
  const valid = new Ajv2020().compile(schema);
  expect(valid(JSON.parse(sample)), JSON.stringify(valid.errors)).toBe(true);
  expect(valid({ ...(JSON.parse(sample) as object), portguardSnapshot: 2 })).toBe(false);
  expect(problemsIn(sample)).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  [
    'another version',
    '{"portguardSnapshot": 2, "regions": 7}',
    ['1:23 syntax/snapshot This version of PortGuard reads snapshots of version 1.'],
  ],
  [
    'what is missing, and what is of another kind',
    '{"portguardSnapshot": 1, "takenAt": 3, "problems": [],\n "regions": [{"region": "a", "securityGroups": [{"name": "x", "type": "simple"}]}]}',
    [
      '1:37 syntax/snapshot A snapshot has a text here.',
      '2:49 syntax/snapshot Something is missing in this snapshot.',
      '2:71 syntax/snapshot A snapshot has one of these words here: normal, enterprise',
    ],
  ],
  ['broken JSON', '{"portguardSnapshot": 1, "takenAt": "now", "problems": [], "regions": [', ['syntax/json']],
])('%s is told at its place', (_, text, expected) => {
  const told = problemsIn(text);
  for (const [i, words] of expected.entries()) expect(told[i]).toContain(words);
});

test('JSON that is no snapshot is none', () => {
  for (const text of ['{"a": "portguardSnapshot"}', '[]', '{"nested": {"portguardSnapshot": 1}}'])
    expect(readUnits([new SourceText('a.json', text)])).toEqual([]);
});
