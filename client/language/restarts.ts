/** A server that ends is started again, but not for ever: one that ends right away would keep the machine busy. */

const most = 4;
/** Milliseconds. */
const within = 3 * 60_000;

export class Restarts {
  #ends: number[] = [];

  /** Whether to start it again after an end at this time, milliseconds. */
  allow(now: number): boolean {
    this.#ends = [...this.#ends.filter((end) => now - end < within), now];
    return this.#ends.length <= most;
  }
}
