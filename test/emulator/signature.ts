/**
 * ACS3-HMAC-SHA256 as the gateway checks it: over the raw Host, over the query decoded and encoded again, and over the
 * body that really arrived (not over the hash that the client claims).
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Received } from './received.ts';

const algorithm = 'ACS3-HMAC-SHA256';

export interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** What the Authorization header says, or undefined where it is not in the algorithm's form. */
export function readAuthorization(header: string): Authorization | undefined {
  const match = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
    header,
  );
  if (!match) return undefined;
  return { accessKeyId: match[1]!, signedHeaders: match[2]!.split(';'), signature: match[3]! };
}

/** Every x-acs-* header and Host must be signed; the rest may be. */
export function unsignedHeaders(request: Received, { signedHeaders }: Authorization): readonly string[] {
  const mustBe = ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'];
  const sent = [...request.headers.keys()].filter((name) => name === 'host' || name.startsWith('x-acs-'));
  return [...new Set(['host', ...mustBe, ...sent])].filter((name) => !signedHeaders.includes(name));
}

export function stringToSign(request: Received, signedHeaders: readonly string[]): string {
  // By name alone: as whole pairs, `Id.10=` would come before `Id.1=`.
  const query = request.query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders.map((name) => `${name}:${request.headers.get(name) ?? ''}\n`).join('');
  const canonical = [request.method, request.path, query, headers, signedHeaders.join(';'), sha256(request.body)].join(
    '\n',
  );
  return `${algorithm}\n${sha256(Buffer.from(canonical))}`;
}

export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

export function isSignedWith(secret: string, request: Received, authorization: Authorization): boolean {
  const expected = sign(secret, stringToSign(request, authorization.signedHeaders));
  return timingSafeEqual(Buffer.from(expected), Buffer.from(authorization.signature));
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
