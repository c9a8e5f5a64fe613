import dns from 'node:dns';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenCredentials, openCredentials } from '../../cloud/credentials/open.ts';
import { readProfiles } from '../../cloud/credentials/profiles.ts';
import { CloudError } from '../../cloud/problem.ts';

let home: string;
const servers: Server[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'portguard-home-'));
  vi.stubEnv('HOME', home);
  // Nothing of the machine that the tests run on.
  for (const name of Object.keys(process.env)) if (name.startsWith('ALIBABA_CLOUD_')) vi.stubEnv(name, undefined);
  vi.stubEnv('ALIBABA_CLOUD_ECS_METADATA_DISABLED', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) server.close();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, content: unknown): void {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

const profiles = (...list: readonly object[]): void =>
  write('.aliyun/config.json', { current: (list[0] as { name: string }).name, profiles: list });

async function serve(answer: () => object): Promise<string> {
  const server = createServer((_, response) => response.end(JSON.stringify(answer())));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function problemOf(credentials: OpenCredentials) {
  const error = await credentials.get().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CloudError);
  const { problem } = error as CloudError;
  expect(problem.kind).toBe('credentials');
  expect(problem.message.zh).toMatch(/[\u4e00-\u9fff]/);
  return problem;
}

const key = { access_key_id: 'LTAI5tProfileKey00001', access_key_secret: 'profile-secret-000000000000001' };

test('keys that are handed over', async () => {
  const plain = openCredentials({ kind: 'keys', accessKeyId: 'a', accessKeySecret: 'the-secret' });
  expect(await plain.get()).toMatchObject({ accessKeyId: 'a', accessKeySecret: 'the-secret' });
  const session = openCredentials({
    kind: 'keys',
    accessKeyId: 'a',
    accessKeySecret: 'the-secret',
    securityToken: 'the-token',
  });
  expect(await session.get()).toMatchObject({ securityToken: 'the-token' });
  expect([...session.secrets()].sort()).toEqual(['the-secret', 'the-token']);
});

test('profiles: a key, a session, and the region that they name', async () => {
  profiles(
    { name: 'work', mode: 'AK', ...key, region_id: 'cn-shanghai' },
    { name: 'session', mode: 'StsToken', ...key, sts_token: 'the-session-token' },
  );
  const work = openCredentials({ kind: 'profile', name: 'work' });
  expect(work.region).toBe('cn-shanghai');
  expect(await work.get()).toMatchObject({ accessKeyId: key.access_key_id, providerName: 'cli_profile/static_ak' });
  expect(await openCredentials({ kind: 'profile', name: 'session' }).get()).toMatchObject({
    securityToken: 'the-session-token',
  });
});

test('a profile of single sign-on asks its own service; an expired one says how to sign in', async () => {
  const cloudCredential = {
    AccessKeyId: 'STS.a',
    AccessKeySecret: 'sso-secret-0001',
    SecurityToken: 'sso-token-0001',
    Expiration: '2099-01-01T00:00:00Z',
  };
  const url = await serve(() => ({ CloudCredential: cloudCredential }));
  const sso = (expires: number) => ({
    mode: 'CloudSSO',
    cloud_sso_sign_in_url: url,
    cloud_sso_account_id: '1',
    cloud_sso_access_config: 'ac-1',
    access_token: 'access-token-of-sso',
    cloud_sso_access_token_expire: expires,
  });
  profiles({ name: 'sso', ...sso(4e9) }, { name: 'old', ...sso(1) });
  expect(await openCredentials({ kind: 'profile', name: 'sso' }).get()).toMatchObject({
    accessKeySecret: 'sso-secret-0001',
  });
  const problem = await problemOf(openCredentials({ kind: 'profile', name: 'old' }));
  expect(problem.message.en).toMatch(/Sign in again: aliyun configure --mode CloudSSO --profile old$/);
});

test('a profile that runs a command asks first, also behind a role', async () => {
  const marker = join(home, 'ran');
  const answer = JSON.stringify({
    mode: 'AK',
    access_key_id: 'LTAI5tExternal000001',
    access_key_secret: 'external-secret-1',
  });
  write(
    'give.js',
    `require('fs').writeFileSync(${JSON.stringify(marker)}, ''); console.log(${JSON.stringify(answer)});`,
  );
  const command = `${process.execPath} ${join(home, 'give.js')}`;
  profiles(
    { name: 'external', mode: 'External', process_command: command },
    { name: 'role', mode: 'ChainableRamRoleArn', source_profile: 'external', ram_role_arn: 'acs:ram::1:role/x' },
  );
  for (const source of [
    { kind: 'profile', name: 'external' },
    { kind: 'profile', name: 'role' },
    { kind: 'chain' },
  ] as const) {
    expect((await problemOf(openCredentials(source))).code).toBe('CommandNotAllowed');
  }
  expect(existsSync(marker)).toBe(false);
  const asked: string[] = [];
  const allowed = openCredentials({
    kind: 'profile',
    name: 'external',
    mayRun: (name, what) => asked.push(`${name}: ${what}`) > 0,
  });
  expect(await allowed.get()).toMatchObject({ accessKeySecret: 'external-secret-1' });
  expect(asked).toEqual([`external: ${command}`]);
});

test('a profile that is not there names those that are', async () => {
  profiles({ name: 'work', mode: 'AK', ...key }, { name: 'home', mode: 'AK', ...key });
  const problem = await problemOf(openCredentials({ kind: 'profile', name: 'wrok' }));
  expect(problem.message.en).toMatch(/no profile "wrok".*: work, home$/);
});

test('a broken file is told without its content, and the chain does not pass it over', async () => {
  write('.aliyun/config.json', `{"profiles":[{"name":"work","access_key_secret":"${key.access_key_secret}"`);
  for (const source of [{ kind: 'profile', name: 'work' }, { kind: 'chain' }] as const) {
    const problem = await problemOf(openCredentials(source));
    expect(problem.code).toBe('BrokenProfiles');
    expect(JSON.stringify(problem)).not.toContain(key.access_key_secret);
  }
});

test('the chain: the environment comes before the current profile, which comes before the URI', async () => {
  const url = await serve(() => ({
    Code: 'Success',
    AccessKeyId: 'STS.uri',
    AccessKeySecret: 'uri-secret-0001',
    SecurityToken: 'uri-token-0001',
    Expiration: '2099-01-01T00:00:00Z',
  }));
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_URI', url);
  const found = async () => (await openCredentials({ kind: 'chain' }).get()).accessKeyId;
  expect(await found()).toBe('STS.uri');
  profiles({ name: 'work', mode: 'AK', ...key });
  expect(await found()).toBe(key.access_key_id);
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'LTAI5tEnvironment0001');
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'environment-secret-1');
  expect(await found()).toBe('LTAI5tEnvironment0001');
});

test('nothing is configured: what to do is said, and no host is asked for', async () => {
  const lookups = vi.spyOn(dns, 'lookup');
  const problem = await problemOf(openCredentials({ kind: 'chain' }));
  expect(lookups).not.toHaveBeenCalled();
  expect(problem.message.en).toMatch(/aliyun configure.*ALIBABA_CLOUD_ACCESS_KEY_ID/);
});

test('after a failure the same credentials are found once the user has signed in', async () => {
  write('.aliyun/config.json', {
    current: 'work',
    profiles: [{ name: 'work', mode: 'AK', access_key_id: '', access_key_secret: '' }],
  });
  const credentials = openCredentials({ kind: 'chain' });
  expect((await problemOf(credentials)).message.en).toMatch(/current profile of ~\/\.aliyun\/config\.json/);
  profiles({ name: 'work', mode: 'AK', ...key });
  expect(await credentials.get()).toMatchObject({ accessKeyId: key.access_key_id });
});

test('an answer of the URI that is no credentials is told without its content', async () => {
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_URI', await serve(() => ({ AccessKeySecret: 'leaked-secret-0001' })));
  const problem = await problemOf(openCredentials({ kind: 'chain' }));
  expect(problem.message.en).toMatch(/the credentials URI/);
  expect(JSON.stringify(problem)).not.toContain('leaked');
});

test('profiles are listed without their secrets', () => {
  profiles({ name: 'work', mode: 'AK', ...key, region_id: 'cn-beijing' });
  const read = readProfiles();
  expect(read).toMatchObject({ current: 'work', profiles: [{ name: 'work', mode: 'AK', region: 'cn-beijing' }] });
  expect(JSON.stringify((read as { profiles: unknown }).profiles)).not.toContain(key.access_key_secret);
});
