import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { type CodeLens, commands, type Hover, MarkdownString, Uri, window, workspace } from 'vscode';
import { api, example, until } from './waiting.ts';

/** What the server says about exposure, as an editor shows it: hovers, code lenses and the document behind them. */
export function defineExposureTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'exposure');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('a hover over a port range names its services', async () => {
    const document = await open('ros/shop.yaml');
    const position = document.positionAt(document.getText().indexOf('20/25') + 1);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const shown = hovers
      .flatMap(({ contents }) => contents)
      .map((one) => (one instanceof MarkdownString ? one.value : ''));
    assert.ok(shown.join('\n').includes('SSH'), shown.join('\n'));
  });

  test('a code lens stands above a security group, and leads to its table', async () => {
    const document = await open('ros/shop.yaml');
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const line = document.positionAt(document.getText().indexOf('WebGroup:')).line;
    const lens = lenses.find(({ range }) => range.start.line === line);
    assert.equal(lens?.command?.command, 'portguard.showExposure');
    assert.ok(lens.command.title.includes('20/25'), lens.command.title);
    const [uri, address] = lens.command.arguments as [string, string];
    const shown = Uri.from({ scheme: 'portguard-exposure', path: `/${address}.md`, query: uri, fragment: address });
    const table = await workspace.openTextDocument(shown);
    assert.ok(table.getText().includes('| 0.0.0.0/0 | tcp 20/25 |'), table.getText());
    await commands.executeCommand(lens.command.command, uri, address);
    assert.ok(window.tabGroups.activeTabGroup.activeTab, 'nothing was shown');
  });

  test('the Exposure view lists what strangers reach, by the way that leads there', async () => {
    const { exposure } = await api();
    await open('ros/shop.yaml');
    await commands.executeCommand('portguard.exposure.focus');
    const entries = () => exposure.roots().flatMap(({ children }) => children.map(({ entry }) => entry));
    const ssh = () => entries().find(({ to, services }) => to === 'WebGroup' && services.includes('SSH'));
    await until(
      () => ssh() !== undefined,
      () => JSON.stringify(exposure.roots().map(({ label }) => label)),
    );
    assert.ok(ssh()?.uri.endsWith('/ros/shop.yaml'), ssh()?.uri);
    assert.deepEqual(new Set(exposure.roots().map(({ kind }) => kind)).has('file'), false);
  });

  test('by file, the Exposure view has the paths of the workspace, and keeps that choice', async () => {
    const { exposure } = await api();
    await commands.executeCommand('portguard.groupExposureByFile');
    assert.ok(exposure.roots().some(({ kind, label }) => kind === 'file' && label === 'ros/shop.yaml'));
    await exposure.refresh();
    assert.ok(exposure.roots().every(({ kind }) => kind === 'file'));
    await commands.executeCommand('portguard.groupExposureByWay');
    assert.ok(exposure.roots().every(({ kind }) => kind !== 'file'));
  });

  test("an entry's exposure is shown as a document", async () => {
    const { exposure } = await api();
    const [node] = exposure.roots().flatMap(({ children }) => children);
    assert.ok(node);
    await commands.executeCommand('portguard.showEntryExposure', node);
    const label = (): string => window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    await until(() => label().includes(node.entry.to), label);
  });
}

async function open(path: string) {
  return workspace.openTextDocument(example(path));
}
