/** Entry point of the tests in a workspace that is not trusted: only the sample opens, and nothing can be changed. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import Mocha from 'mocha';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import type { AccountNode } from '../../../client/account/node.ts';
import { sampleAccount } from '../../emulator/account/sample.ts';
import { owner } from '../../emulator/sample-keys.ts';
import { startEmulator } from '../../emulator/start.ts';
import { connectTo } from './emulated.ts';
import { reported } from './report.ts';
import { api } from './waiting.ts';

interface Command {
  readonly command: string;
  readonly enablement?: string;
}

/** Each of them changes an account, or opens one that is somebody's. */
const kept = [
  'openAccountOfChain',
  'openAccountOfKey',
  'openAccountOfProfile',
  'openSnapshot',
  'openTerraformState',
  'reopenAccount',
  'changeRule',
  'closePort',
  'closePortForTime',
  'letIn',
  'letOut',
  'removeRule',
  'restoreDrift',
  'undoChange',
  'undoLastChange',
] as const;

export function run(): Promise<void> {
  return reported((mocha) => {
    const suite = Mocha.Suite.create(mocha.suite, 'a workspace that is not trusted');
    const test = (title: string, body: () => Promise<void>): void => {
      suite.addTest(new Mocha.Test(title, body));
    };
    test('opens the sample', opensSample);
    test('is offered no command that opens another account or changes one', isOfferedNothing);
    test('opens no other account, whoever asks for it, and goes nowhere', opensNothingElse);
    test('changes nothing, whoever asks for it', changesNothing);
  });
}

async function opensSample(): Promise<void> {
  assert.equal(workspace.isTrusted, false);
  await commands.executeCommand('portguard.openSampleAccount');
  assert.equal((await api()).account.root()?.label, 'Sample account');
}

async function isOfferedNothing(): Promise<void> {
  const manifest = extensions.getExtension('portguard.portguard')?.packageJSON as {
    contributes: { commands: readonly Command[] };
  };
  const enabled = new Map(manifest.contributes.commands.map(({ command, enablement }) => [command, enablement]));
  for (const name of kept) assert.match(enabled.get(`portguard.${name}`) ?? '', /^isWorkspaceTrusted\b/, name);
}

async function opensNothingElse(): Promise<void> {
  const emulator = await startEmulator({ account: sampleAccount(), keys: [owner] });
  const restore = await connectTo(emulator.endpoint);
  try {
    const file = Uri.file(join(__filename, '../nothing.tfstate'));
    for (const name of kept.filter((one) => /open/i.test(one))) {
      await refused(`portguard.${name}`, file);
      assert.equal((await api()).account.root()?.label, 'Sample account', name);
    }
    assert.equal(emulator.requests.length, 0);
  } finally {
    await restore();
    await emulator.close();
  }
}

async function changesNothing(): Promise<void> {
  const { account } = await api();
  const before = account.opened()?.text;
  const rule = nodeOf(account.root(), 'rule', 'tcp 6379 ← 0.0.0.0/0');
  for (const name of kept.filter((one) => !/open|restore/i.test(one))) await refused(`portguard.${name}`, rule);
  assert.equal(account.opened()?.text, before);
  // A plan would be shown as a page.
  const labels = window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);
  assert.deepEqual(
    labels.filter((label) => /Preview|Plan/.test(label)),
    [],
  );
}

/** Runs a command to its end: it only says why not, and asks nothing. A question would not go away like that. */
async function refused(name: string, argument: unknown): Promise<void> {
  const clearing = setInterval(() => commands.executeCommand('notifications.clearAll'), 200);
  try {
    await commands.executeCommand(name, argument);
  } finally {
    clearInterval(clearing);
  }
}

function nodeOf(root: AccountNode | undefined, kind: AccountNode['kind'], label: string): AccountNode {
  const all = (node: AccountNode): readonly AccountNode[] => [node, ...node.children.flatMap(all)];
  const found = root && all(root).find((node) => node.kind === kind && node.label === label);
  assert.ok(found, `no ${kind} ${label}`);
  return found;
}
