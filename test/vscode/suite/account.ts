import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { commands, env, Selection, type Tab, TabInputWebview, window, workspace } from 'vscode';
import type { AccountNode } from '../../../client/account/node.ts';
import { sampleAccount } from '../../emulator/account/sample.ts';
import { owner } from '../../emulator/sample-keys.ts';
import { startEmulator } from '../../emulator/start.ts';
import { connectTo } from './emulated.ts';
import { api, example, until } from './waiting.ts';

/** The view of the live account, over the sample that ships with the extension. */
export function defineAccountTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'live account');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('nothing is open before somebody asks, and the sample opens without credentials', async () => {
    const { account } = await api();
    assert.equal(account.root(), undefined);
    await commands.executeCommand('portguard.openSampleAccount');
    assert.equal(account.root()?.label, 'Sample account');
    assert.equal((await nodeOf('group', 'redis')).description, '1 exposed port');
  });

  test('by risk, the riskiest groups stand first, and that choice is kept over a refresh', async () => {
    const { account } = await api();
    await commands.executeCommand('portguard.groupAccountByRisk');
    await commands.executeCommand('portguard.refreshAccount');
    assert.equal(account.root()?.children[0]?.kind, 'risk');
    assert.equal(account.root()?.children[0]?.risk, 'high');
    await commands.executeCommand('portguard.groupAccountByVpc');
    assert.equal(account.root()?.children[0]?.kind, 'region');
  });

  test('a group is copied by its id and as Terraform', async () => {
    const group = await nodeOf('group', 'redis');
    await commands.executeCommand('portguard.copyAccountId', group);
    assert.equal(await env.clipboard.readText(), 'sg-bp1db0000000000001');
    await commands.executeCommand('portguard.copyAsTerraform', group);
    assert.match(await env.clipboard.readText(), /resource "alicloud_security_group" "redis"/);
  });

  test('a rule is shown where it stands in the snapshot', async () => {
    await commands.executeCommand('portguard.openInSnapshot', await nodeOf('rule', 'tcp 6379 ← 0.0.0.0/0'));
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'portguard-account');
    assert.match(editor.document.getText(editor.selection), /"sourceCidrIp": "0\.0\.0\.0\/0"/);
  });

  test('details of a group are a page, which the next group takes over unless it is pinned', async () => {
    const labels = (): string[] => detailsPages().map(({ label }) => label);
    const untilLabels = (expected: readonly string[]) =>
      until(
        () => JSON.stringify(labels()) === JSON.stringify(expected),
        () => labels().join(', '),
      );
    await commands.executeCommand('portguard.showAccountDetails', await nodeOf('group', 'redis'));
    await untilLabels(['redis']);
    await commands.executeCommand('portguard.showAccountDetails', await nodeOf('group', 'web'));
    await untilLabels(['web']);
    await commands.executeCommand('workbench.action.pinEditor');
    await commands.executeCommand('portguard.showAccountDetails', await nodeOf('instance', 'redis-1'));
    await untilLabels(['web', 'redis-1']);
    await commands.executeCommand('portguard.showAccountDetails', await nodeOf('group', 'web'));
    await until(
      () => window.tabGroups.activeTabGroup.activeTab?.label === 'web',
      () => labels().join(', '),
    );
    await commands.executeCommand('workbench.action.unpinEditor');
  });

  test('sources of a live rule are let in at the cursor of a template', async () => {
    const document = await workspace.openTextDocument(example('ros/shop.yaml'));
    const editor = await window.showTextDocument(document);
    const place = document.positionAt(document.getText().indexOf('20/25'));
    editor.selection = new Selection(place, place);
    const before = document.getText();
    await commands.executeCommand('portguard.insertFromAccount', await nodeOf('group', 'bastion'));
    await until(
      () => document.getText() !== before,
      () => 'nothing was inserted',
    );
    assert.match(document.getText(), /198\.51\.100\.0\/24/);
    await commands.executeCommand('workbench.action.files.revert');
  });

  test('an account is read with a profile of the CLI, and says what it could not read', async () => {
    const { account } = await api();
    const emulator = await startEmulator({
      account: sampleAccount(),
      keys: [owner],
      faults: [
        { action: 'DescribeInstances', times: Infinity, fault: { kind: 'error', status: 403, code: 'Forbidden.RAM' } },
      ],
    });
    const restore = await connectTo(emulator.endpoint);
    try {
      assert.equal(emulator.requests.length, 0);
      const opening = commands.executeCommand('portguard.openAccountOfProfile');
      // The profile, then all regions: each the first that is offered.
      const picking = setInterval(() => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'), 300);
      await opening;
      clearInterval(picking);
      assert.equal(account.root()?.label, 'Profile emulator');
      assert.equal((await nodeOf('group', 'redis')).kind, 'group');
      assert.match((await nodeOf('problem', 'Not read: ECS instances')).description, /ecs:DescribeInstances/);
      const asked = emulator.requests.length;
      assert.ok(asked > 0);
      await commands.executeCommand('portguard.refreshAccount');
      assert.ok(emulator.requests.length > asked, 'a refresh asks again');
    } finally {
      await restore();
      await emulator.close();
    }
  });

  test('a closed account leaves nothing behind', async () => {
    const { account } = await api();
    await commands.executeCommand('portguard.closeAccount');
    assert.equal(account.root(), undefined);
    await until(
      () => detailsPages().length === 0,
      () => `${detailsPages().length} pages are left`,
    );
  });
}

/** Tabs with a page of details; previews of Markdown are webviews, too. */
function detailsPages(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('portguard.accountDetails'));
}

async function nodeOf(kind: AccountNode['kind'], label: string): Promise<AccountNode> {
  const { account } = await api();
  const all = (node: AccountNode): readonly AccountNode[] => [node, ...node.children.flatMap(all)];
  const root = account.root();
  const found = root && all(root).find((node) => node.kind === kind && node.label === label);
  assert.ok(found, `no ${kind} ${label}`);
  return found;
}
