/** Tells those who wait for it that something has changed. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { throttled } from './throttled.ts';

/** Changes within this time are told as one, milliseconds. */
const pause = 200;

export class Changes {
  #waiting = new Set<() => void>();
  readonly #tell = throttled(pause, () => {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resolve of waiting) resolve();
  });

  happened(): void {
    this.#tell();
  }

  /** The next time, or when nobody wants to know any more. */
  next(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const cancelled = token.onCancellationRequested(() => end());
      const end = (): void => {
        cancelled.dispose();
        this.#waiting.delete(end);
        resolve();
      };
      this.#waiting.add(end);
    });
  }
}
