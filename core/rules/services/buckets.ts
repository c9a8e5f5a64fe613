/** Buckets with the resources that set their ACL, policy, access block and TLS versions. */
import { means, sameIdentity } from '../../network/service-links.ts';
import type { Bucket } from '../../network/services.ts';
import { anyOf, type Truth } from '../../values/truth.ts';
import { isTrue } from './whitelists.ts';

interface AssembledBucket {
  /** Undefined when only its parts are in these files. */
  readonly bucket: Bucket | undefined;
  readonly members: readonly Bucket[];
  /** Parts that may belong to it, because the name that they give is not known. */
  readonly perhaps: readonly Bucket[];
  /** Whether public access is blocked, by the bucket or by the account. */
  readonly blocked: Truth;
}

export function assembleBuckets(all: readonly Bucket[]): readonly AssembledBucket[] {
  const accountBlock = blockOf(all.filter(({ wholeAccount }) => wholeAccount !== undefined));
  const parts = all.filter(({ of, wholeAccount }) => of !== undefined && wholeAccount === undefined);
  const taken = new Set<Bucket>();
  const assemble = (bucket: Bucket | undefined, members: readonly Bucket[], perhaps: readonly Bucket[]) => ({
    bucket,
    members,
    perhaps,
    blocked: anyOf(accountBlock, blockOf(members)),
  });
  const whole = all
    .filter(({ of }) => of === undefined)
    .map((bucket) => {
      const links = parts.map((part) => ({ part, link: means(part.of, bucket, bucket.name) }));
      const mine = links.filter(({ link }) => link === 'yes' || link === 'maybe').map(({ part }) => part);
      for (const part of mine) taken.add(part);
      return assemble(
        bucket,
        [bucket, ...mine],
        links.filter(({ link }) => link === 'unknown').map(({ part }) => part),
      );
    });
  const groups: Bucket[][] = [];
  for (const part of parts) {
    if (taken.has(part)) continue;
    const group = groups.find(([first]) => first && sameIdentity(first.of, part.of) === 'yes');
    if (group) group.push(part);
    else groups.push([part]);
  }
  return [...whole, ...groups.map((members) => assemble(undefined, members, []))];
}

function blockOf(buckets: readonly Bucket[]): Truth {
  return anyOf('no', ...buckets.map(({ blocksPublicAccess: block }) => (block ? isTrue(block) : 'no')));
}
