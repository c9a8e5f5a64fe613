import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folder, messagesIn, start, terraform } from './client.ts';

test('diagnostics follow the text as it is typed', async () => {
  const client = await start();
  const uri = await client.open(folder(), 'main.tf', terraform());
  expect(await client.found(uri)).toContain('exposure/admin-port "0.0.0.0/0"');
  await client.replace(uri, '0.0.0.0/0', '10.0.0.0/8');
  expect(await client.found(uri)).not.toContain('exposure/admin-port "0.0.0.0/0"');
  await client.replace(uri, '10.0.0.0/8', '::/0');
  await client.replace(uri, 'cidr_ip  ', 'ipv6_cidr_ip  ');
  expect(await client.found(uri)).toContain('exposure/admin-port "::/0"');
  await client.end();
});

test('a document that is closed has nothing said about it', async () => {
  const client = await start();
  const uri = await client.open(folder(), 'main.tf', terraform());
  expect(await client.diagnostics(uri)).not.toEqual([]);
  await client.close(uri);
  const other = await client.open(folder(), 'main.tf', terraform());
  await client.diagnostics(other);
  const last = messagesIn(Buffer.concat(client.written)).findLast(
    (message) => (message as { params?: { uri?: string } }).params?.uri === uri,
  );
  expect(last).toMatchObject({ params: { diagnostics: [] } });
  await client.end();
});

test('what is typed in a module counts for those who call it', async () => {
  const client = await start();
  const top = folder({ 'modules/open/main.tf': '' });
  const call = 'module "open" {\n  source = "./modules/open"\n  cidr   = "0.0.0.0/0"\n}\n';
  await client.open(top, 'main.tf', call);
  const module = await client.open(
    top,
    'modules/open/main.tf',
    `variable "cidr" {}\n${terraform().replace('"0.0.0.0/0"', 'var.cidr')}`,
  );
  await expect.poll(() => client.found(module)).toContain('exposure/admin-port var.cidr');
  await client.replace(module, '22/22', '443/443');
  await expect.poll(() => client.found(module)).not.toContain('exposure/admin-port var.cidr');
  await client.end();
});

test('messages are in the language of the client', async () => {
  const client = await start({ locale: 'zh-cn' });
  const uri = await client.open(folder(), 'main.tf', terraform());
  const [found] = (await client.diagnostics(uri)).filter(({ code }) => code === 'exposure/admin-port');
  expect(found?.message).toContain('对互联网开放');
  await client.end();
});

test('a broken file, a broken configuration and a strange URI do not end the server', async () => {
  const client = await start();
  const top = folder({ '.portguard.yaml': 'rules: [' });
  const broken = await client.open(top, 'main.tf', `${terraform()}resource "x" {{{ "`);
  expect(await client.diagnostics(broken)).toEqual([]);
  await expect.poll(() => client.log.map(({ message }) => message).join()).toContain('.portguard.yaml');
  await client.openUri('untitled:Untitled-1', terraform());
  await client.openUri('file://elsewhere/main.tf', terraform());
  const other = folder();
  const manifest = await client.open(other, 'broken.yaml', 'kind: Service\napiVersion: v1\nspec: [\n\t"');
  expect((await client.diagnostics(manifest)).length).toBeGreaterThan(0);
  const good = await client.open(other, 'main.tf', terraform());
  expect(await client.found(good)).toContain('exposure/admin-port "0.0.0.0/0"');
  expect((await client.end()).status).toBe(0);
});

test('nothing but LSP is written to standard output, and nothing to standard error', async () => {
  const client = await start();
  const uri = await client.open(folder(), 'main.tf', terraform());
  await client.diagnostics(uri);
  expect(await client.end()).toEqual({ status: 0, stderr: '' });
  const messages = messagesIn(Buffer.concat(client.written));
  expect(messages.length).toBeGreaterThan(2);
  for (const message of messages) expect(message).toMatchObject({ jsonrpc: '2.0' });
});

test('files that are not open are told about by their URI', async () => {
  const client = await start();
  const module = `variable "cidr" {}\n${terraform().replace('"0.0.0.0/0"', 'var.cidr')}`;
  const top = folder({ 'modules/open/main.tf': module });
  await client.open(top, 'main.tf', 'module "open" {\n  source = "./modules/open"\n  cidr   = "0.0.0.0/0"\n}\n');
  const uri = pathToFileURL(`${top}/modules/open/main.tf`).href;
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain('exposure/admin-port');
  await client.end();
});
