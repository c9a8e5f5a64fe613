import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the journal is kept: as the system keeps what must survive a restart and is not configuration. */
export function defaultStateFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'portguard');
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'portguard');
}
