// The emulator as a process of its own, and a home whose profile leads to it: an account that can be changed.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../../scripts/vsix.mjs';

/**
 * @param {string} folder where the home and the state folder are made
 * @returns what the VS Code server is started with; `requests()` asks for the log, `rules(id)` for the rules of a group
 *   as they are on the wire, `inject(faults)` makes things go wrong (test/emulator/control.ts)
 */
export async function emulatedAccount(folder) {
  const [home, state] = [join(folder, 'home'), join(folder, 'state')];
  const emulator = spawn(
    process.execPath,
    [join(root, 'scripts/run.mjs'), 'test/emulator/serve.ts', '--control'],
    // A group of its own: the emulator is a child of that script.
    { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stop = () => {
    process.off('exit', stop);
    try {
      process.kill(-emulator.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.on('exit', stop);
  const { endpoint, control, profiles } = await announced(emulator.stdout);
  mkdirSync(join(home, '.aliyun'), { recursive: true });
  writeFileSync(join(home, '.aliyun/config.json'), JSON.stringify(profiles));
  const ask = async (path, init) => (await fetch(`${control}/${path}`, init)).json();
  return {
    home,
    state,
    env: { HOME: home, XDG_STATE_HOME: state },
    machineSettings: { 'portguard.cloud.endpoint': endpoint, 'portguard.cloud.protocol': 'HTTP' },
    secrets: profiles.profiles.map(({ access_key_secret }) => access_key_secret),
    requests: () => ask('requests'),
    rules: (id) => ask(`rules/${id}`),
    inject: (faults) => ask('faults', { method: 'POST', body: JSON.stringify(faults) }),
    stop,
  };
}

async function announced(output) {
  const lines = [];
  for await (const line of createInterface({ input: output })) {
    lines.push(line);
    if (!line.startsWith('Control: ')) continue;
    const text = lines.join('\n');
    return {
      endpoint: /endpoint: '([^']+)'/.exec(text)[1],
      control: /Control: (\S+)/.exec(text)[1],
      profiles: JSON.parse(text.slice(text.indexOf('{\n'), text.indexOf('\n}\n') + 2)),
    };
  }
  throw new Error(`the emulator did not start:\n${lines.join('\n')}`);
}
