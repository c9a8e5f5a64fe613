// Profiles that ask somebody for temporary credentials, against services of ours that check what they are asked.
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import httpx from 'httpx';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCredentials } from '../../cloud/credentials/open.ts';
import { CloudError } from '../../cloud/problem.ts';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { session } from '../emulator/sample-keys.ts';
import { emulate, requestFor } from './account.ts';

interface Asked {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}
interface Answer {
  readonly status?: number;
  readonly body: object | string;
}

const own = { access_key_id: 'LTAI5tRoleTaker000001', access_key_secret: 'role-taker-secret-0001' };
const role = 'acs:ram::1000000000000001:role/audit';
const expires = '2100-01-01T00:00:00Z';
const given = {
  AccessKeyId: session.id,
  AccessKeySecret: session.secret,
  SecurityToken: session.token,
  Expiration: expires,
};

let home: string;
let server: Server;
let asked: Asked[];
let answer: (asked: Asked) => Answer;
const { request } = httpx;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'portguard-home-'));
  mkdirSync(join(home, '.aliyun'));
  vi.stubEnv('HOME', home);
  for (const name of Object.keys(process.env)) if (name.startsWith('ALIBABA_CLOUD_')) vi.stubEnv(name, undefined);
  asked = [];
  server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '', 'http://localhost');
    const one = {
      host: String(incoming.headers['x-asked-host']),
      method: incoming.method ?? '',
      path: url.pathname,
      parameters: Object.fromEntries([...url.searchParams, ...new URLSearchParams(await textOf(incoming))]),
      headers: incoming.headers,
    };
    asked.push(one);
    const { status = 200, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // The hosts that the SDK has built in, led to this machine; the emulator is asked as it is.
  Object.assign(httpx, {
    request(url: string, options: Parameters<typeof request>[1]) {
      const { hostname, pathname, search, host } = new URL(url);
      if (hostname === '127.0.0.1') return request(url, options);
      const headers = { ...options.headers, 'x-asked-host': host };
      return request(`http://127.0.0.1:${port}${pathname}${search}`, { ...options, headers });
    },
  });
});
afterEach(() => {
  Object.assign(httpx, { request });
  vi.unstubAllEnvs();
  server.close().closeAllConnections();
  rmSync(home, { recursive: true, force: true });
});

function profiles(...list: readonly object[]): void {
  writeFileSync(join(home, '.aliyun/config.json'), JSON.stringify({ current: 'mine', profiles: list }));
}

const credentialsOf = (name: string) => openCredentials({ kind: 'profile', name });

async function problemOf(name: string) {
  const error = await credentialsOf(name)
    .get()
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof CloudError)) throw new Error(`no CloudError: ${String(error)}`);
  return error.problem;
}

/** As STS works it out (signature of version 1.0). */
function signatureOf({ method, parameters }: Asked, secret: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = Object.keys(parameters)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&${encode('/')}&${encode(query)}`)
    .digest('base64');
}

function sts(one: Asked): Answer {
  const { parameters } = one;
  if (parameters.Action === 'AssumeRole' && parameters.Signature !== signatureOf(one, own.access_key_secret)) {
    return { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched.' } };
  }
  return { body: { RequestId: 'r-1', Credentials: given } };
}

describe('a role that is assumed', () => {
  test('opens the account, with a request that is signed by the own key', async () => {
    answer = sts;
    profiles({ name: 'mine', mode: 'RamRoleArn', ...own, ram_role_arn: role, ram_session_name: 'laptop' });
    const emulator = await emulate({ keys: [session] });
    const request = { ...requestFor(emulator), credentials: { kind: 'profile', name: 'mine' } as const };
    const { problems, regions } = await takeSnapshot({ ...request, regions: ['cn-hangzhou'] });
    expect(problems).toEqual([]);
    expect(regions[0]?.securityGroups).not.toHaveLength(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      host: 'sts.aliyuncs.com',
      parameters: { Action: 'AssumeRole', RoleArn: role, RoleSessionName: 'laptop', AccessKeyId: own.access_key_id },
    });
    expect(new Set(emulator.requests.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set([session.id]));
  });

  test('through another profile, at the endpoint of its region', async () => {
    answer = sts;
    profiles(
      {
        name: 'mine',
        mode: 'ChainableRamRoleArn',
        source_profile: 'key',
        ram_role_arn: role,
        sts_region: 'cn-beijing',
      },
      { name: 'key', mode: 'AK', ...own },
    );
    expect(await credentialsOf('mine').get()).toMatchObject({ securityToken: session.token });
    expect(asked.map(({ host }) => host)).toEqual(['sts.cn-beijing.aliyuncs.com']);
  });

  test.each([
    ['NoPermission', 403, /could not be assumed.*trust policy.*Profile: mine \(NoPermission\)$/],
    ['EntityNotExist.Role', 404, /could not be assumed.*\(EntityNotExist\.Role\)$/],
    ['InvalidAccessKeyId.NotFound', 404, /does not know this access key.*\(InvalidAccessKeyId\.NotFound\)$/],
    ['SignatureDoesNotMatch', 400, /secret does not belong.*\(SignatureDoesNotMatch\)$/],
  ])('and is refused with %s, says why', async (code, status, words) => {
    answer = () => ({ status, body: { Code: code, Message: `no, ${own.access_key_secret}`, RequestId: 'r-2' } });
    profiles({ name: 'mine', mode: 'RamRoleArn', ...own, ram_role_arn: role });
    const problem = await problemOf('mine');
    expect(problem).toMatchObject({ kind: 'credentials', code });
    expect(problem.message.en).toMatch(words);
    expect(JSON.stringify(problem)).not.toContain(own.access_key_secret);
  });

  test('is not blamed where the service cannot be reached', async () => {
    profiles({ name: 'mine', mode: 'RamRoleArn', ...own, ram_role_arn: role, sts_endpoint: '127.0.0.1:1' });
    const problem = await problemOf('mine');
    expect(problem.kind).toBe('network');
    expect(problem.message.en).toMatch(/could not be reached.*127\.0\.0\.1:1 \(E[A-Z]+\)$/);
  });
});

test('a role by an OIDC token: the token of the file, and no signature', async () => {
  answer = sts;
  writeFileSync(join(home, 'token'), 'the-oidc-token');
  const provider = 'acs:ram::1000000000000001:oidc-provider/ci';
  profiles({
    name: 'mine',
    mode: 'OIDC',
    oidc_token_file: join(home, 'token'),
    oidc_provider_arn: provider,
    ram_role_arn: role,
    ram_session_name: 'ci',
  });
  expect(await credentialsOf('mine').get()).toMatchObject({ accessKeyId: session.id, securityToken: session.token });
  const [{ parameters } = { parameters: {} }] = asked;
  expect(parameters).toMatchObject({
    Action: 'AssumeRoleWithOIDC',
    OIDCToken: 'the-oidc-token',
    OIDCProviderArn: provider,
    RoleArn: role,
  });
  expect(parameters).not.toHaveProperty('Signature');
});

test("an instance's role: by a token of its metadata, and where there is none, what to do", async () => {
  answer = ({ path, method, headers }) => {
    if (method === 'PUT' && path === '/latest/api/token') return { body: 'metadata-token' };
    if (headers['x-aliyun-ecs-metadata-token'] !== 'metadata-token') return { status: 403, body: '' };
    return path.endsWith('/security-credentials/')
      ? { body: 'audit' }
      : { body: path.endsWith('/audit') ? { ...given, Code: 'Success' } : {} };
  };
  profiles({ name: 'mine', mode: 'EcsRamRole' });
  expect(await credentialsOf('mine').get()).toMatchObject({ accessKeyId: session.id });
  expect(new Set(asked.map(({ host }) => host))).toEqual(new Set(['100.100.100.200']));
  answer = () => ({ status: 404, body: '' });
  expect((await problemOf('mine')).message.en).toMatch(/this machine has none/);
});

test('a sign-in by the browser is renewed, and the profile has the new tokens afterwards', async () => {
  answer = ({ path, parameters, headers }) => {
    if (path === '/v1/token') {
      return parameters.refresh_token === 'refresh-1'
        ? { body: { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: 3600 } }
        : { status: 400, body: {} };
    }
    return headers.authorization === 'Bearer access-2'
      ? {
          body: {
            accessKeyId: session.id,
            accessKeySecret: session.secret,
            securityToken: session.token,
            expiration: expires,
          },
        }
      : { status: 401, body: {} };
  };
  const signedIn = (name: string, token: string) => ({
    name,
    mode: 'OAuth',
    oauth_site_type: 'CN',
    oauth_access_token: 'access-1',
    oauth_refresh_token: token,
    oauth_access_token_expire: 1,
  });
  profiles(signedIn('mine', 'refresh-1'), signedIn('old', 'refresh-0'));
  expect(await credentialsOf('mine').get()).toMatchObject({ accessKeyId: session.id });
  const kept = JSON.parse(readFileSync(join(home, '.aliyun/config.json'), 'utf8'));
  expect(kept.profiles[0]).toMatchObject({ oauth_access_token: 'access-2', oauth_refresh_token: 'refresh-2' });
  expect((await problemOf('old')).message.en).toMatch(/Sign in again: aliyun configure --mode OAuth --profile old$/);
});
