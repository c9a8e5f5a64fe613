/** Finding by offset in what stands in the order of the text: a file may have as many suppressions as lines. */

/** Index of the first item whose offset is at or behind the one asked for; the number of items where there is none. */
export function firstFrom<T>(items: readonly T[], offset: number, offsetOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetOf(items[middle] as T) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items whose offset is in a half-open range. */
export function within<T>(
  items: readonly T[],
  { start, end }: { readonly start: number; readonly end: number },
  offsetOf: (item: T) => number,
): readonly T[] {
  return items.slice(firstFrom(items, start, offsetOf), firstFrom(items, end, offsetOf));
}

/** Items by what they have in common, in the order given; those without it are left out. */
export function groupedBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
