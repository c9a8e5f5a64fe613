/** Requests as no SDK sends them: signed by hand, then bent. */
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AccessKey } from './keys.ts';
import { decodeQuery } from './received.ts';
import { sign, stringToSign } from './signature.ts';
import type { Emulator } from './start.ts';

export interface RawRequest {
  readonly key: AccessKey;
  readonly action?: string;
  readonly version?: string;
  /** As it stands in the URL. */
  readonly query?: string;
  readonly body?: string;
  /** Set before signing; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Set after signing. */
  readonly bent?: {
    readonly query?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export function sendRaw(emulator: Emulator, raw: RawRequest): Promise<RawAnswer> {
  const { key, action = 'DescribeRegions', version = '2014-05-26', query = '', body = '' } = raw;
  const headers: Record<string, string> = {
    host: emulator.endpoint,
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': createHash('sha256').update(body).digest('hex'),
    ...(key.token === undefined ? {} : { 'x-acs-security-token': key.token, 'x-acs-accesskey-id': key.id }),
  };
  for (const [name, content] of Object.entries(raw.headers ?? {})) {
    if (content === undefined) delete headers[name];
    else headers[name] = content;
  }
  const signed = Object.keys(headers).sort();
  const text = stringToSign(
    {
      method: 'POST',
      path: '/',
      query: decodeQuery(query),
      headers: new Map(Object.entries(headers)),
      body: Buffer.from(body),
    },
    signed,
  );
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${signed.join(';')},Signature=${sign(key.secret, text)}`;
  Object.assign(headers, raw.bent?.headers);
  return post(emulator, raw.bent?.query ?? query, headers, raw.bent?.body ?? body);
}

function post(emulator: Emulator, query: string, headers: Record<string, string>, body: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const path = query === '' ? '/' : `/?${query}`;
    const options = { host: '127.0.0.1', port: emulator.port, path, method: 'POST', headers, agent: false };
    const request = httpRequest(options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode!, body: JSON.parse(text) });
    });
    request.on('error', reject);
    request.end(body);
  });
}
