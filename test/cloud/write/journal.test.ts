import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../cloud/write/journal.ts';
import { alone } from '../../../cloud/write/lock.ts';
import { stateFolder } from './changing.ts';

const settled = (id: string) => ({ id, at: '2026-11-26T00:00:00.000Z', line: 'settled' }) as const;

test('the file is its owner’s alone', () => {
  const folder = join(stateFolder(), 'new');
  openJournal(folder).append(settled('a'));
  if (process.platform !== 'win32') {
    expect(statSync(join(folder, 'changes.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
});

test('a line that was cut off hides no other', () => {
  const folder = stateFolder();
  const journal = openJournal(folder);
  journal.append(settled('a'));
  appendFileSync(join(folder, 'changes.jsonl'), '{"id":"b","at":"20');
  journal.append(settled('c'));
  expect(journal.lines().map(({ id }) => id)).toEqual(['a', 'c']);
});

test('one at a time; what a dead process has left is taken over', async () => {
  const folder = stateFolder();
  const inner = await alone(folder, () => alone(folder, async () => 'inner'));
  expect(inner).toMatchObject({ refused: 'busy' });
  // No process has this number: Linux counts to 4,194,304.
  writeFileSync(join(folder, 'changes.lock'), '99999999');
  expect(await alone(folder, async () => 'mine')).toBe('mine');
});
