// Through a proxy, as the command line goes: the names that are asked for exist for the proxy alone.
import { createServer, request as forward, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { routeTo, useProxiesOfEnvironment } from '../../cloud/calls/proxies.ts';
import { CloudError } from '../../cloud/problem.ts';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { emulate, requestFor } from './account.ts';

const password = 'pr0xy-pass/word';

interface Proxy {
  readonly port: number;
  /** `METHOD target` of each request. */
  readonly asked: readonly string[];
}

const running: Server[] = [];
beforeAll(useProxiesOfEnvironment);
beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toUpperCase(), '');
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of running.splice(0)) server.close().closeAllConnections();
});

/** Leads every name to a port of this machine; with a password, only those who say it. */
async function proxyTo(port: number, secret?: string): Promise<Proxy> {
  const asked: string[] = [];
  const wanted = secret === undefined ? undefined : `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${new URL(request.url ?? '').host}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      response.writeHead(407, { 'content-type': 'text/html' }).end('<html>who are you</html>');
      return;
    }
    const { pathname, search } = new URL(request.url ?? '');
    const { method, headers } = request;
    const onward = forward({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(server);
  return { port: (server.address() as AddressInfo).port, asked };
}

const hidden = 'ecs.example.invalid:8080';

async function failureOf(work: Promise<unknown>): Promise<CloudError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CloudError)) throw new Error(`no CloudError: ${String(error)}`);
  return error;
}

describe('an account behind a proxy', () => {
  test('is read through it, whole', async () => {
    const emulator = await emulate();
    const proxy = await proxyTo(emulator.port);
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`);
    const through = await takeSnapshot({ ...requestFor(emulator), endpoint: hidden });
    const direct = await takeSnapshot(requestFor(emulator));
    expect(through.problems).toEqual([]);
    expect(through.regions).toEqual(direct.regions);
    expect(new Set(proxy.asked)).toEqual(new Set([`POST ${hidden}`]));
    expect(proxy.asked).toHaveLength(emulator.requests.length / 2);
  });

  test('is read with the name and password that the address of the proxy has', async () => {
    const emulator = await emulate();
    const proxy = await proxyTo(emulator.port, password);
    vi.stubEnv('http_proxy', `http://me:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`);
    const { problems } = await takeSnapshot({ ...requestFor(emulator), endpoint: hidden, regions: ['cn-hangzhou'] });
    expect(problems).toEqual([]);
  });

  test.each(['HTTP', 'HTTPS'] as const)('says what to do where the proxy wants a password, %s', async (protocol) => {
    const emulator = await emulate();
    const proxy = await proxyTo(emulator.port, password);
    vi.stubEnv('ALL_PROXY', `http://me:${encodeURIComponent('wrong-secret')}@127.0.0.1:${proxy.port}`);
    const request = { ...requestFor(emulator), endpoint: hidden, protocol };
    const { problem } = await failureOf(takeSnapshot(request));
    expect(problem).toMatchObject({ kind: 'proxy-or-portal', code: 'Http407' });
    expect(problem.message.en).toBe(
      `The proxy wants a name and a password. Put them into HTTPS_PROXY (http://name:password@host:port): 127.0.0.1:${proxy.port}`,
    );
    expect(JSON.stringify(problem)).not.toContain('wrong-secret');
    expect(emulator.requests).toEqual([]);
  });

  test('is asked for by CONNECT over HTTPS, and a proxy written without a scheme speaks HTTP', async () => {
    const emulator = await emulate();
    const proxy = await proxyTo(emulator.port);
    vi.stubEnv('HTTPS_PROXY', `127.0.0.1:${proxy.port}`);
    const request = { ...requestFor(emulator), endpoint: 'ecs.example.invalid', protocol: 'HTTPS' as const };
    // What answers behind the tunnel does not speak TLS.
    const { problem } = await failureOf(takeSnapshot(request));
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT ecs.example.invalid:443']));
    expect(['proxy-or-portal', 'network']).toContain(problem.kind);
  });

  test('is told with the way, when the proxy is not there', async () => {
    vi.stubEnv('HTTP_PROXY', `http://me:${encodeURIComponent(password)}@127.0.0.1:1`);
    const emulator = await emulate();
    const { problem } = await failureOf(takeSnapshot({ ...requestFor(emulator), endpoint: hidden }));
    expect(problem).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' });
    expect(problem.message.en).toContain(`127.0.0.1:1 → ${hidden} (ECONNREFUSED)`);
    expect(JSON.stringify(problem)).not.toContain(password);
  });

  test.each(['socks5://127.0.0.1:1080', 'http://in valid'])(
    'is not asked through %s, which is no HTTP proxy',
    async (setting) => {
      vi.stubEnv('HTTP_PROXY', setting);
      const emulator = await emulate();
      const { problem } = await failureOf(takeSnapshot({ ...requestFor(emulator), endpoint: hidden }));
      expect(problem).toMatchObject({ kind: 'proxy-or-portal', code: 'ProxySetting' });
    },
  );
});

test('hosts of NO_PROXY, the machine itself and the metadata of an instance are asked directly', () => {
  vi.stubEnv('ALL_PROXY', 'http://proxy.example.com:3128');
  vi.stubEnv('NO_PROXY', '.internal.example.com,ecs.cn-beijing.aliyuncs.com');
  expect(routeTo('ecs.cn-shanghai.aliyuncs.com', 'HTTPS')).toBe(
    'proxy.example.com:3128 → ecs.cn-shanghai.aliyuncs.com',
  );
  for (const host of [
    'ecs.cn-beijing.aliyuncs.com',
    'api.internal.example.com',
    '100.100.100.200',
    '127.0.0.1:9000',
    'localhost:9000',
  ]) {
    expect(routeTo(host, 'HTTP')).toBe(host);
  }
});
