/** What the readers of a region's lists are given. */
import type { Product, RegionList, RegionSnapshot } from '../../core/dialects/cloud/snapshot.ts';
import type { Answer, Query } from '../calls/clients.ts';
import { byNumbers, byTokens } from '../calls/paging.ts';
import type { RegionSession } from '../session.ts';
import { itemsAt, keyAt, textAt, valueAt } from './answers.ts';

/** A reader changes nothing. */
export interface RegionReader extends Omit<RegionSession, 'write'> {
  /** Reads the details of each, several at once. One that cannot be read is told, and comes back without details. */
  readonly details: <T, D>(
    items: readonly T[],
    what: { readonly product: Product; readonly list: RegionList; readonly idOf: (item: T) => string },
    read: (item: T) => Promise<D>,
  ) => Promise<readonly (D | undefined)[]>;
}

/** Lists of a region that are read together, because one cannot be had without the other. */
export interface Part {
  readonly product: Product;
  readonly lists: readonly RegionList[];
  readonly read: (reader: RegionReader) => Promise<Partial<RegionSnapshot>>;
}

type Rpc = Exclude<Product, 'ecs'>;

/** A whole list of a product, by tokens. */
export function listByTokens(
  { call }: RegionReader,
  product: Rpc,
  action: string,
  { path, key, query = {}, size = 'MaxResults' }: { path: string; key: string; query?: Query; size?: string },
): Promise<readonly Answer[]> {
  return byTokens(async (token) => {
    const answer = await call(product, action, { ...query, [size]: 100, ...(token ? { NextToken: token } : {}) });
    return { items: itemsAt(answer, path), next: textAt(answer, 'NextToken') };
  }, keyAt(key));
}

/** A whole list of a product, by numbered pages. */
export function listByNumbers(
  { call }: RegionReader,
  product: Rpc,
  action: string,
  {
    path,
    key,
    query = {},
    size = 50,
    page: name = 'PageNumber',
    total = 'TotalCount',
  }: { path: string; key: string; query?: Query; size?: number; page?: string; total?: string },
): Promise<readonly Answer[]> {
  return byNumbers(async (page) => {
    const answer = await call(product, action, { ...query, [name]: page, PageSize: size });
    return { items: itemsAt(answer, path), total: valueAt(answer, total) };
  }, keyAt(key));
}
