import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { DiagnosticTag, type DocumentDiagnosticReport, MessageType } from 'vscode-languageserver/node';
import { folder, messagesIn, pulling, start, terraform } from './client.ts';

const module = `variable "cidr" {}\n${terraform().replace('"0.0.0.0/0"', 'var.cidr')}`;
const call = 'module "open" {\n  source = "./modules/open"\n  cidr   = "0.0.0.0/0"\n}\n';

function codesOf(report: DocumentDiagnosticReport): readonly unknown[] {
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [report.kind];
}

test('a client that asks is answered, has nothing sent, and hears that nothing has changed', async () => {
  const client = await start({ capabilities: pulling });
  const uri = await client.open(folder(), 'main.tf', terraform());
  const first = await client.pull(uri);
  expect(codesOf(first)).toContain('exposure/admin-port');
  expect(first).toMatchObject({ kind: 'full', resultId: expect.any(String) });
  expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  await client.replace(uri, '0.0.0.0/0', '10.0.0.0/8');
  const second = await client.pull(uri, first.resultId);
  expect(codesOf(second)).not.toContain('exposure/admin-port');
  await client.replace(uri, '10.0.0.0/8', '0.0.0.0/0');
  // The same diagnostics have the same name again.
  expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  await client.end();
  const methods = messagesIn(Buffer.concat(client.written)).map((one) => (one as { method?: string }).method);
  expect(methods).not.toContain('textDocument/publishDiagnostics');
});

test('a diagnostic leads to its page, names its resource, and is faded where what it is about does nothing', async () => {
  const client = await start({
    capabilities: pulling,
    initializationOptions: { rulePage: 'command:portguard.openRule?{rule}' },
  });
  const text = `${terraform()}# portguard:ignore tls/http-listener -- nothing here\n`;
  const report = await client.pull(await client.open(folder(), 'main.tf', text));
  const items = report.kind === 'full' ? report.items : [];
  expect(items.find(({ code }) => code === 'exposure/admin-port')).toMatchObject({
    source: 'portguard',
    codeDescription: { href: 'command:portguard.openRule?exposure%2Fadmin-port' },
    data: { rule: 'exposure/admin-port', resource: 'alicloud_security_group_rule.ssh' },
  });
  const faded = items.filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary)).map(({ code }) => code);
  expect(faded).toEqual(['hygiene/unused-group', 'suppression/unused']);
  await client.end();
});

test('what a caller says of a module comes with the caller, where the client takes it', async () => {
  const top = folder({ 'modules/open/main.tf': module });
  const client = await start({
    capabilities: { ...pulling, textDocument: { diagnostic: { relatedDocumentSupport: true } } },
  });
  const uri = await client.open(top, 'main.tf', call);
  const report = await client.pull(uri);
  const related = report.relatedDocuments?.[pathToFileURL(`${top}/modules/open/main.tf`).href];
  expect(related && 'items' in related ? related.items.map(({ code }) => code) : []).toContain('exposure/admin-port');
  await client.end();
});

test('a module that is opened alone shows what its callers in the workspace say of it', async () => {
  const top = folder({ 'modules/open/main.tf': module, 'main.tf': call });
  const client = await start({ folders: [top], capabilities: pulling });
  await client.pullWorkspace();
  const uri = await client.open(top, 'modules/open/main.tf', module);
  expect(codesOf(await client.pull(uri))).toContain('exposure/admin-port');
  // Values that only a caller gives are explained, too.
  expect((await client.hover(uri, 'var.cidr'))?.shown).toContain('everyone on the internet');
  // What is typed in the module counts for its callers, open or not.
  await client.replace(uri, '22/22', '443/443');
  expect(codesOf(await client.pull(uri))).not.toContain('exposure/admin-port');
  await client.end();
});

test('the client is asked to ask again where another document changes what is said', async () => {
  const top = folder({ 'modules/open/main.tf': module, 'main.tf': call });
  const client = await start({ capabilities: pulling });
  const caller = await client.open(top, 'main.tf', call);
  const uri = await client.open(top, 'modules/open/main.tf', module);
  const first = await client.pull(uri);
  expect(codesOf(first)).toContain('exposure/admin-port');
  const before = client.diagnosticRefreshes;
  await client.replace(caller, '0.0.0.0/0', '10.0.0.0/8');
  await expect.poll(() => client.diagnosticRefreshes).toBeGreaterThan(before);
  expect(codesOf(await client.pull(uri, first.resultId))).not.toContain('exposure/admin-port');
  await client.end();
});

test('workspace diagnostics: all at first, then what is new, and nothing until there is', async () => {
  const top = folder({ 'a/main.tf': terraform(), 'b/main.tf': terraform(), 'c/main.tf': terraform('10.0.0.0/8') });
  const client = await start({ folders: [top], capabilities: pulling });
  const all = await client.pullWorkspace();
  expect(all.items.map(({ uri }) => uri.slice(uri.indexOf(top) + top.length)).sort()).toEqual([
    '/a/main.tf',
    '/b/main.tf',
    '/c/main.tf',
  ]);
  let isAnswered = false;
  const next = client.pullWorkspace(all).then((report) => {
    isAnswered = true;
    return report;
  });
  const uri = await client.open(top, 'a/main.tf', terraform());
  await client.pull(uri);
  expect(isAnswered).toBe(false);
  await client.replace(uri, '0.0.0.0/0', '10.0.0.0/8');
  const { items } = await next;
  expect(items).toMatchObject([{ uri, kind: 'full', version: 2 }]);
  await client.end();
});

test('a question about the workspace that is given up is answered, and one that waits does not keep the server', async () => {
  const top = folder({ 'a/main.tf': terraform() });
  const client = await start({ folders: [top], capabilities: pulling });
  const all = await client.pullWorkspace();
  await expect(client.cancelledPullWorkspace(all)).rejects.toThrow();
  client.pullWorkspace(all).catch(() => {});
  expect(await client.end()).toEqual({ status: 0, stderr: '' });
});

test('of open files only, where the settings say so', async () => {
  const top = folder({ 'a/main.tf': terraform(), 'b/main.tf': terraform(), 'b/other.tf': '' });
  const client = await start({ folders: [top], capabilities: pulling, settings: { lint: { scope: 'openFiles' } } });
  expect(await client.pullWorkspace()).toEqual({ items: [] });
  expect((await client.workspaceExposure()).complete).toBe(true);
  const uri = await client.open(top, 'b/other.tf', '# nothing\n');
  await client.pull(uri);
  expect((await client.workspaceExposure()).entries).toEqual([]);
  await client.configure({ lint: { scope: 'workspace' } });
  await expect.poll(async () => (await client.pullWorkspace()).items.length).toBe(2);
  expect((await client.workspaceExposure()).entries).toHaveLength(2);
  await client.configure({ lint: { scope: 'openFiles' } });
  await expect.poll(async () => (await client.workspaceExposure()).entries).toEqual([]);
  await client.end();
});

test('no more files than the settings allow, and that is said', async () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}/main.tf`, terraform()]));
  const client = await start({ folders: [folder(files)], capabilities: pulling, settings: { index: { maxFiles: 2 } } });
  expect((await client.pullWorkspace()).items).toHaveLength(2);
  await expect
    .poll(() =>
      client.log
        .filter(({ type }) => type === MessageType.Info)
        .map(({ message }) => message)
        .join(),
    )
    .toMatch(/indexed 2 files in 2 folders.*left out 2 files/);
  await client.end();
});

test('what is ignored has nothing said about it, open or not', async () => {
  const top = folder({
    '.portguard.yaml': 'ignore: [old/]\n',
    '.gitignore': '*.gen.tf\n',
    'a.gen.tf': terraform(),
    'old/main.tf': terraform(),
    '.terraform/modules/m/main.tf': terraform(),
    'main.tf': terraform(),
  });
  const client = await start({ folders: [top], capabilities: pulling });
  for (const path of ['a.gen.tf', 'old/main.tf', '.terraform/modules/m/main.tf']) {
    const uri = await client.open(top, path, terraform());
    expect(codesOf(await client.pull(uri))).toEqual([]);
  }
  const uri = await client.open(top, 'main.tf', terraform());
  expect(codesOf(await client.pull(uri))).toContain('exposure/admin-port');
  await client.end();
});

test('a broken configuration is told at its place, as it is typed, and rules rest until it is mended on disk', async () => {
  const top = folder({ '.portguard.yaml': 'rules:\n  exposure/admin-prt: off\n', 'main.tf': terraform() });
  const path = `${top}/.portguard.yaml`;
  const client = await start({ folders: [top], capabilities: pulling });
  const { items } = await client.pullWorkspace();
  expect(items).toMatchObject([
    {
      uri: pathToFileURL(path).href,
      items: [
        { range: { start: { line: 1, character: 2 } }, severity: 1, message: expect.stringContaining('admin-prt') },
      ],
    },
  ]);
  expect(items.flatMap((one) => ('items' in one ? one.items : []))[0]).not.toHaveProperty('code');
  const uri = await client.open(top, '.portguard.yaml', readFileSync(path, 'utf8'));
  await client.replace(uri, 'admin-prt', 'admin-port');
  await client.replace(uri, 'off', 'of');
  expect(await client.pull(uri)).toMatchObject({ items: [{ range: { start: { line: 1, character: 23 } } }] });
  await client.replace(uri, ': of', ': off');
  expect(codesOf(await client.pull(uri))).toEqual([]);
  const main = await client.open(top, 'main.tf', terraform());
  expect(codesOf(await client.pull(main))).toEqual([]);
  writeFileSync(path, 'rules:\n  exposure/admin-port: off\n');
  await client.save(uri);
  await expect.poll(async () => codesOf(await client.pull(main))).toEqual(['hygiene/unused-group']);
  rmSync(path);
  await client.end();
});
