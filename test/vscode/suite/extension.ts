import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { commands, extensions, languages, TabInputCustom, tasks, Uri, window, workspace } from 'vscode';
import { api, example, until } from './waiting.ts';

/** The extension around the server: start, commands, status, tasks. It is the first suite: nothing is started yet. */
export function defineExtensionTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'extension');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('activation does not wait for the server, and loads its library later', async () => {
    const { server } = await api();
    assert.ok(['idle', 'starting', 'running'].includes(server.state), server.state);
    await until(
      () => server.state === 'running',
      () => `the server is ${server.state}, though the workspace has Terraform`,
    );
  });

  test('every command of the manifest is registered, but for those of views', async () => {
    const manifest = extensions.getExtension('portguard.portguard')?.packageJSON;
    const wanted = (manifest.contributes.commands as { command: string; title: string }[]).map(
      ({ command }) => command,
    );
    const present = await commands.getCommands(true);
    assert.deepEqual(
      wanted.filter((command) => !present.includes(command)),
      [],
    );
    for (const { title } of manifest.contributes.commands) assert.doesNotMatch(title, /%/);
  });

  test('the whole workspace is told about, and the status says when it has been read', async () => {
    const { status } = await api();
    const errors = (path: string): number =>
      languages.getDiagnostics(example(path)).filter(({ severity }) => severity === 0).length;
    for (const path of ['ros/shop.yaml', 'terraform/main.tf', 'kubernetes/shop.yaml']) {
      await until(
        () => errors(path) > 0,
        () => `no error in ${path}, which is not open`,
      );
    }
    await until(
      () => !status.busy,
      () => 'the workspace is still being read',
    );
  });

  test("a finding's code leads to the rule's page", async () => {
    const found = languages.getDiagnostics(example('ros/shop.yaml')).find(({ code }) => {
      return typeof code === 'object' && code.value === 'exposure/admin-port';
    });
    const target = typeof found?.code === 'object' ? found.code.target : undefined;
    assert.equal(target?.toString(), 'portguard-rule:/exposure/admin-port.md');
    await commands.executeCommand('vscode.open', target);
    const shown = (): unknown => window.tabGroups.activeTabGroup.activeTab?.input;
    await until(
      () => shown() instanceof TabInputCustom,
      () => 'the page is not shown as a preview',
    );
    assert.ok((await workspace.openTextDocument(target)).getText().startsWith('# exposure/admin-port'));
  });

  test('the status of a document counts its findings', async () => {
    const { status } = await api();
    await window.showTextDocument(await workspace.openTextDocument(example('ros/shop.yaml')));
    await until(
      () => /\d errors?/.test(status.text),
      () => status.text,
    );
    const errors = languages.getDiagnostics(example('ros/shop.yaml')).filter(({ severity }) => severity === 0).length;
    await until(
      () => status.text.includes(`${errors} error`),
      () => status.text,
    );
  });

  test("a rule's page is shown, and nothing that is no rule", async () => {
    await commands.executeCommand('portguard.openRule', 'exposure/admin-port');
    const labels = (): string => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join('; ');
    await until(() => labels().includes('Preview admin-port.md'), labels);
    const before = labels();
    await commands.executeCommand('portguard.openRule', '../../package');
    assert.equal(labels(), before);
  });

  test('the server lists its rules in the language of the editor', async () => {
    const { server } = await api();
    const rules = await server.request<{ id: string; title: string; isOn: boolean }[]>('portguard/rules');
    const found = rules.find(({ id }) => id === 'exposure/admin-port');
    assert.equal(found?.isOn, true);
    assert.ok(rules.some(({ id }) => id === 'syntax/yaml'));
    assert.ok(rules.some(({ isOn }) => !isOn));
  });

  test('a configuration that is there is opened, not overwritten', async () => {
    const text = Buffer.from(await workspace.fs.readFile(example('.portguard.yaml'))).toString();
    await commands.executeCommand('portguard.createConfig');
    assert.equal(window.activeTextEditor?.document.uri.path, example('.portguard.yaml').path);
    assert.equal(window.activeTextEditor.document.getText(), text);
  });

  test('the lint task runs the command line that comes with the extension', async () => {
    const [task] = await tasks.fetchTasks({ type: 'portguard' });
    assert.ok(task, 'no task is offered');
    assert.deepEqual(task.problemMatchers, []);
    const ended = new Promise<number | undefined>((resolve) => {
      tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name === task.name) resolve(exitCode);
      });
    });
    await tasks.executeTask(task);
    // 1: the examples have findings.
    assert.equal(await ended, 1);
  });

  test('a server that is started anew tells the findings again', async () => {
    const { server } = await api();
    const document = await workspace.openTextDocument(example('kubernetes/shop.yaml'));
    const count = (): number => languages.getDiagnostics(document.uri).length;
    await until(
      () => count() > 0,
      () => 'no findings before',
    );
    await commands.executeCommand('portguard.restartServer');
    assert.equal(server.state, 'running');
    await until(
      () => count() > 0,
      () => 'no findings after',
    );
  });

  test('Terraform files have a language, whether or not an extension for it is installed', async () => {
    assert.equal((await workspace.openTextDocument(example('terraform/main.tf'))).languageId, 'terraform');
    assert.equal((await workspace.openTextDocument(Uri.parse('untitled:/x.tfvars'))).languageId, 'terraform-vars');
  });
}
