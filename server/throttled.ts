/** Many calls within a time become one at its end: what happens often is told less often. */
export function throttled(milliseconds: number, action: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      action();
    }, milliseconds);
  };
}
