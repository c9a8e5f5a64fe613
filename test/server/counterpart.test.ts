/** The group of the templates that a group of the account is, over the pipe. */
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CancellationTokenSource, FileChangeType } from 'vscode-languageserver/node';
import { account, terraform } from '../core/drift/both-sides.ts';
import { folder, start } from './client.ts';

const live = (...rules: readonly string[]) => ({ name: 'test', text: account(rules) });
const named = (name: string): string => `security_group_name = "${name}"`;

test('where a group is declared and where rules of it stand, and how many of them differ', async () => {
  const main = terraform(['in tcp 80/80 0.0.0.0/0', 'in tcp 22/22 203.0.113.0/24']);
  const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  More:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-web
      IpProtocol: tcp
      PortRange: 443/443
      SourceCidrIp: 0.0.0.0/0
`;
  const top = folder({ 'infra/main.tf': main, 'ros/more.yml': ros, 'other/main.tf': terraform([], named('other')) });
  const client = await start({ folders: [top] });
  expect(await client.accountCounterpart('sg-web')).toBeNull();
  await client.tellAccount(
    live('in tcp 80/80 0.0.0.0/0', 'in tcp 22/22 0.0.0.0/0', 'in tcp 443/443 0.0.0.0/0', 'in tcp 6379/6379 0.0.0.0/0'),
  );
  const found = await client.accountCounterpart('sg-web');
  expect(found).toMatchObject({ by: 'name', differences: 2 });
  expect(found?.groups).toEqual([
    {
      name: 'alicloud_security_group.web',
      uri: pathToFileURL(join(top, 'infra/main.tf')).href,
      path: 'infra/main.tf',
      range: { start: { line: 0, character: 35 }, end: { line: 0, character: 40 } },
    },
    expect.objectContaining({ name: 'sg-web', path: 'ros/more.yml' }),
  ]);
  // Groups that nobody has, there or here.
  expect(await client.accountCounterpart('sg-nobody')).toBeNull();
  await client.tellAccount(null);
  expect(await client.accountCounterpart('sg-web')).toBeNull();
  await client.end();
});

test('what drift has found out is used, and says the same', async () => {
  const top = folder({ 'main.tf': terraform(['in tcp 22/22 203.0.113.0/24']), 'x/main.tf': terraform([], named('x')) });
  const client = await start({ folders: [top] });
  await client.tellAccount(live('in tcp 22/22 0.0.0.0/0'));
  const before = await client.accountCounterpart('sg-web');
  const drift = await client.drift();
  expect(before?.differences).toBe(drift?.pairs[0]?.rows.length);
  // As it was known to drift: among a few folders alone it would be known by something else.
  expect(await client.accountCounterpart('sg-web')).toEqual(before);
  expect(before?.by).toBe('name');
  await client.end();
});

test('it follows what is typed, what is on disk, and the account', async () => {
  const text = terraform(['in tcp 22/22 203.0.113.0/24']);
  const top = folder({ 'main.tf': text, 'later/readme.tf': '# nothing here\n' });
  const client = await start({ folders: [top] });
  const uri = await client.open(top, 'main.tf', text);
  await client.tellAccount(live('in tcp 22/22 203.0.113.0/24'));
  expect(await client.accountCounterpart('sg-web')).toMatchObject({ differences: 0 });
  await client.replace(uri, 'resource', '# one line more\nresource');
  await expect.poll(async () => (await client.accountCounterpart('sg-web'))?.groups[0]?.range.start.line).toBe(1);
  await client.tellAccount(live('in tcp 22/22 0.0.0.0/0'));
  expect(await client.accountCounterpart('sg-web')).toMatchObject({ differences: 1 });
  // Two groups with one name: none of them is it for certain.
  await expect.poll(async () => (await client.workspaceExposure()).complete).toBe(true);
  const second = join(top, 'later/main.tf');
  writeFileSync(second, text);
  await client.watched(FileChangeType.Created, second);
  await expect.poll(() => client.accountCounterpart('sg-web')).toBeNull();
  unlinkSync(second);
  await client.watched(FileChangeType.Deleted, second);
  await expect.poll(() => client.accountCounterpart('sg-web')).toMatchObject({ by: 'name' });
  await expect.poll(() => client.driftChanges).toBeGreaterThan(0);
  await client.end();
});

test('an answer that nobody wants any more is given up, and others have theirs', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`f${i}/main.tf`, terraform(['in tcp 80/80 0.0.0.0/0'], named(`g${i}`))]),
  );
  const client = await start({ folders: [folder({ ...files, 'main.tf': terraform(['in tcp 80/80 0.0.0.0/0']) })] });
  await client.tellAccount(live('in tcp 80/80 0.0.0.0/0'));
  const source = new CancellationTokenSource();
  const given = client.accountCounterpart('sg-web', source.token).catch((error: Error) => error.message);
  const kept = client.accountCounterpart('sg-web');
  source.cancel();
  expect(await given).toBe('counterpart');
  expect(await kept).toMatchObject({ by: 'name', differences: 0 });
  await client.end();
});
