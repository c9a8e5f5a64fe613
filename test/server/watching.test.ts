import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { folder, pulling, start, terraform } from './client.ts';

const watching = {
  ...pulling,
  workspace: {
    ...pulling.workspace,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** The dangerous ports of a workspace: file and port. */
async function opened(client: Awaited<ReturnType<typeof start>>, top: string): Promise<readonly string[]> {
  const { items } = await client.pullWorkspace();
  return items
    .flatMap((one) => ('items' in one ? one.items.map((item) => ({ ...item, uri: one.uri })) : []))
    .filter(({ code }) => String(code).startsWith('exposure/'))
    .map(({ uri, message }) => `${uri.slice(uri.indexOf(top) + top.length + 1)} ${/\d+/.exec(String(message))}`)
    .sort();
}

test('the client is asked to watch what is linted, and what is read beside it', async () => {
  const client = await start({ folders: [folder()], capabilities: watching });
  await expect
    .poll(() => client.registrations.map(({ method }) => method))
    .toContain('workspace/didChangeWatchedFiles');
  const { registerOptions } = client.registrations.find(({ method }) => method.endsWith('WatchedFiles')) ?? {};
  const patterns = JSON.stringify(registerOptions);
  for (const part of ['.tf,', '.tfvars', '.yaml', '.json', '.tfstate', '.tpl', '.portguardignore', '.portguard.yaml'])
    expect(patterns).toContain(part);
  await client.end();
});

test('files that are written, made and deleted outside of the editor', async () => {
  const top = folder({ 'a/main.tf': terraform(), 'b/main.tf': terraform() });
  const client = await start({ folders: [top], capabilities: watching });
  const after = async (type: FileChangeType, ...paths: readonly string[]) => {
    await client.watched(type, ...paths.map((path) => join(top, path)));
    return opened(client, top);
  };
  expect(await opened(client, top)).toEqual(['a/main.tf 22', 'b/main.tf 22']);
  writeFileSync(join(top, 'a/main.tf'), terraform('0.0.0.0/0', '3389/3389'));
  expect(await after(FileChangeType.Changed, 'a/main.tf')).toEqual(['a/main.tf 3389', 'b/main.tf 22']);
  mkdirSync(join(top, 'c/d'), { recursive: true });
  writeFileSync(join(top, 'c/d/main.tf'), terraform());
  expect(await after(FileChangeType.Created, 'c/d/main.tf')).toEqual([
    'a/main.tf 3389',
    'b/main.tf 22',
    'c/d/main.tf 22',
  ]);
  rmSync(join(top, 'a/main.tf'));
  expect(await after(FileChangeType.Deleted, 'a/main.tf')).toEqual(['b/main.tf 22', 'c/d/main.tf 22']);
  // Of a folder only the folder is named.
  rmSync(join(top, 'c'), { recursive: true });
  expect(await after(FileChangeType.Deleted, 'c')).toEqual(['b/main.tf 22']);
  renameSync(join(top, 'b'), join(top, 'e'));
  await client.watched(FileChangeType.Deleted, join(top, 'b'));
  expect(await after(FileChangeType.Created, 'e/main.tf')).toEqual(['e/main.tf 22']);
  await client.end();
});

test('a module that changes on disk changes what its callers open', async () => {
  const module = terraform().replace('"22/22"', 'var.ports');
  const top = folder({
    'modules/open/main.tf': `variable "ports" {}\n${module}`,
    'main.tf': 'module "open" {\n  source = "./modules/open"\n  ports  = "22/22"\n}\n',
  });
  const client = await start({ folders: [top], capabilities: watching });
  expect(await opened(client, top)).toEqual(['modules/open/main.tf 22']);
  writeFileSync(join(top, 'modules/open/main.tf'), `variable "ports" {}\n${module.replace('0.0.0.0/0', '10.0.0.0/8')}`);
  await client.watched(FileChangeType.Changed, join(top, 'modules/open/main.tf'));
  expect(await opened(client, top)).toEqual([]);
  // A variable file decides for the folder that it lies in.
  writeFileSync(
    join(top, 'main.tf'),
    'variable "p" {}\nmodule "open" {\n  source = "./modules/open"\n  ports  = var.p\n}\n',
  );
  writeFileSync(join(top, 'modules/open/main.tf'), `variable "ports" {}\n${module}`);
  writeFileSync(join(top, 'terraform.tfvars'), 'p = "3306/3306"\n');
  await client.watched(FileChangeType.Changed, join(top, 'main.tf'), join(top, 'modules/open/main.tf'));
  await client.watched(FileChangeType.Created, join(top, 'terraform.tfvars'));
  expect(await opened(client, top)).toEqual(['modules/open/main.tf 3306']);
  await client.end();
});

test('configurations and ignore files decide for all below them, from when they change', async () => {
  const top = folder({ 'a/main.tf': terraform(), 'b/c/main.tf': terraform() });
  const client = await start({ folders: [top], capabilities: watching });
  const write = async (path: string, text: string) => {
    writeFileSync(join(top, path), text);
    await client.watched(FileChangeType.Created, join(top, path));
    return opened(client, top);
  };
  expect(await opened(client, top)).toEqual(['a/main.tf 22', 'b/c/main.tf 22']);
  expect(await write('b/.portguard.yaml', 'rules:\n  exposure/admin-port: off\n')).toEqual(['a/main.tf 22']);
  expect(await write('b/.portguard.yaml', 'publicPorts: [80]\n')).toEqual(['a/main.tf 22', 'b/c/main.tf 22']);
  expect(await write('.portguardignore', 'a/\n')).toEqual(['b/c/main.tf 22']);
  expect(await write('.portguardignore', '\n')).toEqual(['a/main.tf 22', 'b/c/main.tf 22']);
  expect(await write('.portguard.yaml', 'ignore: [a/main.tf]\n')).toEqual(['b/c/main.tf 22']);
  await client.end();
});

test('what is typed counts more than what is on disk', async () => {
  const top = folder({ 'main.tf': terraform() });
  const client = await start({ folders: [top], capabilities: watching });
  const uri = await client.open(top, 'main.tf', terraform('0.0.0.0/0', '3389/3389'));
  await client.watched(FileChangeType.Changed, join(top, 'main.tf'));
  expect(await opened(client, top)).toEqual(['main.tf 3389']);
  await client.close(uri);
  expect(await opened(client, top)).toEqual(['main.tf 22']);
  await client.end();
});

test('folders of the workspace come and go', async () => {
  const [one, two] = [folder({ 'main.tf': terraform() }), folder({ 'deep/main.tf': terraform() })];
  const client = await start({ folders: [one], capabilities: watching });
  const files = async () =>
    (await client.pullWorkspace()).items.filter((item) => 'items' in item && item.items.length > 0);
  expect(await files()).toHaveLength(1);
  await client.changeFolders({ added: [two, join(two, 'deep')] });
  expect(await files()).toHaveLength(2);
  await client.changeFolders({ removed: [one] });
  expect((await files()).map(({ uri }) => uri)).toEqual([expect.stringContaining('/deep/main.tf')]);
  await client.end();
});
