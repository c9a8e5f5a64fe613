/** `portguard cloud` as it is built and installed, in processes of its own, one of which is killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test as vitest } from 'vitest';
import { sampleAccount } from '../emulator/account/sample.ts';
import { groups } from '../emulator/account/sample-groups.ts';
import { owner, reader } from '../emulator/sample-keys.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { groupOf } from '../emulator/writing.ts';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.js');
const test = vitest.skipIf(!existsSync(join(root, 'dist/cloud.js')));
const wrongSecret = 'wrong-secret-of-mine';

let home: string;
let emulator: Emulator;
/** Everything that any run wrote, journals included. */
const written: string[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'portguard-cloud-'));
  mkdirSync(join(home, '.aliyun'));
  const profile = (name: string, id: string, secret: string) => ({
    name,
    mode: 'AK',
    access_key_id: id,
    access_key_secret: secret,
    region_id: 'cn-hangzhou',
  });
  const profiles = [
    profile('mine', owner.id, owner.secret),
    profile('reader', reader.id, reader.secret),
    profile('wrong', owner.id, wrongSecret),
  ];
  writeFileSync(join(home, '.aliyun/config.json'), JSON.stringify({ current: 'mine', profiles }));
});
beforeEach(async () => {
  emulator = await startEmulator({ account: sampleAccount(), keys: [owner, reader] });
});
afterEach(async () => {
  await emulator.close();
  if (existsSync(journalPath())) written.push(readFileSync(journalPath(), 'utf8'));
  rmSync(join(home, '.local'), { recursive: true, force: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const journalPath = () => join(home, '.local/state/portguard/changes.jsonl');

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param meanwhile is given the process while it runs */
function run(args: readonly string[], meanwhile?: (child: ChildProcess) => Promise<void>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      HOME: home,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    };
    const child = spawn(process.execPath, [cli, 'cloud', ...args, '--endpoint', `http://${emulator.endpoint}`], {
      cwd: home,
      env,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    meanwhile?.(child).catch(reject);
    child.on('close', (status) => {
      written.push(stdout, stderr);
      resolve({ status, stdout, stderr });
    });
  });
}

const close = ['close', '6379', '--from', 'internet', '--group', groups.db];
const rulesOf = (id: string = groups.db) =>
  groupOf(emulator, id).rules.map((rule) => rule.Description || rule.SourceGroupId);
const writes = () => emulator.requests.filter(({ action }) => /^(?:Authorize|Revoke|Modify)/.test(action));

test('a plan says where, what, which calls, and what closes; nothing is changed', async () => {
  const { status, stdout, stderr } = await run(['plan', ...close, '--output', 'plan.json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const uid = emulator.account.uid;
  expect(stdout.split('\n').slice(0, 7)).toEqual([
    `Account ${uid}, region cn-hangzhou, security group redis (${groups.db})`,
    `Close tcp 6379 of ${groups.db} to the internet`,
    '',
    '  - sgr-bp1db0000000000002 ingress Accept TCP 6379/6379 from 0.0.0.0/0, priority 50, "temporary, for the migration"',
    '',
    'Calls:',
    '  RevokeSecurityGroup (1)',
  ]);
  expect(stdout).toMatch(/^ {2}- sg-bp1db0000000000001: .* can no longer connect with tcp 6379 \(Redis\)/m);
  expect(writes()).toEqual([]);
  const chinese = await run(['plan', ...close, '--language', 'zh-CN']);
  expect(chinese.stdout).toMatch(/^账号 \d+，地域 cn-hangzhou，安全组 redis/);
});

test('a plan from a file is applied, listed and undone; the journal is its owner’s alone', async () => {
  await run(['plan', ...close, '--output', 'plan.json']);
  const before = rulesOf();
  const applied = await run(['apply', 'plan.json', '--yes']);
  expect(applied).toMatchObject({ status: 0, stderr: expect.stringContaining('portguard: Done: Close tcp 6379') });
  expect(rulesOf()).toEqual([groups.web]);
  if (process.platform !== 'win32') expect(statSync(journalPath()).mode & 0o777).toBe(0o600);
  const again = await run(['apply', 'plan.json', '--yes']);
  expect(again).toMatchObject({ status: 1, stderr: 'portguard: This plan was applied before. Plan again.\n' });
  expect((await run(['journal'])).stdout).toMatch(/ cn-hangzhou {2}Close tcp 6379 of .* \[done\]\n$/);
  expect(await run(['undo', '--yes'])).toMatchObject({ status: 0 });
  expect(rulesOf()).toEqual(before);
  const { changes } = JSON.parse((await run(['journal', '--format', 'json'])).stdout) as {
    changes: { undone: boolean }[];
  };
  expect(changes.map(({ undone }) => undone)).toEqual([true, false]);
});

test('a closing for some time says how it ends', async () => {
  const { status, stderr } = await run(['apply', ...close, '--for', '30m', '--yes']);
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /Close tcp 6379 .* for 30 minutes\.\nportguard: Nothing opens it again by itself: run "portguard cloud resume" at or after \d{4}-/,
  );
  expect((await run(['journal'])).stdout).toMatch(/\[done, until \d{4}-.*Z\]/);
});

test('where nobody can be asked nothing is done without --yes', async () => {
  const { status, stderr, stdout } = await run(['apply', ...close]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'portguard: Nothing was done: nobody is here to be asked. Look at the plan, then repeat with --yes.\n',
  });
  expect(stdout).toContain('RevokeSecurityGroup');
  expect(writes()).toEqual([]);
});

test('rules are added and modified by words', async () => {
  const rule = ['--group', groups.unused, '--yes'];
  await run([
    'apply',
    'authorize',
    '8000-8999/udp',
    '--peer',
    '2001:db8::/32',
    '--priority',
    '7',
    '--description',
    'games',
    ...rule,
  ]);
  await run([
    'apply',
    'authorize',
    'all',
    '--peer',
    '10.0.0.0/8',
    '--direction',
    'egress',
    '--policy',
    'drop',
    ...rule,
  ]);
  const [added, out] = groupOf(emulator, groups.unused).rules;
  expect(added).toMatchObject({
    IpProtocol: 'UDP',
    PortRange: '8000/8999',
    Ipv6SourceCidrIp: '2001:db8::/32',
    Priority: 7,
  });
  expect(out).toMatchObject({ Direction: 'egress', IpProtocol: 'ALL', DestCidrIp: '10.0.0.0/8', Policy: 'Drop' });
  await run(['apply', 'modify', added!.SecurityGroupRuleId, '--ports', '8000', '--priority', '9', ...rule]);
  expect(groupOf(emulator, groups.unused).rules[0]).toMatchObject({
    IpProtocol: 'UDP',
    PortRange: '8000/8000',
    Priority: 9,
  });
  await run(['apply', 'revoke', added!.SecurityGroupRuleId, ...rule]);
  expect(groupOf(emulator, groups.unused).rules).toHaveLength(1);
});

test.each<[string, readonly string[], number, RegExp]>([
  ['nothing to do', [], 2, /Say what to do: portguard cloud plan\|apply/],
  ['an action misspelt', ['aply'], 2, /Did you mean "apply"\?/],
  ['no group', ['plan', 'close', '22'], 2, /--group/],
  ['no port', ['plan', 'close', 'ssh', '-g', groups.web], 2, /Write it like this: close 22/],
  ['a time that is none', ['plan', 'close', '22', '--for', 'ever', '-g', groups.web], 2, /30m or 2h: ever/],
  ['a file that is not there', ['apply', 'no.json', '--yes'], 2, /no such file, and no such change/],
  ['a file that is no plan', ['apply', '.aliyun/config.json', '--yes'], 1, /This is no plan/],
  ['an unknown group', ['plan', 'close', '22', '-g', 'sg-0'], 1, /no such security group in cn-hangzhou/],
  [
    'a group of a cloud service',
    ['plan', 'close', '22', '-g', groups.kubernetes],
    1,
    /A cloud service manages this group/,
  ],
  ['a port that is closed', ['plan', 'close', '23', '-g', groups.web], 1, /nothing to do/],
  ['nothing to undo', ['undo', '--yes'], 1, /no change that could be undone/],
  ['nothing to resume', ['resume'], 0, /Nothing is unfinished, and nothing is due/],
  [
    'a wrong secret',
    ['apply', ...close, '--yes', '--profile', 'wrong'],
    2,
    /The secret does not belong to this access key/,
  ],
  [
    'no permission',
    ['apply', ...close, '--yes', '--profile', 'reader'],
    1,
    /allow it in RAM .*: ecs:RevokeSecurityGroup\n.*Nothing was changed/,
  ],
])('%s', async (_, args, expected, message) => {
  const { status, stderr } = await run(args);
  expect(stderr).toMatch(message);
  expect(status).toBe(expected);
});

/** The call is made or not, and the process dies before it can write down which. */
const deaths = [
  { what: 'before the call took effect', when: 'before', state: 'not done', left: 2 },
  { what: 'after the call took effect', when: 'after', state: 'done', left: 1 },
] as const;
test.each(deaths)('killed $what: the next start finds out, and repeats nothing', async ({ when, state, left }) => {
  await run(['plan', ...close, '--output', 'plan.json']);
  // The answer is lost; the process looks at the group, waits for that answer, and is killed.
  emulator.faults.inject(
    { action: 'RevokeSecurityGroup', fault: { kind: 'drop', when } },
    { action: 'DescribeSecurityGroups', after: 1, fault: { kind: 'slow', milliseconds: 3000 } },
  );
  const before = emulator.requests.length;
  const killed = await run(['apply', 'plan.json', '--yes'], async (child) => {
    const isWaiting = () => emulator.requests.slice(before).some(({ fault }) => fault === 'slow');
    while (!isWaiting()) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
  });
  expect(killed.status).toBe(null);
  expect(rulesOf()).toHaveLength(left);
  const lines = readFileSync(journalPath(), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: string });
  expect(lines.map(({ line }) => line)).toEqual(['begin', 'intent']);
  expect((await run(['undo', '--yes'])).status).toBe(1);

  const resumed = await run(['resume']);
  expect(resumed).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(left === 1 ? /: Done: Close/ : /: Nothing was changed: Close/),
  });
  expect((await run(['journal'])).stdout).toContain(`[${state}]`);
  expect(rulesOf()).toHaveLength(left);
  expect(writes()).toHaveLength(1);
});

test('no secret was ever written, neither to a terminal nor to a journal', () => {
  const all = written.join('\n');
  expect(all).toContain('"line":"intent"');
  for (const secret of [owner.secret, reader.secret, wrongSecret]) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/LTAI5t/);
});
