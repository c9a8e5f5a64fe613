import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { callRpc, coreClient } from './clients.ts';
import type { AccessKey } from './keys.ts';
import type { Emulator } from './start.ts';

let served: ChildProcessWithoutNullStreams;
afterEach(() => {
  if (served.exitCode === null) process.kill(-served.pid!, 'SIGKILL');
});

test('npm run emulator prints what the SDK needs, answers it, and ends with Ctrl+C', async () => {
  // A group of its own, because Ctrl+C reaches every process of a terminal.
  served = spawn(process.execPath, ['scripts/run.mjs', 'test/emulator/serve.ts'], { detached: true });
  let text = '';
  served.stdout.on('data', (chunk) => {
    text += chunk;
  });
  while (!text.includes('Endpoint for the SDK')) await once(served.stdout, 'data');

  const port = Number(/endpoint: '127\.0\.0\.1:(\d+)'/.exec(text)![1]);
  const printed = JSON.parse(text.slice(text.indexOf('{\n'), text.lastIndexOf('\n}') + 2));
  const [profile] = printed.profiles;
  const key: AccessKey = { id: profile.access_key_id, secret: profile.access_key_secret };
  expect(text).toContain(`ALIBABA_CLOUD_ACCESS_KEY_ID=${key.id}`);
  const emulator = { endpoint: `127.0.0.1:${port}` } as Emulator;
  expect(await callRpc(coreClient(emulator, key), '2014-05-26', 'DescribeRegions')).toHaveProperty('Regions');

  process.kill(-served.pid!, 'SIGINT');
  await once(served, 'close');
  expect(text).toContain('Requests served: 1');
});
