/** The statement of a bucket policy that turns requests without TLS away. */
import { writerOf } from '../dialects/writing.ts';
import type { Bucket } from '../network/services.ts';
import { isReference } from '../values/value.ts';
import type { Change } from './change.ts';
import { expressionOf, isRepeated } from './networks.ts';
import { madePart } from './parts.ts';
import { Expression, type Plain } from './plain.ts';

/**
 * The statement is added to the policy that is there, or makes one: in a resource of its own where the dialect keeps
 * policies so.
 * @param holder of the bucket's policy, which may be a resource of its own
 */
export function denialOfPlainHttp(bucket: Bucket, holder: Bucket | undefined): readonly Change[] | undefined {
  const statement = statementFor(bucket);
  if (!statement || isRepeated(bucket)) return undefined;
  if (holder) {
    const [path] = writerOf(holder, 'policy')?.paths ?? [];
    if (path === undefined || isRepeated(holder)) return undefined;
    return [{ kind: 'append', resource: holder.resource, path: [...path.split('.'), 'Statement'], item: statement }];
  }
  const policy = { Version: '1', Statement: [statement] };
  const part: Change = { kind: 'part', of: bucket, part: 'buckets', link: 'of', to: { policy } };
  return [madePart(part) ? part : { kind: 'set', entity: bucket, to: { policy } }];
}

function statementFor(bucket: Bucket): Plain | undefined {
  const whole = resourceName(bucket, '');
  const objects = resourceName(bucket, '/*');
  if (whole === undefined || objects === undefined) return undefined;
  return {
    Effect: 'Deny',
    Principal: ['*'],
    Action: ['oss:*'],
    Resource: [whole, objects],
    Condition: { Bool: { 'acs:SecureTransport': ['false'] } },
  };
}

function resourceName({ resource, name }: Bucket, below: string): Plain | undefined {
  if (resource.dialect === 'terraform') {
    const own = expressionOf(resource, resource, resource.attributes.entries.has('bucket') ? 'bucket' : 'id');
    return own && new Expression(`"acs:oss:*:*:\${${own.text}}${below}"`);
  }
  if (name?.kind !== 'known' || isReference(name.value) || name.definedAt) return undefined;
  return `acs:oss:*:*:${name.value}${below}`;
}
