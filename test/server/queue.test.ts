import { expect, test } from 'vitest';
import { Queue } from '../../server/queue.ts';

/** A queue that notes what it works on, and `idle` for each piece of other work. */
function noting(pieces: number) {
  const worked: string[] = [];
  let left = pieces;
  const queue = new Queue({
    work: (folder) => worked.push(folder),
    idle: () => {
      if (left === 0) return false;
      left--;
      worked.push('idle');
      return true;
    },
  });
  return { worked, queue };
}

test('what somebody waits for comes first, then what is behind, then the rest', async () => {
  const { worked, queue } = noting(2);
  queue.later('behind');
  queue.later('also waited for');
  queue.urgent('waited for');
  queue.urgent('also waited for');
  expect(queue.isCurrent).toBe(false);
  await queue.settled();
  expect(worked).toEqual(['waited for', 'also waited for']);
  await expect.poll(() => worked.slice(2)).toEqual(['behind', 'idle', 'idle']);
  expect(queue.isCurrent).toBe(true);
});

test('what is typed again before its turn is worked on once', async () => {
  const { worked, queue } = noting(0);
  queue.urgent('a', 30);
  queue.urgent('a', 10);
  expect(queue.isUrgent('a')).toBe(true);
  await queue.settled();
  expect(worked).toEqual(['a']);
  // Where it is its turn anyway, a further change does not put it off.
  queue.urgent('b');
  queue.urgent('b', 10_000);
  await queue.settled();
  expect(worked).toEqual(['a', 'b']);
});

test('other work goes on while somebody types', async () => {
  const { worked, queue } = noting(1);
  queue.urgent('a', 20);
  queue.wake();
  await queue.settled();
  expect(worked).toEqual(['idle', 'a']);
});
