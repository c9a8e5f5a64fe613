import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Mocha from 'mocha';
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';
import type { AccountNode } from '../../../client/account/node.ts';
import { secrets, stateFile } from '../../core/account/shop-state.ts';
import { sampleAccount } from '../../emulator/account/sample.ts';
import { owner } from '../../emulator/sample-keys.ts';
import { startEmulator } from '../../emulator/start.ts';
import { connectTo } from './emulated.ts';
import { api, example, until } from './waiting.ts';

/** Where the view of the live account has its account from. */
export function defineAccountSourceTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'sources of the live account');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('a Terraform state opens without credentials, and without its secrets', async () => {
    const { account } = await api();
    const folder = mkdtempSync(join(tmpdir(), 'portguard-state-'));
    try {
      writeFileSync(join(folder, 'terraform.tfstate'), stateFile());
      await commands.executeCommand('portguard.openTerraformState', Uri.file(join(folder, 'terraform.tfstate')));
      const labels = nodes(account.root()).map(({ kind, label }) => `${kind} ${label}`);
      assert.ok(labels.includes('region cn-hangzhou'), labels.join('\n'));
      assert.ok(labels.includes('group web'), labels.join('\n'));
      assert.ok(labels.includes('problem There may be more'), labels.join('\n'));
      const text = account.opened()?.text ?? '';
      for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret), 'a secret left the state');
    } finally {
      rmSync(folder, { recursive: true });
      await commands.executeCommand('portguard.closeAccount');
    }
  });

  test('the credentials of the environment are the default ones; regions are shown as they come', async () => {
    const { account } = await api();
    const emulator = await startEmulator({
      account: sampleAccount(),
      keys: [owner],
      faults: [{ region: 'cn-shanghai', times: 1, fault: { kind: 'slow', milliseconds: 6000 } }],
    });
    const restore = await connectTo(emulator.endpoint);
    process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = owner.id;
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = owner.secret;
    // All regions: the first that is offered.
    const picking = setInterval(() => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'), 300);
    try {
      const opening = commands.executeCommand('portguard.openAccountOfChain');
      const shown = (): string =>
        nodes(account.root())
          .map(({ label }) => label)
          .join('\n');
      await until(() => shown().includes('Reading cn-shanghai'), shown);
      assert.match(shown(), /redis/);
      assert.equal(account.opened(), undefined);
      clearInterval(picking);
      await opening;
      assert.equal(account.root()?.label, 'Default credentials');
      assert.doesNotMatch(shown(), /Reading/);
      await commands.executeCommand('portguard.closeAccount');
      const asked = emulator.requests.length;
      await commands.executeCommand('portguard.reopenAccount');
      assert.equal(account.root()?.label, 'Default credentials');
      assert.ok(emulator.requests.length > asked, 'it is read anew');
    } finally {
      clearInterval(picking);
      delete process.env.ALIBABA_CLOUD_ACCESS_KEY_ID;
      delete process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET;
      await commands.executeCommand('portguard.closeAccount');
      await restore();
      await emulator.close();
    }
  });

  test('the snapshot of what is open is saved where somebody says, and opens again from there', async () => {
    const { account } = await api();
    const file = example('account.json');
    await commands.executeCommand('portguard.openSampleAccount');
    const text = account.opened()?.text;
    assert.ok(text);
    // The dialog of VS Code that is made of its own rows, with the place that it offers.
    const dialogs = workspace.getConfiguration('files.simpleDialog');
    await dialogs.update('enable', true, ConfigurationTarget.Global);
    const picking = setInterval(() => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'), 500);
    try {
      await commands.executeCommand('portguard.saveSnapshot');
      clearInterval(picking);
      assert.equal(new TextDecoder().decode(await workspace.fs.readFile(file)), text);
      await commands.executeCommand('portguard.closeAccount');
      await commands.executeCommand('portguard.saveSnapshot');
      // As from the explorer, which names the file.
      await commands.executeCommand('portguard.openTerraformState', file);
      assert.equal(account.opened()?.text, text);
    } finally {
      clearInterval(picking);
      await dialogs.update('enable', undefined, ConfigurationTarget.Global);
      await commands.executeCommand('portguard.closeAccount');
      await workspace.fs.delete(file);
    }
  });

  test('ports that the workspace lists as public are no risk, as soon as it does', async () => {
    const { account } = await api();
    const file = example('.portguard.yaml');
    const before = await workspace.fs.readFile(file).then(
      (bytes) => bytes,
      () => undefined,
    );
    await commands.executeCommand('portguard.openSampleAccount');
    const risk = (): string => nodes(account.root()).find(({ label }) => label === 'redis')?.risk ?? '';
    try {
      assert.equal(risk(), 'high');
      await workspace.fs.writeFile(file, new TextEncoder().encode('publicPorts: [80, 443, 6379]\n'));
      await until(() => risk() === 'low', risk);
    } finally {
      if (before) await workspace.fs.writeFile(file, before);
      else await workspace.fs.delete(file);
      await until(() => risk() === 'high', risk);
      await commands.executeCommand('portguard.closeAccount');
    }
  });
}

function nodes(node: AccountNode | undefined): readonly AccountNode[] {
  return node ? [node, ...node.children.flatMap(nodes)] : [];
}
