import type { AccessKey, Statement } from './keys.ts';
import { Refusal } from './refusal.ts';

/** Products that spell a missing permission in their own way; the others say Forbidden.RAM. */
const spelling: Readonly<Record<string, readonly [code: string, message: string]>> = {
  alb: ['NoPermission', 'You are not authorized to perform this action.'],
  nlb: ['NoPermission', 'You are not authorized to perform this action.'],
};

/** Refuses what RAM does not allow this key, as Forbidden.RAM or NoPermission with its AccessDeniedDetail. */
export function authorize(key: AccessKey, uid: string, product: string, action: string, region: string): void {
  const { principal } = key;
  if (!principal) return;
  const name = `${product}:${action}`;
  const applying = principal.policy.filter((statement) => applies(statement, name, region));
  const denied = applying.some(({ effect }) => effect === 'Deny');
  if (!denied && applying.some(({ effect }) => effect === 'Allow')) return;
  const [code, message] = spelling[product] ?? [
    'Forbidden.RAM',
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  ];
  throw new Refusal(403, code, message, {
    AccessDeniedDetail: {
      AuthAction: name,
      AuthPrincipalDisplayName: principal.name,
      AuthPrincipalOwnerId: uid,
      AuthPrincipalType: principal.type,
      EncodedDiagnosticMessage: Buffer.from(`${name} ${region} ${principal.name}`).toString('base64'),
      NoPermissionType: denied ? 'ExplicitDeny' : 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    },
  });
}

function applies({ actions, regions }: Statement, name: string, region: string): boolean {
  if (regions && !regions.includes(region)) return false;
  return actions.some((pattern) => {
    const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${literal}$`, 'i').test(name);
  });
}
