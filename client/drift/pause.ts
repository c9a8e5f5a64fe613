/** How long drift waits after a change: a comparison of a large workspace takes seconds, and must not run all the time. */
const [shortest, longest] = [1000, 15_000];

/** Milliseconds, after a comparison that took so many. */
export function pauseAfter(took: number): number {
  return Math.min(longest, Math.max(shortest, 2 * took));
}
