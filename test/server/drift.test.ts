/** Drift between the workspace's templates and the account that the client has open, over the pipe. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CancellationTokenSource, FileChangeType } from 'vscode-languageserver/node';
import type { ToldDrift, ToldPair, ToldRow } from '../../core/drift/told.ts';
import { account, terraform } from '../core/drift/both-sides.ts';
import { folder, pulling, start } from './client.ts';

const live = (...rules: readonly string[]) => ({ name: 'test', text: account(rules) });

function rowsOf(drift: ToldDrift | null): readonly ToldRow[] {
  return drift?.pairs.flatMap(({ rows }) => rows) ?? [];
}

function said(drift: ToldDrift | null): readonly string[] {
  return rowsOf(drift).map(({ kindText, account: ours, template }) =>
    [kindText, ours.join(' + '), template.join(' + ')].filter(Boolean).join(': '),
  );
}

function only(drift: ToldDrift | null): { readonly pair: ToldPair; readonly row: ToldRow } {
  const pair = drift?.pairs.find(({ rows }) => rows.length > 0);
  const [row] = pair?.rows ?? [];
  if (!pair || !row) throw new Error(`there is no row: ${JSON.stringify(drift)}`);
  return { pair, row };
}

test('rows of every kind, with what they come to and where they stand', async () => {
  const text = `variable "office" {}\n${terraform([
    'in tcp 80/80 0.0.0.0/0',
    'in tcp 22/22 203.0.113.0/24',
    'in tcp 9000/9000 10.0.0.0/8',
    'in tcp 5432/5432 var.office',
  ])}`;
  const top = folder({ 'infra/main.tf': text });
  const client = await start({ folders: [top] });
  expect(await client.drift()).toBeNull();
  await client.tellAccount(
    live(
      'in tcp 80/80 0.0.0.0/0',
      'in tcp 22/22 0.0.0.0/0',
      'in tcp 6379/6379 0.0.0.0/0',
      'in tcp 5432/5432 8.8.8.8/32',
    ),
  );
  const drift = await client.drift();
  expect(said(drift)).toEqual([
    'only in the account: accept tcp 6379 from 0.0.0.0/0 with priority 1',
    'differs: accept tcp 22 from 0.0.0.0/0 with priority 1: accept tcp 22 from 203.0.113.0/24 with priority 1',
    'only in the templates: accept tcp 9000 from 10.0.0.0/8 with priority 1',
    'not known: accept tcp 5432 from 8.8.8.8/32 with priority 1: accept tcp 5432 from ? (var.office)',
  ]);
  const [pair] = drift?.pairs ?? [];
  expect(pair).toMatchObject({
    account: { id: 'sg-web', name: 'web' },
    templates: [{ name: 'alicloud_security_group.web', folder: pathToFileURL(join(top, 'infra')).href }],
    by: 'by its name',
    isUnbounded: false,
  });
  const rows = rowsOf(drift);
  expect(rows.map(({ label }) => label)).toEqual([
    'tcp 6379 ← 0.0.0.0/0',
    'tcp 22 ← 0.0.0.0/0',
    'tcp 9000 ← 10.0.0.0/8',
    'tcp 5432 ← 8.8.8.8/32',
  ]);
  expect(rows.map(({ effects }) => effects.map((one) => one.text))).toEqual([
    ['opens tcp 6379 (Redis) from 0.0.0.0/0'],
    ['opens tcp 22 (SSH) from 0.0.0.0/0, !203.0.113.0/24'],
    ['closes tcp 9000 (ClickHouse, MinIO, PHP-FPM) from 10.0.0.0/8'],
    ['possibly opens tcp 5432 (PostgreSQL) from 8.8.8.8/32'],
  ]);
  expect(rows.map(({ cannotAccept, cannotRestore }) => [cannotAccept, cannotRestore].map(Boolean))).toEqual([
    [false, false],
    [false, false],
    [false, false],
    [true, true],
  ]);
  // Where it would stand, and where it stands.
  const lineOf = (row: ToldRow | undefined): string => text.split('\n')[row?.range.start.line ?? 0] ?? '';
  expect(lineOf(rows[0])).toContain('"alicloud_security_group" "web"');
  expect(lineOf(rows[1])).toContain('203.0.113.0/24');
  const snapshot = live(
    'in tcp 80/80 0.0.0.0/0',
    'in tcp 22/22 0.0.0.0/0',
    'in tcp 6379/6379 0.0.0.0/0',
    'in tcp 5432/5432 8.8.8.8/32',
  ).text;
  expect(snapshot.slice(rows[0]?.place?.start, rows[0]?.place?.end)).toContain('6379/6379');
  await client.end();
});

test('a row is accepted into what is typed, and gone then; an answer about a row that was is a problem', async () => {
  const top = folder({ 'main.tf': terraform(['in tcp 22/22 203.0.113.0/24']) });
  const client = await start({ folders: [top] });
  const uri = await client.open(top, 'main.tf', terraform(['in tcp 22/22 203.0.113.0/24']));
  await client.tellAccount(live('in tcp 22/22 0.0.0.0/0'));
  const { pair, row } = only(await client.drift());
  const target = { group: pair.account.id, row: row.key };
  const answer = await client.driftAcceptance(target);
  if ('problem' in answer) throw new Error(answer.problem);
  expect(answer).toMatchObject({ accepted: 1, left: 0 });
  expect(answer.edit.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  expect(client.after(answer.edit).get(uri)).toBe(terraform(['in tcp 22/22 0.0.0.0/0']));
  // Somebody typed in between: what is there now is another row, or none.
  await client.replace(uri, '203.0.113.0/24', '0.0.0.0/0');
  expect(await client.driftAcceptance(target)).toHaveProperty('problem');
  expect(await client.driftIntents(target)).toHaveProperty('problem');
  await expect.poll(() => client.driftChanges).toBeGreaterThan(0);
  expect(said(await client.drift())).toEqual([]);
  await client.end();
});

test('a row that has only moved is still the same row', async () => {
  const before = terraform(['in tcp 22/22 203.0.113.0/24']);
  const top = folder({ 'main.tf': before });
  const client = await start({ folders: [top] });
  const uri = await client.open(top, 'main.tf', before);
  await client.tellAccount(live('in tcp 22/22 0.0.0.0/0'));
  const { pair, row } = only(await client.drift());
  await client.replace(uri, 'resource', '# one line more\nresource');
  const answer = await client.driftAcceptance({ group: pair.account.id, row: row.key });
  if ('problem' in answer) throw new Error(answer.problem);
  expect(client.after(answer.edit).get(uri)).toBe(`# one line more\n${terraform(['in tcp 22/22 0.0.0.0/0'])}`);
  await client.end();
});

test('what would have to be asked of the account', async () => {
  const top = folder({ 'main.tf': terraform(['in tcp 22/22 203.0.113.0/24 @5']) });
  const client = await start({ folders: [top] });
  await client.tellAccount(live('in tcp 22/22 203.0.113.0/24'));
  const { pair, row } = only(await client.drift());
  const answer = await client.driftIntents({ group: pair.account.id, row: row.key });
  expect('intents' in answer && answer.intents.map(({ kind, rule: { priority } }) => `${kind} ${priority}`)).toEqual([
    'revoke 1',
    'authorize 5',
  ]);
  await client.end();
});

test('all rows of a group are accepted at once, on disk as well as where they are typed', async () => {
  const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: web
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 203.0.113.0/24
        - IpProtocol: tcp
          PortRange: 9000/9000
          SourceCidrIp: 10.0.0.0/8
`;
  const top = folder({ 'ros/web.yml': ros });
  const client = await start({ folders: [top], locale: 'zh-cn' });
  await client.tellAccount(
    live('in tcp 22/22 0.0.0.0/0', 'in tcp 6379/6379 0.0.0.0/0', 'out tcp 443/443 0.0.0.0/0 drop'),
  );
  const { pair, row } = only(await client.drift());
  expect(row.kindText).toBe('仅在账号中');
  expect(pair.rows).toHaveLength(4);
  const answer = await client.driftAcceptance({ group: pair.account.id });
  if ('problem' in answer) throw new Error(answer.problem);
  expect(answer).toMatchObject({ accepted: 4, left: 0 });
  const [change, ...others] = answer.edit.documentChanges ?? [];
  expect(others).toEqual([]);
  if (!change || !('textDocument' in change)) throw new Error('a document is edited');
  const uri = await client.openUri(change.textDocument.uri, ros);
  const after = client.after(answer.edit).get(uri) ?? '';
  writeFileSync(fileURLToPath(uri), after);
  await client.close(uri);
  expect(after).toContain('PortRange: 6379/6379');
  expect(said(await client.drift())).toEqual([]);
  await client.end();
});

test('folders as the command line has them: what is ignored is not compared, and the configuration pairs', async () => {
  const group = (name: string): string => terraform(['in tcp 80/80 0.0.0.0/0'], `security_group_name = "${name}"`);
  const top = folder({
    'a/main.tf': group('other'),
    'a/b/readme.tf': '# nothing here\n',
    'skipped/main.tf': group('web'),
    '.gitignore': 'skipped/\n',
  });
  const client = await start({ folders: [top] });
  await client.tellAccount(live('in tcp 80/80 0.0.0.0/0', 'in tcp 443/443 0.0.0.0/0'));
  const first = await client.drift();
  expect(first?.pairs).toEqual([]);
  expect(first?.unpaired).toMatchObject({
    templates: [
      {
        name: 'alicloud_security_group.web',
        reason: 'The account has no group with this name: other',
        canPair: true,
      },
    ],
    account: [{ id: 'sg-web', name: 'web' }],
  });
  const [unpaired] = first?.unpaired.templates ?? [];
  if (!unpaired) throw new Error('a group is not paired');
  const answer = await client.driftPairing({ name: unpaired.name, folder: unpaired.folder, id: 'sg-web' });
  if ('problem' in answer) throw new Error(answer.problem);
  const config = pathToFileURL(join(top, '.portguard.yaml')).href;
  expect(answer.edit.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: config });
  const text = client.after(answer.edit).get(config) ?? '';
  expect(text).toBe('accountGroups:\n  alicloud_security_group.web: sg-web\n');
  writeFileSync(fileURLToPath(config), text);
  await client.watched(FileChangeType.Created, fileURLToPath(config));
  await expect
    .poll(async () => said(await client.drift()))
    .toEqual(['only in the account: accept tcp 443 from 0.0.0.0/0 with priority 1']);
  expect((await client.drift())?.pairs[0]?.by).toBe('by the configuration');
  await client.end();
});

test('a configuration that has groups takes one more, and names that YAML would misread are quoted', async () => {
  const config = '# ours\naccountGroups:\n  alicloud_security_group.db: sg-db\nrules: {}\n';
  const text = `resource "alicloud_security_group" "all" {\n  for_each = toset(["a: b"])\n}\n`;
  const top = folder({ '.portguard.yaml': config, 'main.tf': text });
  const client = await start({ folders: [top] });
  await client.tellAccount(live());
  const [unpaired] = (await client.drift())?.unpaired.templates ?? [];
  expect(unpaired?.reason).toBe('It has no name that it could be found by.');
  if (!unpaired) throw new Error('a group is not paired');
  const answer = await client.driftPairing({ name: unpaired.name, folder: unpaired.folder, id: 'sg-web' });
  if ('problem' in answer) throw new Error(answer.problem);
  const uri = pathToFileURL(join(top, '.portguard.yaml')).href;
  await client.openUri(uri, config);
  expect(client.after(answer.edit).get(uri)).toBe(
    `# ours\naccountGroups:\n  alicloud_security_group.db: sg-db\n  'alicloud_security_group.all["a: b"]': sg-web\nrules: {}\n`,
  );
  await client.end();
});

test('a template that is new on disk is told of, and compared', async () => {
  const top = folder({ 'readme.tf': '# nothing here\n' });
  const client = await start({ folders: [top], capabilities: pulling });
  await client.tellAccount(live('in tcp 22/22 0.0.0.0/0'));
  await expect.poll(async () => (await client.workspaceExposure()).complete).toBe(true);
  expect((await client.drift())?.pairs).toEqual([]);
  const before = client.driftChanges;
  mkdirSync(join(top, 'web'));
  writeFileSync(join(top, 'web/main.tf'), terraform(['in tcp 22/22 10.0.0.0/8']));
  await client.watched(FileChangeType.Created, join(top, 'web/main.tf'));
  await expect.poll(() => client.driftChanges).toBeGreaterThan(before);
  expect(said(await client.drift())).toHaveLength(1);
  await client.end();
});

test('others are answered in between, and an answer that nobody wants any more is given up', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `f${i}/main.tf`,
      terraform(
        ['in tcp 80/80 0.0.0.0/0', `in tcp ${1000 + i}/${1000 + i} 10.0.0.0/8`],
        `security_group_name = "g${i}"`,
      ),
    ]),
  );
  const client = await start({ folders: [folder(files)] });
  await client.tellAccount(live('in tcp 80/80 0.0.0.0/0'));
  const source = new CancellationTokenSource();
  const given = client.drift(source.token).catch((error: Error) => error.message);
  const kept = client.drift();
  source.cancel();
  expect(await given).toBe('drift');
  expect((await kept)?.unpaired.templates).toHaveLength(60);
  await client.end();
});

test('the examples against the sample account, and accepting all of it leaves nothing that could be accepted', async () => {
  const root = join(import.meta.dirname, '../..');
  const sample = readFileSync(join(root, 'cloud/sample-account.json'), 'utf8');
  const shop = terraform(['in tcp 22/22 10.0.0.0/8', 'in tcp 8080/8080 0.0.0.0/0'], 'security_group_name = "bastion"');
  const files = ['main.tf', 'variables.tf', 'terraform.tfvars'].map((name): [string, string] => [
    `terraform/${name}`,
    readFileSync(join(root, 'examples/terraform', name), 'utf8'),
  ]);
  // Groups of the examples are no groups of the sample: the configuration says that they are.
  const named = {
    WebGroup: 'sg-bp1web000000000001',
    'alicloud_security_group.web': 'sg-bp1legacy00000001',
    'alicloud_security_group.bastion': 'sg-t4nbastion000000001',
  };
  const top = folder({
    ...Object.fromEntries(files),
    '.portguard.yaml': `accountGroups: ${JSON.stringify(named)}\n`,
    'ros/shop.yaml': readFileSync(join(root, 'examples/ros/shop.yaml'), 'utf8'),
    'bastion/main.tf': shop.replaceAll('"web"', '"bastion"').replaceAll('group.web.', 'group.bastion.'),
  });
  const client = await start({ folders: [top] });
  await client.tellAccount({ name: 'Sample account', text: sample });
  const drift = await client.drift();
  const drifted = drift?.pairs.filter(({ rows }) => rows.length > 0) ?? [];
  expect(drifted.map(({ account: { name } }) => name).sort()).toEqual(['bastion', 'erp', 'web']);
  for (const { account: group, rows } of drifted) {
    const answer = await client.driftAcceptance({ group: group.id });
    if ('problem' in answer) throw new Error(answer.problem);
    expect(answer.accepted).toBeGreaterThanOrEqual(
      rows.filter(({ cannotAccept }) => cannotAccept === undefined).length,
    );
    for (const change of answer.edit.documentChanges ?? []) {
      if (!('textDocument' in change)) continue;
      const { uri } = change.textDocument;
      await client.openUri(uri, readFileSync(fileURLToPath(uri), 'utf8'));
      writeFileSync(fileURLToPath(uri), client.after(answer.edit).get(uri) ?? '');
      await client.close(uri);
    }
  }
  const left = rowsOf(await client.drift());
  expect(left.filter(({ cannotAccept }) => cannotAccept === undefined)).toEqual([]);
  await client.end();
});
