import { expect, test } from 'vitest';
import { limiter } from '../../cloud/calls/parallel.ts';
import { defaultRetry, retried } from '../../cloud/calls/retry.ts';
import { CloudError, type ProblemKind, problemOf } from '../../cloud/problem.ts';

const text = { en: 'x', zh: 'x' };
const failing = (kind: ProblemKind, code: string, retryAfter?: number): CloudError =>
  new CloudError(problemOf(kind, code, text), retryAfter);

async function attempts(error: unknown): Promise<number> {
  let count = 0;
  await retried({ ...defaultRetry, base: 0, throttled: 5, failed: 3 }, undefined, () => {
    count++;
    return Promise.reject(error);
  }).catch(() => undefined);
  return count;
}

test.each<[string, CloudError | Error, number]>([
  ['throttling', failing('throttled', 'Throttling'), 5],
  ['the network', failing('network', 'ECONNRESET'), 3],
  ['the service', failing('service', 'ServiceUnavailable'), 3],
  ["a proxy's page", failing('proxy-or-portal', 'NotJson'), 3],
  ["a proxy's certificate", failing('proxy-or-portal', 'SELF_SIGNED_CERT_IN_CHAIN'), 1],
  ['credentials', failing('credentials', 'SignatureDoesNotMatch'), 1],
  ['a permission', failing('permission', 'Forbidden.RAM'), 1],
  ['a wrong parameter', failing('service', 'InvalidParameter'), 1],
  ['a mistake of ours', new TypeError('x'), 1],
])('%s', async (_, error, count) => {
  expect(await attempts(error)).toBe(count);
});

test('the wait is drawn from a bound that doubles, and begins where the service says', async () => {
  const waits: number[] = [];
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((work: () => void, milliseconds: number) => {
    waits.push(milliseconds);
    return real(work, 0);
  }) as typeof setTimeout;
  try {
    const policy = { ...defaultRetry, base: 100, longest: 500, throttled: 6, random: () => 0.5 };
    const errors = [undefined, 1000, undefined, undefined, undefined].map((after) => failing('throttled', 'T', after));
    expect(
      await retried(policy, undefined, () => {
        const error = errors.shift();
        return error ? Promise.reject(error) : Promise.resolve('done');
      }),
    ).toBe('done');
  } finally {
    globalThis.setTimeout = real;
  }
  expect(waits).toEqual([50, 1100, 200, 250, 250]);
});

test('a limiter runs so many at a time, in order, failures included', async () => {
  const limit = limiter(3);
  let running = 0;
  let most = 0;
  const began: number[] = [];
  await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      limit(async () => {
        began.push(i);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        if (i % 4 === 0) throw new Error('x');
      }),
    ),
  );
  expect(most).toBe(3);
  expect(running).toBe(0);
  expect(began).toEqual(Array.from({ length: 20 }, (_, i) => i));
});
