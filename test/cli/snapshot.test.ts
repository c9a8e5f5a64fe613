/** `portguard snapshot` as it is built and installed: dist/cli.js with dist/cloud.js, in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test as vitest } from 'vitest';
import type { Snapshot } from '../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import { stateFile, secrets as stateSecrets } from '../core/account/shop-state.ts';
import { sampleAccount } from '../emulator/account/sample.ts';
import type { AccessKey } from '../emulator/keys.ts';
import { owner } from '../emulator/sample-keys.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.js');
const test = vitest.skipIf(!existsSync(join(root, 'dist/cloud.js')));
const sample = readFileSync(join(root, 'cloud/sample-account.json'), 'utf8');
/** May read everything but load balancers and the white lists of databases. */
const limited: AccessKey = {
  id: 'LTAI5tLimitedReader01',
  secret: 'limited-reader-secret-01',
  principal: {
    type: 'SubUser',
    name: '200000000000000003',
    policy: [
      { effect: 'Allow', actions: ['*:Describe*', '*:List*', '*:Get*'] },
      { effect: 'Deny', actions: ['slb:*', 'rds:DescribeDBInstanceIPArrayList'] },
    ],
  },
};
const secrets = [owner.secret, limited.secret, 'a-secret-of-a-profile-0001', 'wrong-secret-of-mine'];

let home: string;
let emulator: Emulator;
/** Everything that any run wrote. */
const written: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'portguard-snapshot-'));
  mkdirSync(join(home, '.aliyun'));
  writeFileSync(
    join(home, '.aliyun/config.json'),
    JSON.stringify({
      current: 'mine',
      profiles: [
        {
          name: 'mine',
          mode: 'AK',
          access_key_id: owner.id,
          access_key_secret: owner.secret,
          region_id: 'cn-hangzhou',
        },
        { name: 'limited', mode: 'AK', access_key_id: limited.id, access_key_secret: limited.secret },
        { name: 'wrong', mode: 'AK', access_key_id: owner.id, access_key_secret: 'wrong-secret-of-mine' },
        { name: 'tool', mode: 'External', process_command: 'touch ran' },
        { name: 'odd', mode: 'Odd', access_key_secret: 'a-secret-of-a-profile-0001' },
      ],
    }),
  );
  emulator = await startEmulator({ account: sampleAccount(), keys: [owner, limited] });
});
afterEach(() => emulator.faults.clear());
afterAll(async () => {
  await emulator.close();
  rmSync(home, { recursive: true, force: true });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not `spawnSync`: the emulator answers in this process. */
function run(args: readonly string[], signalAfter?: () => Promise<void>): Promise<Ran> {
  return new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      HOME: home,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    };
    const child = spawn(process.execPath, [cli, ...args], { cwd: home, env });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    signalAfter?.().then(() => child.kill('SIGINT'));
    child.on('close', (status) => {
      written.push(stdout, stderr);
      resolve({ status, stdout, stderr });
    });
  });
}

const snapshot = (...args: readonly string[]): Promise<Ran> =>
  run(['snapshot', '--endpoint', `http://${emulator.endpoint}`, ...args]);

/** Without the time at which it was taken. */
const timeless = (text: string): string => {
  const whole = JSON.parse(text) as Snapshot;
  return snapshotText({ ...whole, takenAt: '2026-11-26T00:00:00.000Z' });
};

test('the account of the current profile goes into a file that lint and exposure take', async () => {
  const { status, stdout, stderr } = await snapshot('--output', 'account.json');
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toBe(
    'portguard: Read 3 regions: 6 security groups with 11 rules, 4 instances. Next: "portguard lint account.json"\n',
  );
  expect(timeless(readFileSync(join(home, 'account.json'), 'utf8'))).toBe(sample);
  const lint = await run(['lint', 'account.json', '--format', 'json']);
  expect(lint.status).toBe(1);
  expect(JSON.parse(lint.stdout).findings).toContainEqual(
    expect.objectContaining({
      rule: 'exposure/database-port',
      resource: 'sg-bp1db0000000000001',
      file: 'account.json',
    }),
  );
  const exposure = await run([
    'exposure',
    'account.json',
    '--from',
    '203.0.113.9',
    '--to',
    'sg-bp1db0000000000001:6379',
  ]);
  expect(exposure.stdout).toBe(
    '203.0.113.9/32 can reach tcp 6379 of sg-bp1db0000000000001: accept tcp 6379 from 0.0.0.0/0 with priority 50 (account.json:68:170)\n',
  );
});

test('without --output it goes to stdout, and only what is asked for is read', async () => {
  const { status, stdout } = await snapshot('--region', 'cn-shanghai', '--product', 'ecs');
  expect(status).toBe(0);
  const { regions } = JSON.parse(stdout) as Snapshot;
  expect(regions.map(({ region }) => region)).toEqual(['cn-shanghai']);
  expect(regions[0]).toHaveProperty('securityGroups');
  expect(regions[0]).not.toHaveProperty('databases');
});

test('what may not be read is said, the rest is written, and the status is 1', async () => {
  const { status, stderr } = await snapshot('--profile', 'limited', '--output', 'part.json');
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /Not read: ap-southeast-1 loadBalancers, serverGroups; cn-hangzhou .*\. These credentials may not do this\..*: slb:DescribeLoadBalancers\n/,
  );
  expect(stderr).toMatch(/: rds:DescribeDBInstanceIPArrayList\n/);
  const lint = await run(['lint', 'part.json', '--format', 'json']);
  const { findings } = JSON.parse(lint.stdout) as { findings: { rule: string }[] };
  expect(findings.filter(({ rule }) => rule === 'syntax/unread').length).toBeGreaterThan(0);
  expect(findings.filter(({ rule }) => rule === 'exposure/database-whitelist')).toEqual([]);
});

test.each<[string, readonly string[], RegExp]>([
  ['a wrong secret', ['--profile', 'wrong'], /The secret does not belong to this access key\. .*\(request [\w-]+\)\n$/],
  [
    'a profile that is not there',
    ['--profile', 'yours'],
    /There is no profile "yours" .*: mine, limited, wrong, tool, odd\n$/,
  ],
  ['a profile of a mode that nobody knows', ['--profile', 'odd'], /The profile is not complete\. .* odd\n$/],
  ['a command that may not run', ['--profile', 'tool'], /running a command of its own\. Allow it with --allow-command/],
  ['Chinese', ['--profile', 'wrong', '--language', 'zh-CN'], /AccessKey Secret 与 AccessKey ID 不匹配。/],
  ['an unknown product', ['--product', 'esc'], /--product must be one of: .* Did you mean "ecs"\?/],
  ['an endpoint that is none', ['--endpoint', 'not a host'], /--endpoint must be a host/],
  ['a file name in the wrong place', ['account.json'], /named with --output: account\.json/],
])('%s: status 2, and what to do', async (_, args, message) => {
  const { status, stdout, stderr } = await snapshot(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('Ctrl+C ends it: nothing is written', async () => {
  emulator.faults.inject({ fault: { kind: 'slow', milliseconds: 3000 }, times: 1000 });
  const before = emulator.requests.length;
  const args = ['snapshot', '--endpoint', `http://${emulator.endpoint}`, '--output', 'never.json'];
  const { status, stderr } = await run(args, async () => {
    while (emulator.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'portguard: Cancelled.\n' });
  expect(() => readFileSync(join(home, 'never.json'))).toThrow('ENOENT');
});

test('--sample needs neither credentials nor a network', async () => {
  const requests = emulator.requests.length;
  expect((await run(['snapshot', '--sample'])).stdout).toBe(sample);
  expect(emulator.requests.length).toBe(requests);
});

test('two snapshots can be compared', async () => {
  await snapshot('--output', 'before.json');
  const after = sample.replace(
    '"portRange": "6379/6379", "policy": "Accept", "priority": 1',
    '"portRange": "6379/6400", "policy": "Accept", "priority": 1',
  );
  writeFileSync(
    join(home, 'after.json'),
    after.replaceAll('"sourceGroupId": "sg-bp1web000000000001"', '"sourceCidrIp": "0.0.0.0/0"'),
  );
  const { stdout } = await run(['diff', 'before.json', 'after.json']);
  expect(stdout).toMatch(/sg-bp1db0000000000001/);
  expect(stdout).toMatch(/6380/);
});

test('no secret was ever written', () => {
  const all = written.join('\n');
  expect(all.length).toBeGreaterThan(10_000);
  for (const secret of secrets) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/LTAI5t/);
});

test('drift reads the account now, and names no place in a file that is nowhere', async () => {
  writeFileSync(
    join(home, 'main.tf'),
    'resource "alicloud_security_group" "redis" {\n  security_group_name = "redis"\n}\n',
  );
  const live = ['drift', 'main.tf', '--profile', 'mine', '--endpoint', `http://${emulator.endpoint}`];
  const { status, stdout, stderr } = await run(live);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('only in the account: accept tcp 6379 from 0.0.0.0/0 with priority 50');
  expect(stdout).toContain('exposed through');
  expect(stdout).not.toContain('account.json');
  const report = JSON.parse((await run([...live, '--format', 'json'])).stdout);
  expect(report.drift[1].account[0]).toEqual({
    id: 'sgr-bp1db0000000000002',
    rule: 'accept tcp 6379 from 0.0.0.0/0 with priority 50',
  });
  const wrong = await run([...live.slice(0, 3), 'wrong', ...live.slice(4)]);
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
});

test('a Terraform state becomes a snapshot without credentials, and without its secrets', async () => {
  const state = join(home, 'terraform.tfstate');
  writeFileSync(state, stateFile());
  const { status, stdout, stderr } = await run(['snapshot', '--state', state]);
  expect(status).toBe(0);
  const snapshot = JSON.parse(stdout) as Snapshot;
  expect(snapshot.regions.map(({ region, instances }) => [region, instances?.length])).toEqual([['cn-hangzhou', 1]]);
  for (const secret of Object.values(stateSecrets)) expect(stdout + stderr).not.toContain(secret);
  expect(stderr).toContain('Not read: cn-hangzhou. A Terraform state has only what Terraform manages');
  const other = await run(['snapshot', '--state', cli]);
  expect(other.status).toBe(2);
  expect(other.stderr).toContain('is no Terraform state');
});
