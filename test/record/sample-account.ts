/**
 * Writes cloud/sample-account.json: the emulator's sample account as `portguard snapshot` reads it.
 * usage: node scripts/run.mjs test/record/sample-account.ts
 */
import { writeFileSync } from 'node:fs';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import { sampleAccount } from '../emulator/account/sample.ts';
import { owner } from '../emulator/sample-keys.ts';
import { startEmulator } from '../emulator/start.ts';

record();

async function record(): Promise<void> {
  const emulator = await startEmulator({ account: sampleAccount(), keys: [owner] });
  const snapshot = await takeSnapshot({
    credentials: { kind: 'keys', accessKeyId: owner.id, accessKeySecret: owner.secret },
    endpoint: emulator.endpoint,
    protocol: 'HTTP',
    now: () => new Date('2026-11-26T00:00:00Z'),
  });
  writeFileSync('cloud/sample-account.json', snapshotText(snapshot));
  await emulator.close();
}
