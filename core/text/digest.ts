/**
 * A short digest of a text, the same on every machine: names findings in reports and baselines. Not cryptographic; two
 * FNV-1a runs of 32 bits with different beginnings, for core/ has no node:crypto and a report must start fast.
 */
export function digest(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    // The second sees the units in another mixture, so that the two do not collide together.
    second = Math.imul(second ^ (unit + i), 0x01000193);
    second ^= second >>> 15;
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
