/** An account as it is now: all of its regions, or those that are named, several at a time. */
import { setMaxListeners } from 'node:events';
import { DescribeRegionsRequest } from '@alicloud/ecs20140526';
import {
  products as allProducts,
  type Product,
  type Snapshot,
  snapshotVersion,
} from '../../core/dialects/cloud/snapshot.ts';
import { limiter } from '../calls/parallel.ts';
import type { CloudOptions } from '../options.ts';
import { CloudError, cancelled, problemOf } from '../problem.ts';
import { openSession, type Session } from '../session.ts';
import { type RegionResult, readRegion } from './region.ts';

export interface SnapshotRequest extends CloudOptions {
  /** All regions that the account may use, where none is named. */
  readonly regions?: readonly string[];
  readonly products?: readonly Product[];
  /** How many regions are read at a time (5), and how many requests are under way in each (8). */
  readonly parallel?: { readonly regions?: number; readonly requests?: number };
  readonly onProgress?: (progress: Progress) => void;
  readonly now?: () => Date;
}

export interface Progress {
  /** The region that is done. */
  readonly region: string;
  readonly done: number;
  readonly total: number;
  /** Requests that were sent so far. */
  readonly requests: number;
  /** The account as far as it is read. */
  readonly soFar: () => Snapshot;
  /** Regions that are still to come. */
  readonly left: readonly string[];
}

/** Where nobody says where to begin: any region knows all others. */
const firstRegion = 'cn-hangzhou';

/**
 * Reads an account. What cannot be read is in `problems`; a CloudError is thrown where there is nothing to tell: no
 * credentials, no way to Alibaba Cloud, cancelled.
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  const { products = allProducts, parallel = {}, onProgress, now = () => new Date(), signal } = request;
  // One region that ends everything (the credentials were refused) stops the others.
  const stop = new AbortController();
  const session = openSession({ ...request, signal: either(stop.signal, signal) });
  const takenAt = now().toISOString();
  const regions = request.regions ?? (await regionsOf(session));
  const inTurn = limiter(parallel.regions ?? 5);
  const read = new Map<string, RegionResult>();
  // In the order of the regions, so that the same account gives the same text.
  const snapshotOf = (results: readonly RegionResult[]): Snapshot => ({
    portguardSnapshot: snapshotVersion,
    takenAt,
    regions: results.map(({ snapshot }) => snapshot),
    problems: results.flatMap(({ unread }) => unread),
  });
  const inOrder = () => regions.flatMap((one) => read.get(one) ?? []);
  // Whoever watches looks for the region of the profile first.
  const own = regions.filter((region) => region === session.credentials.region);
  await Promise.all(
    [...new Set([...own, ...regions])].map((region) =>
      inTurn(async () => {
        if (signal?.aborted) throw cancelled();
        try {
          const result = await readRegion(session.inRegion(region), products, parallel.requests ?? 8);
          read.set(region, result);
          onProgress?.({
            region,
            done: read.size,
            total: regions.length,
            requests: session.requests(),
            soFar: () => snapshotOf(inOrder()),
            left: regions.filter((one) => !read.has(one)),
          });
        } catch (error) {
          stop.abort();
          throw error;
        }
      }),
    ),
  );
  const results = inOrder();
  const problems = results.flatMap(({ unread }) => unread);
  const first = problems[0];
  if (first && results.every(isEmpty) && problems.every(({ problem }) => problem.kind === first.problem.kind)) {
    throw new CloudError(first.problem);
  }
  return snapshotOf(results);
}

function isEmpty({ snapshot, unread }: RegionResult): boolean {
  return unread.length > 0 && Object.keys(snapshot).length === 1;
}

async function regionsOf({ credentials, inRegion }: Session): Promise<readonly string[]> {
  const start = inRegion(credentials.region ?? firstRegion);
  const request = new DescribeRegionsRequest({});
  const { body } = await start.ecs('DescribeRegions', (client) => client.describeRegions(request));
  const ids = (body?.regions?.region ?? []).flatMap(({ regionId }) => regionId ?? []);
  if (ids.length > 0) return [...ids].sort();
  const message = {
    en: 'Alibaba Cloud names no region for this account. Name the regions with --region.',
    zh: '阿里云没有返回该账号可用的地域。请用 --region 指定。',
  };
  throw new CloudError(problemOf('service', 'NoRegions', message));
}

function either(own: AbortSignal, given: AbortSignal | undefined): AbortSignal {
  const signal = given ? AbortSignal.any([own, given]) : own;
  // Every request that is under way listens.
  setMaxListeners(0, signal);
  return signal;
}
