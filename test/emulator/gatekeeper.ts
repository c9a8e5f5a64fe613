/** Who asks, and may the request be believed? In the order of the real gateway: key, time, signature, nonce, token. */
import type { AccessKey } from './keys.ts';
import type { Received } from './received.ts';
import { Refusal } from './refusal.ts';
import { isSignedWith, readAuthorization, stringToSign, unsignedHeaders } from './signature.ts';

/** How far the client's clock may be off, and how long a nonce is remembered: 15 minutes. */
const clockTolerance = 15 * 60_000;

export interface Gatekeeper {
  /** The key that signed, or throws a Refusal. */
  admit(request: Received): AccessKey;
}

export function gatekeeper(keys: readonly AccessKey[], now: () => number): Gatekeeper {
  const nonces = new Map<string, number>();
  return {
    admit(request) {
      const key = keyOf(request, keys);
      checkTime(request, now());
      checkSignature(request, key);
      checkNonce(request, nonces, now());
      checkToken(request, key, now());
      return key;
    },
  };
}

function keyOf(request: Received, keys: readonly AccessKey[]): AccessKey {
  const header = request.headers.get('authorization');
  if (!header) throw new Refusal(400, 'MissingAccessKeyId', 'AccessKeyId is mandatory for this action.');
  const authorization = readAuthorization(header);
  if (!authorization) throw incomplete();
  const key = keys.find(({ id }) => id === authorization.accessKeyId);
  if (!key) throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  if (key.disabled) throw new Refusal(400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');
  return key;
}

function checkTime(request: Received, now: number): void {
  const date = request.headers.get('x-acs-date') ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) {
    throw new Refusal(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  }
  if (Math.abs(Date.parse(date) - now) > clockTolerance) {
    throw new Refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
}

function checkSignature(request: Received, key: AccessKey): void {
  const authorization = readAuthorization(request.headers.get('authorization') ?? '');
  if (!authorization || unsignedHeaders(request, authorization).length > 0) throw incomplete();
  if (isSignedWith(key.secret, request, authorization)) return;
  const text = stringToSign(request, authorization.signedHeaders);
  throw new Refusal(
    400,
    'SignatureDoesNotMatch',
    `Specified signature does not match our calculation. server StringToSign is [${text}]`,
  );
}

function checkNonce(request: Received, nonces: Map<string, number>, now: number): void {
  // Oldest first: the first that is young enough ends it.
  for (const [nonce, seen] of nonces) {
    if (now - seen <= clockTolerance) break;
    nonces.delete(nonce);
  }
  const nonce = request.headers.get('x-acs-signature-nonce')!;
  if (nonces.has(nonce)) throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  nonces.set(nonce, now);
}

function checkToken(request: Received, key: AccessKey, now: number): void {
  const token = request.headers.get('x-acs-security-token');
  if (key.token === undefined) {
    if (!token) return;
    throw new Refusal(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    );
  }
  if (!token) throw new Refusal(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  if (token !== key.token) {
    throw new Refusal(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');
  }
  if (key.expires !== undefined && Date.parse(key.expires) <= now) {
    throw new Refusal(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  }
}

function incomplete(): Refusal {
  return new Refusal(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.');
}
