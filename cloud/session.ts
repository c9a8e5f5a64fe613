/** One account under one set of options: every call goes through the guard, is repeated where that helps, and can be cancelled. */
import type EcsClient from '@alicloud/ecs20140526';
import { type Answer, ecsClient, type Query, rpcClient } from './calls/clients.ts';
import { endpointOf, type Service } from './calls/endpoints.ts';
import { routeTo } from './calls/proxies.ts';
import { defaultRetry, retried, untilAborted } from './calls/retry.ts';
import { type OpenCredentials, openCredentials } from './credentials/open.ts';
import { guarded } from './guard.ts';
import type { CloudOptions } from './options.ts';

/** One region of the account. */
export interface RegionSession {
  readonly region: string;
  /** An operation of ECS that changes nothing; `action` is what RAM calls it. */
  readonly ecs: <T>(action: string, work: (client: EcsClient) => Promise<T>) => Promise<T>;
  /** An operation of another product that changes nothing. `RegionId` is added. */
  readonly call: (product: Exclude<Service, 'ecs'>, action: string, query?: Query) => Promise<Answer>;
  /**
   * An operation of ECS that changes something; `query` has a ClientToken, under which a repeated request is the same one.
   * `settled` answers for it where the change turns out to be made although no answer came.
   */
  readonly write: (action: string, query: Query, settled: () => Promise<Answer | undefined>) => Promise<Answer>;
}

export interface Session {
  readonly credentials: OpenCredentials;
  readonly inRegion: (region: string) => RegionSession;
  /** Requests that were sent so far, those that were repeated included. */
  readonly requests: () => number;
}

export function openSession(options: CloudOptions): Session {
  const credentials = openCredentials(options.credentials);
  const policy = { ...defaultRetry, ...options.retry };
  const { signal } = options;
  let requests = 0;

  const ask = <T>(
    product: Service,
    region: string,
    action: string,
    work: () => Promise<T>,
    settled?: () => Promise<T | undefined>,
  ): Promise<T> => {
    const { host, protocol } = endpointOf(product, region, options);
    const guard = { secrets: credentials.secrets, action: `${product}:${action}`, host: routeTo(host, protocol) };
    const attempt = (): Promise<T> => {
      requests++;
      return guarded(guard, () => untilAborted(work(), signal));
    };
    return retried(policy, signal, attempt, settled);
  };

  return {
    credentials,
    requests: () => requests,
    inRegion(region) {
      const ecs = once(() => ecsClient(region, options, credentials));
      const clients = new Map<Service, ReturnType<typeof rpcClient>>();
      const clientFor = (product: Service): ReturnType<typeof rpcClient> => {
        const client = clients.get(product) ?? rpcClient(product, region, options, credentials);
        clients.set(product, client);
        return client;
      };
      return {
        region,
        ecs: (action, work) => ask('ecs', region, action, async () => work(ecs())),
        call: (product, action, query = {}) =>
          ask(product, region, action, async () => clientFor(product)(action, { RegionId: region, ...query })),
        write: (action, query, settled) =>
          ask('ecs', region, action, async () => clientFor('ecs')(action, { RegionId: region, ...query }), settled),
      };
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
