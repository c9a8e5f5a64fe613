import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Mocha from 'mocha';
import { type CodeAction, commands, languages, Position, Range, Uri, window, workspace } from 'vscode';
import { example, until } from './waiting.ts';

const rule = (name: string, cidr: string): string => `resource "alicloud_security_group_rule" "${name}" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "${cidr}"
}
`;
const group = 'resource "alicloud_security_group" "web" {\n  vpc_id = "vpc-1"\n}\n';

/** What the extension writes into a document when a person says so. */
export function defineChangeTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'changes');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('all safe fixes of a file are applied at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portguard-changes-'));
    try {
      const file = Uri.file(join(folder, 'main.tf'));
      writeFileSync(file.fsPath, `${group}${rule('a', '10.0.0.0/8')}${rule('b', '10.0.0.0/8')}`);
      const document = await workspace.openTextDocument(file);
      await window.showTextDocument(document);
      await until(
        () => languages.getDiagnostics(file).length > 0,
        () => 'no findings',
      );
      await commands.executeCommand('portguard.fixAll');
      await until(
        () => document.getText() === `${group}${rule('a', '10.0.0.0/8')}`,
        () => document.getText(),
      );
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a security group offers to insert a rule, by the command that asks for the rest', async () => {
    const document = await workspace.openTextDocument(example('ros/shop.yaml'));
    const at = document.positionAt(document.getText().indexOf('SecurityGroupName'));
    const provide = 'vscode.executeCodeActionProvider';
    const actions = await commands.executeCommand<CodeAction[]>(provide, document.uri, new Range(at, at), 'refactor');
    const insertion = actions.find(({ command }) => command?.command === 'portguard.insertWhitelistRule');
    assert.equal(insertion?.command?.arguments?.[0], document.uri.toString());
  });

  test('outside of what lets anybody in the places of the file are offered, and nothing is written unasked', async () => {
    const document = await workspace.openTextDocument(example('ros/shop.yaml'));
    const before = document.getText();
    const inserting = commands.executeCommand(
      'portguard.insertWhitelistRule',
      document.uri.toString(),
      new Position(0, 0),
    );
    // It waits for a choice; somebody thinks better of it.
    const closing = setInterval(() => commands.executeCommand('workbench.action.closeQuickOpen'), 300);
    await inserting;
    clearInterval(closing);
    assert.equal(document.getText(), before);
  });
}
