import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { commands, Uri, workspace } from 'vscode';
import { childrenOf, type DriftNode } from '../../../client/drift/node.ts';
import { api, until } from './waiting.ts';

const template = `resource "alicloud_security_group" "redis" {
  security_group_name = "redis"
}

resource "alicloud_security_group_rule" "web" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  port_range               = "6379/6379"
  source_security_group_id = "sg-bp1web000000000001"
  security_group_id        = alicloud_security_group.redis.id
}
`;

/** The Drift view: a template that lacks a rule of the sample account, until it is accepted. */
export function defineDriftTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'drift');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };
  const folder = Uri.joinPath(workspace.workspaceFolders?.[0]?.uri as Uri, 'drifted');
  suite.afterAll(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await workspace.fs.delete(folder, { recursive: true });
  });

  test('what only the account has is a row, which is gone once it is accepted', async () => {
    await workspace.fs.writeFile(Uri.joinPath(folder, 'main.tf'), new TextEncoder().encode(template));
    await commands.executeCommand('portguard.openSampleAccount');
    const { drift } = await api();
    const rows = (): readonly DriftNode[] =>
      drift.roots().flatMap((node) => (node.kind === 'pair' ? childrenOf(node) : []));
    await drift.refresh();
    await until(
      () => rows().length > 0,
      () => 'there is no row',
    );
    const [row] = rows();
    assert.equal(row?.label, 'tcp 6379 ← 0.0.0.0/0');
    assert.match(row?.description ?? '', /^only in the account · opens tcp 6379 \(Redis\) from 0\.0\.0\.0\/0/);
    await commands.executeCommand('portguard.acceptDrift', row);
    const document = await workspace.openTextDocument(Uri.joinPath(folder, 'main.tf'));
    assert.match(document.getText(), /cidr_ip += "0\.0\.0\.0\/0"/);
    await until(
      () => rows().length === 0,
      () => `left: ${rows().map(({ label }) => label)}`,
    );
  });

  test('groups that are in one place only are told with the reason', async () => {
    const { drift } = await api();
    const labels = drift.roots().map(({ label }) => label);
    assert.ok(labels.includes('Groups that no template declares'), labels.join(', '));
    assert.ok(labels.includes('Templates without a group of the account'), labels.join(', '));
  });
}
