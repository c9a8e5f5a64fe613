/**
 * An HTTP server on loopback that speaks the wire protocol of Alibaba Cloud to the real SDK: signature, permissions,
 * paging, errors, faults; behind it an account in memory that writes change. It knows nothing of the product's code.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account/account.ts';
import { answerTo, askedBy } from './dispatch.ts';
import { type Fault, type FaultPlan, faultPlan, type RandomFault, type ScriptedFault } from './faults.ts';
import { gatekeeper } from './gatekeeper.ts';
import { idempotency } from './idempotency.ts';
import type { AccessKey } from './keys.ts';
import { randomFrom } from './random.ts';
import { receive } from './received.ts';
import { Refusal } from './refusal.ts';
import { errorBody, respond, respondWithPage } from './respond.ts';

export interface EmulatorOptions {
  readonly account: Account;
  readonly keys: readonly AccessKey[];
  readonly faults?: readonly (ScriptedFault | RandomFault)[];
  /** Milliseconds before each answer; a range is drawn from the seed. */
  readonly latency?: number | { readonly min: number; readonly max: number };
  readonly seed?: number;
  /** Milliseconds since 1970; default: the machine's clock. */
  readonly now?: () => number;
  /** For requests without RegionId, as a real endpoint belongs to a region; default: the account's first. */
  readonly region?: string;
  /** Default: a free one. */
  readonly port?: number;
}

export interface Emulator {
  readonly port: number;
  /** For Config({ endpoint, protocol: 'HTTP' }). */
  readonly endpoint: string;
  /** The live state. */
  readonly account: Account;
  /** Every request in order of arrival. Neither signatures nor tokens nor secrets are in it. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: FaultPlan;
  close(): Promise<void>;
}

export interface LoggedRequest {
  readonly product: string;
  readonly action: string;
  readonly region: string;
  readonly accessKeyId: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** Undefined until answered, and for ever where the connection was cut. */
  status?: number;
  /** The error code, where it was refused. */
  code?: string;
  /** The fault that hit it. */
  fault?: Fault['kind'];
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { account, keys, now = Date.now } = options;
  const random = randomFrom(options.seed ?? 1);
  const faults = faultPlan(options.faults ?? [], random);
  const gate = gatekeeper(keys, now);
  const remembered = idempotency();
  const requests: LoggedRequest[] = [];
  const answers = new Map<string, Record<string, unknown>>();
  const endpointRegion = options.region ?? account.regions[0]?.RegionId ?? '';
  let ids = 0;
  const newId = (prefix: string) => `${prefix}-bp1${(++ids).toString(36).padStart(17, '0')}`;

  const server = createServer(async (message, response) => {
    const request = await receive(message);
    const asked = askedBy(request, endpointRegion);
    const requestId = randomUUID().toUpperCase();
    const logged: LoggedRequest = {
      product: asked.product,
      action: asked.action,
      region: asked.regionId,
      accessKeyId: /Credential=([^,\s]+)/.exec(request.headers.get('authorization') ?? '')?.[1],
      parameters: Object.fromEntries(asked.parameters),
      requestId,
    };
    requests.push(logged);
    const fault = faults.next(asked.action, asked.regionId);
    if (fault) logged.fault = fault.kind;
    await pause(latencyOf(options.latency, random) + (fault?.kind === 'slow' ? fault.milliseconds : 0));
    if (fault?.kind === 'drop' && fault.when === 'before') return cut(response);
    if (fault?.kind === 'html') {
      logged.status = fault.status;
      return respondWithPage(response, fault.status);
    }
    try {
      const key = gate.admit(request);
      refuseByFault(fault);
      const surroundings = { now: now(), newId, repeatPage: fault?.kind === 'repeatPage' };
      const question = JSON.stringify([asked.action, ...asked.parameters]);
      const body =
        (fault?.kind === 'stale' && answers.get(question)) || answerTo(asked, key, account, remembered, surroundings);
      // As it was then: the account's own objects change.
      if (!asked.operation?.write) answers.set(question, structuredClone(body));
      if (fault?.kind === 'drop') return cut(response);
      logged.status = 200;
      respond(response, 200, { RequestId: requestId, ...body }, fault);
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal(500, 'EmulatorBroken', String((error as Error).stack));
      logged.status = refusal.status;
      logged.code = refusal.code;
      if (fault?.kind === 'throttle' && fault.retryAfter !== undefined) {
        response.setHeader('x-acs-retry-after', String(fault.retryAfter));
      }
      respond(response, refusal.status, errorBody(refusal, requestId, asked.product, asked.regionId), fault);
    }
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    endpoint: `127.0.0.1:${port}`,
    account,
    requests,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuseByFault(fault: Fault | undefined): void {
  if (fault?.kind === 'throttle') {
    throw new Refusal(400, fault.code ?? 'Throttling.User', 'Request was denied due to user flow control.');
  }
  if (fault?.kind === 'error') {
    const message = fault.message ?? 'The request processing has failed due to some unknown error.';
    throw new Refusal(fault.status, fault.code, message);
  }
}

function latencyOf(latency: EmulatorOptions['latency'], random: () => number): number {
  if (latency === undefined || typeof latency === 'number') return latency ?? 0;
  return latency.min + Math.floor(random() * (latency.max - latency.min + 1));
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}
