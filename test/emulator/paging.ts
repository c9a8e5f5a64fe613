import { createHash } from 'node:crypto';
import type { Call } from './operation.ts';
import { invalid, Refusal } from './refusal.ts';

/** Which sizes an operation accepts. Beyond them it refuses, or (where its documentation says so) takes the bound. */
export interface Sizes {
  readonly max: number;
  readonly standard: number;
  readonly min?: number;
  readonly clamps?: boolean;
}

export interface Paging {
  /** MaxResults and NextToken. */
  readonly tokens?: Sizes;
  /** PageNumber and PageSize; where an operation has both, these are used when neither token parameter is sent. */
  readonly pages?: Sizes;
  /** How the page number is spelt in the request. */
  readonly pageParameter?: string;
  /** What the answer says about the page, by product; default: as in ECS and VPC. */
  readonly describe?: (page: Page) => Record<string, unknown>;
}

export interface Page {
  readonly style: 'tokens' | 'pages';
  readonly size: number;
  readonly number: number;
  readonly count: number;
  readonly total: number;
  /** "" on the last page. */
  readonly nextToken: string;
}

export function paginate<T>(items: readonly T[], paging: Paging, call: Call): { items: readonly T[]; page: Page } {
  const { tokens, pages } = paging;
  const asked = call.parameters.has('MaxResults') || call.parameters.has('NextToken');
  if (tokens && (asked || !pages)) return byToken(items, tokens, call);
  if (pages) return byNumber(items, pages, paging.pageParameter ?? 'PageNumber', call);
  return {
    items,
    page: { style: 'pages', size: items.length, number: 1, count: items.length, total: items.length, nextToken: '' },
  };
}

function byToken<T>(items: readonly T[], sizes: Sizes, call: Call): { items: readonly T[]; page: Page } {
  const size = sizeOf('MaxResults', sizes, call);
  const token = call.parameters.get('NextToken') ?? '';
  const asked = token === '' ? 0 : offsetOf(token, call);
  const start = call.repeatPage ? Math.max(0, asked - size) : asked;
  const slice = items.slice(start, start + size);
  const end = start + size;
  const nextToken = end < items.length || call.repeatPage ? tokenFor(end, call) : '';
  return {
    items: slice,
    page: { style: 'tokens', size, number: 1, count: slice.length, total: items.length, nextToken },
  };
}

function byNumber<T>(
  items: readonly T[],
  sizes: Sizes,
  parameter: string,
  call: Call,
): { items: readonly T[]; page: Page } {
  const size = sizeOf('PageSize', sizes, call);
  const number = integer(call, parameter) ?? 1;
  if (number < 1) throw invalid(parameter);
  const start = (call.repeatPage ? Math.max(0, number - 2) : number - 1) * size;
  const slice = items.slice(start, start + size);
  return {
    items: slice,
    page: { style: 'pages', size, number, count: slice.length, total: items.length, nextToken: '' },
  };
}

function sizeOf(parameter: string, { max, standard, min = 1, clamps }: Sizes, call: Call): number {
  const size = integer(call, parameter);
  if (size === undefined) return standard;
  if (size >= min && size <= max) return size;
  if (!clamps) throw invalid(parameter);
  return size > max ? max : standard;
}

function integer(call: Call, parameter: string): number | undefined {
  const text = call.parameters.get(parameter);
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw invalid(parameter);
  return Number(text);
}

/** A token holds for this operation, this region and these filters only. */
function tokenFor(offset: number, call: Call): string {
  return Buffer.from(`${offset}.${seal(offset, call)}`).toString('base64url');
}

function offsetOf(token: string, call: Call): number {
  const match = /^(\d+)\.([0-9a-f]+)$/.exec(Buffer.from(token, 'base64url').toString());
  const offset = Number(match?.[1]);
  if (!match || match[2] !== seal(offset, call)) {
    throw new Refusal(400, 'InvalidParameter.NextToken', 'The specified parameter NextToken is not valid.');
  }
  return offset;
}

function seal(offset: number, call: Call): string {
  const unbound = new Set(['NextToken', 'MaxResults', 'ClientToken', 'DryRun']);
  const filters = [...call.parameters].filter(([name]) => !unbound.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([call.action, call.region.RegionId, filters, offset]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
