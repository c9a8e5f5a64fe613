/**
 * What other linters' own fixtures expect, where those fixtures are at hand (they are not part of this project).
 * mapping.json says which of our rules answers a peer's rule, or why the peer is wrong.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../core/rules/index.ts';

const peers = join(import.meta.dirname, '../../../shared/peers');
const mappingFile = join(import.meta.dirname, 'mapping.json');

interface Entry {
  readonly rules: readonly string[];
  readonly disagree?: string;
  /** The topic of a rule of ours that does not exist yet. */
  readonly later?: string;
}
interface Expectation {
  readonly id: string;
  readonly group: string;
  readonly expect: 'fail' | 'pass';
  readonly tool: string;
  readonly tool_rule: string;
}

const mapping = JSON.parse(readFileSync(mappingFile, 'utf8')) as Record<string, Entry>;

test('every rule that the mapping names exists', () => {
  const known = new Set(rules.map(({ id }) => id));
  const named = Object.values(mapping).flatMap((entry) => entry.rules);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test('every entry names a rule of ours, says why the peer is wrong, or which topic will answer it', () => {
  const idle = Object.entries(mapping).filter(
    ([, { rules: ours, disagree, later }]) => ours.length === 0 && !disagree && !later,
  );
  expect(idle).toEqual([]);
});

test.skipIf(!existsSync(peers))('every core rule of the peers has an entry', () => {
  const rows = readFileSync(join(peers, 'rules.csv'), 'utf8').split('\n').slice(1);
  const core = rows.filter((row) => row.includes(',core,')).map((row) => row.split(',').slice(0, 2).join('/'));
  expect(core.length).toBeGreaterThan(100);
  expect(core.filter((id) => !Object.hasOwn(mapping, id))).toEqual([]);
});

test.skipIf(!existsSync(peers))('the fixtures that we do not disagree with are answered as expected', () => {
  const root = join(import.meta.dirname, '../..');
  const command = ['score.mjs', '--cli', 'node dist/cli.js', '--mapping', mappingFile, '--json'];
  const [script, ...args] = [join(peers, command[0] as string), ...command.slice(1)];
  const output = execFileSync(process.execPath, [script as string, ...args], { cwd: root, encoding: 'utf8' });
  const wrong = new Set((JSON.parse(output) as { wrong: { id: string }[] }).wrong.map(({ id }) => id));
  const expected = JSON.parse(readFileSync(join(peers, 'expected.json'), 'utf8')) as Expectation[];
  for (const group of ['sg-port', 'tls', 'public-endpoint', 'k8s-exposure', 'istio-mtls']) {
    const counted = expected.filter((one) => one.group === group && isCounted(one));
    for (const [expectation, floor] of [
      ['fail', 0.95],
      ['pass', 0.98],
    ] as const) {
      const all = counted.filter((one) => one.expect === expectation);
      const right = all.filter(({ id }) => !wrong.has(id));
      expect(
        right.length / all.length,
        `${group}: ${expectation} ${right.length} of ${all.length}`,
      ).toBeGreaterThanOrEqual(floor);
    }
  }
});

function isCounted({ tool, tool_rule }: Expectation): boolean {
  const entry = mapping[`${tool}/${tool_rule}`];
  return entry !== undefined && !entry.disagree && !entry.later;
}
