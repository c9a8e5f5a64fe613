import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Mocha from 'mocha';
import { commands, extensions, languages, workspace } from 'vscode';
import { sampleAccount } from '../../emulator/account/sample.ts';
import { owner } from '../../emulator/sample-keys.ts';
import { startEmulator } from '../../emulator/start.ts';
import { connectTo } from './emulated.ts';
import { reported } from './report.ts';
import { api, example, until } from './waiting.ts';

/** What host/network-spy.cjs writes down. */
interface Noted {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly what: string;
  readonly to: string;
  readonly stack: string;
}

const file = process.env.PORTGUARD_NETWORK_LOG ?? '';
const templates = ['ros/shop.yaml', 'terraform/main.tf', 'kubernetes/shop.yaml'];

/**
 * What is measured: all connections, datagrams and look-ups of names by the extension host and by the language server's
 * process, from before activation until the first action. The extension is installed so that nothing but this suite
 * activates it.
 */
export async function run(): Promise<void> {
  // Children are watched, too: Node loads it there by itself.
  process.env.NODE_OPTIONS = `--require ${process.env.PORTGUARD_NETWORK_SPY}`;
  require(process.env.PORTGUARD_NETWORK_SPY ?? '');
  await reported((mocha) => {
    const suite = Mocha.Suite.create(mocha.suite, 'network');
    const test = (title: string, body: () => Promise<void>): void => {
      suite.addTest(new Mocha.Test(title, body));
    };
    test('nothing goes online when templates open and the view of the live account is shown', isQuiet);
    test('the sample account opens without going online', isSampleQuiet);
    test('an account that somebody opens is asked for, and the asking is seen', isAsked);
  });
}

async function isQuiet(): Promise<void> {
  const extension = extensions.getExtension('portguard.portguard');
  assert.equal(extension?.isActive, false);
  const { server, account } = await api();
  for (const path of templates) await workspace.openTextDocument(example(path));
  await until(
    () => templates.every((path) => languages.getDiagnostics(example(path)).length > 0),
    () => 'there are no findings',
  );
  await commands.executeCommand('portguard.account.focus');
  await server.request('portguard/workspaceExposure');
  assert.equal(account.root(), undefined);
  const all = noted();
  assert.ok(
    all.some((one) => isServer(one) && one.what === 'loaded'),
    'the server is not watched',
  );
  assert.deepEqual(
    all.filter((one) => isHost(one) || (isServer(one) && one.what !== 'loaded')),
    [],
  );
}

async function isSampleQuiet(): Promise<void> {
  await commands.executeCommand('portguard.openSampleAccount');
  await commands.executeCommand('portguard.closeAccount');
  assert.deepEqual(noted().filter(isHost), []);
}

async function isAsked(): Promise<void> {
  const emulator = await startEmulator({ account: sampleAccount(), keys: [owner] });
  const restore = await connectTo(emulator.endpoint);
  // The profile, then all regions: each the first that is offered.
  const picking = setInterval(() => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'), 300);
  try {
    await commands.executeCommand('portguard.openAccountOfProfile');
    assert.equal((await api()).account.root()?.label, 'Profile emulator');
    const asked = noted().filter(isHost);
    assert.ok(asked.length > 0);
    for (const { to } of asked) assert.ok(to === emulator.endpoint || to === '127.0.0.1', to);
  } finally {
    clearInterval(picking);
    await restore();
    await emulator.close();
  }
}

function noted(): readonly Noted[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Noted);
}

function isServer({ argv }: Noted): boolean {
  return argv.some((word) => /[\\/]dist[\\/]server\.js$/.test(word));
}

/** In this process nobody else goes online: extensions that come with VS Code do not while nobody asks them to. */
function isHost({ pid, what }: Noted): boolean {
  return pid === process.pid && what !== 'loaded';
}
