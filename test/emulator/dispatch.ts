/** From an admitted request to the body of its answer: product, operation, region, permission, dry run, idempotency. */
import type { Account, Region } from './account/account.ts';
import type { Idempotency } from './idempotency.ts';
import type { AccessKey } from './keys.ts';
import type { Call, Operation, Parameters } from './operation.ts';
import { authorize } from './permissions.ts';
import { products } from './products.ts';
import { decodeQuery, type Received } from './received.ts';
import { missing, Refusal } from './refusal.ts';

/** What a request asks for; nothing of it has been checked against the account. */
export interface Asked {
  readonly product: string;
  readonly action: string;
  readonly regionId: string;
  readonly parameters: Parameters;
  readonly operation: Operation | undefined;
}

export function askedBy(request: Received, endpointRegion: string): Asked {
  const product = products[request.headers.get('x-acs-version') ?? ''];
  const action = request.headers.get('x-acs-action') ?? '';
  const parameters = parametersOf(request);
  return {
    product: product?.name ?? '',
    action,
    regionId: parameters.get('RegionId') || endpointRegion,
    parameters,
    operation: product && Object.hasOwn(product.operations, action) ? product.operations[action] : undefined,
  };
}

export function answerTo(
  asked: Asked,
  key: AccessKey,
  account: Account,
  idempotency: Idempotency,
  surroundings: Pick<Call, 'now' | 'newId' | 'repeatPage'>,
): Record<string, unknown> {
  const { operation, parameters, action, product } = asked;
  if (product === '') throw new Refusal(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  if (!operation) {
    const message = 'Specified api is not found, please check your url and method.';
    throw new Refusal(404, 'InvalidAction.NotFound', message);
  }
  const absent = operation.required?.find((name) => !parameters.get(name));
  if (absent !== undefined) throw missing(absent);
  const region = regionOf(asked, account);
  if (!operation.open) authorize(key, account.uid, product, action, region.RegionId);
  if (operation.dryRun && parameters.get('DryRun') === 'true') {
    throw new Refusal(400, 'DryRunOperation', 'Request validation has been passed with DryRun flag set.');
  }
  const call: Call = { action, account, region, parameters, principal: key.principal, ...surroundings };
  return operation.write ? idempotency.once(call, () => operation.run(call)) : operation.run(call);
}

function regionOf({ regionId }: Asked, account: Account): Region {
  const region = account.regions.find(({ RegionId }) => RegionId === regionId);
  if (!region) throw new Refusal(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
  return region;
}

function parametersOf(request: Received): Parameters {
  const form = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
    ? decodeQuery(request.body.toString())
    : [];
  return new Map([...request.query, ...form]);
}
