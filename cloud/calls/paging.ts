/** Lists to their end. A service that hands out the same page again would be asked for ever: it is told instead. */
import { CloudError, problemOf } from '../problem.ts';

export interface TokenPage<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** All items behind tokens, each once by its key: a list that changes while it is read moves items between pages. */
export async function byTokens<T>(
  fetch: (token: string | undefined) => Promise<TokenPage<T>>,
  keyOf: (item: T) => string,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const { items, next } = await fetch(token);
    for (const item of items) found.set(keyOf(item), item);
    if (next === undefined || next === '') return [...found.values()];
    if (tokens.has(next)) throw repeated();
    tokens.add(next);
    token = next;
  }
}

export interface NumberedPage<T> {
  readonly items: readonly T[];
  /** How many there are over all pages; a text in some products. */
  readonly total: unknown;
}

/** All items of numbered pages, each once by its key. `fetch` is given the page, from 1. */
export async function byNumbers<T>(
  fetch: (page: number) => Promise<NumberedPage<T>>,
  keyOf: (item: T) => string,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  let seen = 0;
  for (let page = 1; ; page++) {
    const { items, total } = await fetch(page);
    const before = found.size;
    for (const item of items) found.set(keyOf(item), item);
    seen += items.length;
    if (items.length === 0 || seen >= Number(total ?? 0)) return [...found.values()];
    if (found.size === before) throw repeated();
  }
}

function repeated(): CloudError {
  const message = {
    en: 'A list of Alibaba Cloud does not end: the same page came again. Try again later.',
    zh: '阿里云返回的列表没有结尾：同一页重复出现。请稍后重试。',
  };
  return new CloudError(problemOf('service', 'RepeatedPage', message));
}
