/** Asking again: after throttling as the service says or with full jitter, after a failure on the way a few times. */
import { type CloudError, cancelled, CloudError as Failure } from '../problem.ts';

export interface RetryPolicy {
  /** Attempts after throttling, the first included. */
  readonly throttled: number;
  /** Attempts after a failure of the network or the service. */
  readonly failed: number;
  /** Milliseconds: the first wait is up to this, each later one up to twice the one before. */
  readonly base: number;
  /** Milliseconds: no wait is drawn from more than this. */
  readonly longest: number;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

export const defaultRetry: RetryPolicy = { throttled: 10, failed: 4, base: 250, longest: 15_000, random: Math.random };

/**
 * Does the work, and again where that may help. Full jitter: each wait is drawn from nothing up to a bound that doubles, so
 * that those who were turned away together do not come back together.
 * @param settled for work that changes something: looks, after a failure that may have come behind the change, whether it
 * was made, and answers for the work then. Without it the work must change nothing.
 */
export async function retried<T>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
  settled?: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted) throw cancelled();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const attempts = attemptsFor(error, policy);
      // What was turned away, or refused for good, was not done.
      const answer = attempts > 1 && error.problem.kind !== 'throttled' ? await settled?.() : undefined;
      if (answer !== undefined) return answer;
      if (attempt >= attempts) throw error;
      await pause(waitAfter(error, attempt, policy), signal);
    }
  }
}

function attemptsFor({ problem }: CloudError, { throttled, failed }: RetryPolicy): number {
  if (problem.kind === 'throttled') return throttled;
  if (problem.kind === 'network') return failed;
  // A page of a proxy that is overloaded, and the service's own failures (5xx).
  const passes = problem.kind === 'proxy-or-portal' && /^(?:NotJson|Http5)/.test(problem.code);
  return passes || isPassing(problem.code) ? failed : 1;
}

function isPassing(code: string): boolean {
  return /^(?:ServiceUnavailable|InternalError|InternalServerError|SystemBusy|SignatureNonceUsed|UnknownError|OperationConflict|IdempotentProcessing)/.test(
    code,
  );
}

function waitAfter({ retryAfter = 0 }: CloudError, attempt: number, { base, longest, random }: RetryPolicy): number {
  return retryAfter + random() * Math.min(longest, base * 2 ** (attempt - 1));
}

/** Waits, or throws as soon as it is cancelled. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The SDK cannot stop a request: its answer is no longer waited for. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(cancelled());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
