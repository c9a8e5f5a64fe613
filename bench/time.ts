/** Times of repeated work, for all benchmarks. */

/** Milliseconds of each run. No garbage collection is forced between them: that would throw compiled code away. */
export function runs(count: number, work: () => unknown): number[] {
  return Array.from({ length: count }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}

/** The first run, and the median of those after a second of warming up. */
export function coldAndWarm(work: () => unknown): { readonly cold: number; readonly warm: number } {
  const [cold] = runs(1, work) as [number];
  const until = performance.now() + 1000;
  while (performance.now() < until) work();
  return { cold, warm: median(runs(9, work)) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
