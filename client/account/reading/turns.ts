/** Long work in the extension host, which is everybody's: done at a stretch, with others let in between. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds that are worked at a stretch. */
const stretch = 20;

/** To be awaited again and again: whenever a stretch is over, it lets others in. */
export function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < stretch) return;
    await setImmediate();
    began = performance.now();
  };
}
