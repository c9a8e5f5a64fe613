/**
 * The SDK's clients, one for each product and region. ECS has its own; the others are spoken to through the SDK's signed
 * core, which takes any product: their packages weigh megabytes each, and for some there is none.
 */
import type ICredential from '@alicloud/credentials';
import EcsClient from '@alicloud/ecs20140526';
import CoreClient, { $OpenApiUtil, OpenApiUtil } from '@alicloud/openapi-core';
import type { OpenCredentials } from '../credentials/open.ts';
import { type CloudOptions, defaultTimeout } from '../options.ts';
import { endpointOf, type Service } from './endpoints.ts';

const versions: Readonly<Record<Service, string>> = {
  ecs: '2014-05-26',
  sts: '2015-04-01',
  vpc: '2016-04-28',
  slb: '2014-05-15',
  alb: '2020-06-16',
  nlb: '2022-04-30',
  rds: '2014-08-15',
};

/** An answer as it came: names as on the wire. */
export type Answer = Readonly<Record<string, unknown>>;
export type Query = Readonly<Record<string, unknown>>;

export function ecsClient(region: string, options: CloudOptions, credentials: OpenCredentials): EcsClient {
  return new EcsClient(configFor('ecs', region, options, credentials));
}

/** @returns a call of any operation of the product in the region */
export function rpcClient(
  product: Service,
  region: string,
  options: CloudOptions,
  credentials: OpenCredentials,
): (action: string, query: Query) => Promise<Answer> {
  const client = new CoreClient(configFor(product, region, options, credentials));
  return async (action, query) => {
    const params = new $OpenApiUtil.Params({
      action,
      version: versions[product],
      protocol: 'HTTPS',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query(query) });
    const answer = await client.callApi(params, request, noRuntime);
    return answer.body as Answer;
  };
}

/** Time-outs stand in the configuration of the client. */
const noRuntime = {} as Parameters<CoreClient['callApi']>[2];

function configFor(
  product: Service,
  region: string,
  options: CloudOptions,
  credentials: OpenCredentials,
): $OpenApiUtil.Config {
  const { host, protocol } = endpointOf(product, region, options);
  const timeout = options.timeout ?? defaultTimeout;
  return new $OpenApiUtil.Config({
    credential: credentialFor(credentials) as ICredential,
    regionId: region,
    endpoint: host,
    protocol,
    // The SDK takes the first for the time that a socket may be idle, so that both decide.
    connectTimeout: timeout,
    readTimeout: timeout,
    userAgent: 'PortGuard',
  });
}

/** The part of the SDK's Credential that its clients use. */
function credentialFor({ get }: OpenCredentials): Pick<ICredential, 'getCredential'> {
  return {
    async getCredential() {
      const { accessKeyId, accessKeySecret, securityToken, providerName } = await get();
      return {
        accessKeyId,
        accessKeySecret,
        securityToken,
        providerName,
        type: securityToken ? 'sts' : 'access_key',
      } as Awaited<ReturnType<ICredential['getCredential']>>;
    },
  };
}
