import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import { emulate, requestFor } from './account.ts';

test('the sample account is what is read from the emulator (node scripts/run.mjs test/record/sample-account.ts)', async () => {
  const emulator = await emulate();
  const snapshot = await takeSnapshot({ ...requestFor(emulator), now: () => new Date('2026-11-26T00:00:00Z') });
  expect(snapshotText(snapshot)).toBe(readFileSync('cloud/sample-account.json', 'utf8'));
});
