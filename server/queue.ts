/**
 * Which folder is worked on next. One at a time, and between two the server answers requests: what a person waits for
 * comes first, then what is only behind, then whatever work there is when nothing else is due.
 */
export interface QueueOptions {
  /** Works on a folder; must not throw. */
  readonly work: (folder: string) => void;
  /** Does a piece of work that nobody waits for; false where there is none. */
  readonly idle: () => boolean;
}

export class Queue {
  readonly #options: QueueOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #urgent = new Set<string>();
  readonly #later = new Set<string>();
  #waiting: (() => void)[] = [];
  #isRunning = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Somebody waits for this folder, and has perhaps not ended typing: milliseconds until it is its turn. */
  urgent(folder: string, pause = 0): void {
    // Its turn is next anyway, with whatever has been typed by then.
    if (this.#urgent.has(folder)) return;
    clearTimeout(this.#timers.get(folder));
    this.#timers.delete(folder);
    if (pause === 0) {
      this.#urgent.add(folder);
      this.wake();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(folder);
      this.#urgent.add(folder);
      this.wake();
    }, pause);
    this.#timers.set(folder, timer);
  }

  /** Nobody waits for it, but what is known of it is no longer true. */
  later(folder: string): void {
    if (!this.isUrgent(folder)) this.#later.add(folder);
    this.wake();
  }

  isUrgent(folder: string): boolean {
    return this.#timers.has(folder) || this.#urgent.has(folder);
  }

  /** Nothing is behind. */
  get isCurrent(): boolean {
    return this.#later.size === 0 && this.#urgent.size === 0 && this.#timers.size === 0;
  }

  /** Until nothing is urgent. */
  async settled(): Promise<void> {
    while (this.#timers.size > 0 || this.#urgent.size > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** There may be work. */
  wake(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#step());
  }

  #step(): void {
    this.#isRunning = false;
    const [next = first(this.#later)] = this.#urgent;
    if (next === undefined) {
      if (this.#options.idle()) this.wake();
      return;
    }
    this.#urgent.delete(next);
    this.#later.delete(next);
    this.#options.work(next);
    if (this.#timers.size === 0 && this.#urgent.size === 0) {
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
    this.wake();
  }
}

function first<T>(set: ReadonlySet<T>): T | undefined {
  for (const one of set) return one;
  return undefined;
}
