/** The emulator with an account behind it, and requests for it, as the tests of this folder want them. */
import { afterEach } from 'vitest';
import type { SnapshotRequest } from '../../cloud/read/take-snapshot.ts';
import type { Account } from '../emulator/account/account.ts';
import { sampleAccount } from '../emulator/account/sample.ts';
import type { AccessKey } from '../emulator/keys.ts';
import { owner } from '../emulator/sample-keys.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/start.ts';

const running: Emulator[] = [];
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});

/** An emulator that ends with the test; with the sample account and its owner's key where nothing else is said. */
export async function emulate(
  options: Partial<EmulatorOptions> = {},
  account: Account = sampleAccount(),
): Promise<Emulator> {
  const emulator = await startEmulator({ account, keys: [owner], ...options });
  running.push(emulator);
  return emulator;
}

/** Waits that a test need not wait for. */
const hasty = { base: 1, longest: 4 };

export function requestFor(emulator: Emulator, key: AccessKey = owner): SnapshotRequest {
  return {
    credentials: {
      kind: 'keys',
      accessKeyId: key.id,
      accessKeySecret: key.secret,
      ...(key.token === undefined ? {} : { securityToken: key.token }),
    },
    endpoint: emulator.endpoint,
    protocol: 'HTTP',
    timeout: 10_000,
    retry: hasty,
  };
}
