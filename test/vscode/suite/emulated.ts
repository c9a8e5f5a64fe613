/** The extension before an emulator of Alibaba Cloud. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, workspace } from 'vscode';
import { owner } from '../../emulator/sample-keys.ts';

/** A home with a profile, and settings that lead to the emulator; answers with what undoes both. */
export async function connectTo(endpoint: string): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'portguard-home-'));
  mkdirSync(join(home, '.aliyun'));
  const key = { access_key_id: owner.id, access_key_secret: owner.secret };
  const profile = { name: 'emulator', mode: 'AK', ...key, region_id: 'cn-hangzhou' };
  writeFileSync(join(home, '.aliyun/config.json'), JSON.stringify({ current: 'emulator', profiles: [profile] }));
  const { HOME } = process.env;
  process.env.HOME = home;
  const settings = workspace.getConfiguration('portguard.cloud');
  await settings.update('endpoint', endpoint, ConfigurationTarget.Global);
  await settings.update('protocol', 'HTTP', ConfigurationTarget.Global);
  return async () => {
    if (HOME === undefined) delete process.env.HOME;
    else process.env.HOME = HOME;
    await settings.update('endpoint', undefined, ConfigurationTarget.Global);
    await settings.update('protocol', undefined, ConfigurationTarget.Global);
    rmSync(home, { recursive: true, force: true });
  };
}
