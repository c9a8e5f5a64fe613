import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { indexProgress } from '../../server/index-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A client that shows progress, and what it shows. */
function showing() {
  const shown: string[] = [];
  let cancel: () => void = () => {};
  const reporter = {
    begin: (title: string, _: unknown, __: unknown, cancellable: boolean) => shown.push(`${title} ${cancellable}`),
    report: (message: string) => shown.push(message),
    done: () => shown.push('done'),
    token: {
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
      },
    },
  };
  const window = { createWorkDoneProgress: async () => reporter };
  return { shown, window, cancel: () => cancel() } as unknown as {
    readonly shown: readonly string[];
    readonly window: Parameters<typeof indexProgress>[0]['window'];
    readonly cancel: () => void;
  };
}

test('a long walk is shown, now and then, and can be cancelled', async () => {
  const { shown, window, cancel } = showing();
  let isCancelled = false;
  const progress = indexProgress(
    { window },
    () => 'zh',
    () => {
      isCancelled = true;
    },
  );
  progress.begin();
  progress.step(10);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(1000);
  progress.step(20);
  progress.step(21);
  vi.advanceTimersByTime(200);
  progress.step(40);
  await vi.runAllTimersAsync();
  expect(shown).toEqual(['PortGuard：正在检查工作区 true', '20 个文件', '40 个文件']);
  cancel();
  expect(isCancelled).toBe(true);
  progress.end();
  await vi.runAllTimersAsync();
  expect(shown.at(-1)).toBe('done');
  progress.end();
  progress.step(50);
  await vi.runAllTimersAsync();
  expect(shown.filter((one) => one === 'done')).toHaveLength(1);
});

test('a short one is not, and a client that refuses does not end it', async () => {
  const { shown, window } = showing();
  const short = indexProgress(
    { window },
    () => 'en',
    () => {},
  );
  short.begin();
  vi.advanceTimersByTime(900);
  short.step(10);
  short.end();
  await vi.runAllTimersAsync();
  expect(shown).toEqual([]);
  const refusing = {
    createWorkDoneProgress: () => Promise.reject(new Error('no')),
  } as unknown as typeof window;
  const refused = indexProgress(
    { window: refusing },
    () => 'en',
    () => {},
  );
  refused.begin();
  vi.advanceTimersByTime(1000);
  refused.step(10);
  refused.end();
  await vi.runAllTimersAsync();
});
