/** The real SDK, pointed at an emulator: the ECS client, and the generic client for products without a package. */
import EcsClient from '@alicloud/ecs20140526';
import CoreClient, { $OpenApiUtil, OpenApiUtil } from '@alicloud/openapi-core';
import type { AccessKey } from './keys.ts';
import { owner } from './sample-keys.ts';
import type { Emulator } from './start.ts';

export type ClientOptions = Partial<Pick<$OpenApiUtil.Config, 'connectTimeout' | 'readTimeout' | 'retryOptions'>>;
type Runtime = Parameters<CoreClient['callApi']>[2];

export function ecsClient(emulator: Emulator, key: AccessKey = owner, options: ClientOptions = {}): EcsClient {
  return new EcsClient(configFor(emulator, key, options));
}

export function coreClient(emulator: Emulator, key: AccessKey = owner, options: ClientOptions = {}): CoreClient {
  return new CoreClient(configFor(emulator, key, options));
}

/** One RPC call by names; answers with the body. */
export async function callRpc(
  client: CoreClient,
  version: string,
  action: string,
  query: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const params = new $OpenApiUtil.Params({
    action,
    version,
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const request = new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query(query) });
  const answer = await client.callApi(params, request, {} as Runtime);
  return answer.body as Record<string, unknown>;
}

function configFor(emulator: Emulator, key: AccessKey, options: ClientOptions): $OpenApiUtil.Config {
  return new $OpenApiUtil.Config({
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    ...(key.token === undefined ? {} : { securityToken: key.token }),
    endpoint: emulator.endpoint,
    protocol: 'HTTP',
    connectTimeout: 10_000,
    readTimeout: 10_000,
    ...options,
  });
}
