/** One region, part by part. What cannot be read is told beside what can. */
import type { Product, RegionList, RegionSnapshot, Unread } from '../../core/dialects/cloud/snapshot.ts';
import { type Limiter, limiter } from '../calls/parallel.ts';
import { CloudError } from '../problem.ts';
import type { RegionSession } from '../session.ts';
import { parts } from './parts.ts';
import type { Part, RegionReader } from './reader.ts';

export interface RegionResult {
  readonly snapshot: RegionSnapshot;
  readonly unread: readonly Unread[];
}

/**
 * Reads what is asked for. Throws a CloudError only where nothing more can come: the credentials are refused, or somebody
 * cancelled.
 * @param bound how many requests are under way at a time
 */
export async function readRegion(
  session: RegionSession,
  products: readonly Product[],
  bound: number,
): Promise<RegionResult> {
  const { region } = session;
  const unread: Unread[] = [];
  const reader = readerOf(session, limiter(bound), unread);
  const wanted = parts.filter(({ product }) => products.includes(product));
  const read = await Promise.all(wanted.map((part) => attempt(part, reader)));
  // A failure that ends everything is thrown when all have stopped, so that nothing goes on behind the caller's back.
  for (const one of read) if ('error' in one && isFinal(one.error)) throw one.error;
  const lists = new Map<RegionList, readonly { readonly id: string }[]>();
  for (const [i, one] of read.entries()) {
    const part = wanted[i] as Part;
    if ('error' in one) {
      if (isNotOffered(one.error, part, read)) {
        for (const list of part.lists) lists.set(list, lists.get(list) ?? []);
        continue;
      }
      addTo(unread, { region, product: part.product, lists: part.lists, problem: one.error.problem });
    } else {
      for (const [list, items] of Object.entries(one.lists) as [RegionList, readonly { readonly id: string }[]][])
        lists.set(list, [...(lists.get(list) ?? []), ...items]);
    }
  }
  return { snapshot: { region, ...inOrder(lists) } as RegionSnapshot, unread };
}

type Attempt = { readonly lists: Partial<RegionSnapshot> } | { readonly error: CloudError };

async function attempt(part: Part, reader: RegionReader): Promise<Attempt> {
  try {
    return { lists: await part.read(reader) };
  } catch (error) {
    if (error instanceof CloudError) return { error };
    throw error;
  }
}

function isFinal({ problem }: CloudError): boolean {
  return problem.kind === 'credentials' || problem.kind === 'cancelled';
}

/** ALB and NLB are not sold in every region: there is no such host then, while those of the other products are found. */
function isNotOffered({ problem }: CloudError, { product }: Part, all: readonly Attempt[]): boolean {
  return (
    (product === 'alb' || product === 'nlb') &&
    problem.kind === 'network' &&
    problem.code === 'ENOTFOUND' &&
    all.some((one) => 'lists' in one)
  );
}

function readerOf(session: RegionSession, limit: Limiter, unread: Unread[]): RegionReader {
  const { region } = session;
  return {
    region,
    ecs: (action, work) => limit(() => session.ecs(action, work)),
    call: (product, action, query) => limit(() => session.call(product, action, query)),
    async details(items, { product, list, idOf }, read) {
      return Promise.all(
        items.map(async (item) => {
          try {
            return await read(item);
          } catch (error) {
            if (!(error instanceof CloudError) || isFinal(error)) throw error;
            unread.push({ region, product, lists: [list], resource: idOf(item), problem: error.problem });
            return undefined;
          }
        }),
      );
    },
  };
}

/** A product of which nothing can be read is told once, with all of its lists. */
function addTo(unread: Unread[], more: Unread): void {
  const same = unread.findIndex(
    ({ product, resource, problem }) =>
      product === more.product &&
      resource === undefined &&
      problem.code === more.problem.code &&
      problem.message.en === more.problem.message.en,
  );
  const before = unread[same];
  if (before) unread[same] = { ...before, lists: [...new Set([...(before.lists ?? []), ...(more.lists ?? [])])] };
  else unread.push(more);
}

/** Lists of several products are filled as answers come: in order of ids, the same account gives the same text. */
function inOrder(lists: ReadonlyMap<RegionList, readonly { readonly id: string }[]>): object {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return Object.fromEntries(Array.from(lists, ([name, items]) => [name, [...items].sort(byId)]));
}
