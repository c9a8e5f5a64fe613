/** Doing several things at once, within a bound. */

export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `bound` pieces of work run at a time; the others wait in the order in which they came. */
export function limiter(bound: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= bound) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
