import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Refusal } from './refusal.ts';

/** Puts an answer on the wire, broken where a fault says so. */
export function respond(response: ServerResponse, status: number, body: Record<string, unknown>, fault?: Fault): void {
  const whole = Buffer.from(JSON.stringify(body));
  const sent = fault?.kind === 'truncated' ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', 'content-length': sent.length });
  response.end(sent);
}

/** What a hotel's network or a proxy sends instead of the service's answer. */
export function respondWithPage(response: ServerResponse, status: number): void {
  const title = status === 200 ? 'Sign in to this network' : `${status} Bad Gateway`;
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page);
}

/** The body of an error, with the members and the order of the real service. */
export function errorBody(
  refusal: Refusal,
  requestId: string,
  product: string,
  region: string,
): Record<string, unknown> {
  const host = product === '' ? 'popgw.aliyuncs.com' : `${product}.${region}.aliyuncs.com`;
  return {
    RequestId: requestId,
    HostId: host,
    Code: refusal.code,
    Message: refusal.message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${refusal.code}&product=${product}&requestId=${requestId}`,
    ...refusal.more,
  };
}
