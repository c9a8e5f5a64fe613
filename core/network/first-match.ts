/**
 * First match over ordered boxes, exact in any number of dimensions: which rule decides each packet. The answer is a
 * decision diagram (after Gouda and Liu's firewall decision diagrams): a split by one axis after the other, with equal
 * parts shared and adjacent equal parts merged. It is canonical: two lists of boxes on the same axes that decide alike
 * end in the same object, so that equality is `===`.
 *
 * It knows nothing of packets: axes have numbered cells (packets.ts makes them from ports and addresses).
 */

/** Ranges of cells, half open, ascending and apart: `[from, to, from, to …]`. */
export type Cells = readonly number[];

/** Cells by axis; `undefined` is the whole axis. A box that is empty on an axis matches nothing. */
export type Box = readonly (Cells | undefined)[];

export type Diagram<T> = Leaf<T> | Split<T>;

export interface Leaf<T> {
  readonly kind: 'leaf';
  readonly id: number;
  readonly value: T;
}

export interface Split<T> {
  readonly kind: 'split';
  readonly id: number;
  readonly axis: number;
  /** First cell of each part; the first is 0, and a part ends where the next begins. */
  readonly starts: readonly number[];
  readonly parts: readonly Diagram<T>[];
}

/** More work than this, looked-at boxes and parts, is given up: boxes that all overlap in five dimensions. */
const maxWork = 3_000_000;

class TooMuch extends Error {}

/** Makes and shares the nodes of diagrams that are to be compared or combined. */
export class Diagrams<T> {
  readonly #leaves = new Map<T, Leaf<T>>();
  readonly #splits = new Map<number, Split<T>[]>();
  #count = 0;
  #work = 0;

  leaf(value: T): Leaf<T> {
    const before = this.#leaves.get(value);
    if (before) return before;
    const made: Leaf<T> = { kind: 'leaf', id: this.#count++, value };
    this.#leaves.set(value, made);
    return made;
  }

  /** Parts with their first cells; adjacent equal ones become one. */
  split(axis: number, starts: readonly number[], parts: readonly Diagram<T>[]): Diagram<T> {
    const kept: number[] = [];
    const children: Diagram<T>[] = [];
    let hash = axis;
    for (const [i, part] of parts.entries()) {
      if (part === children.at(-1)) continue;
      const start = starts[i] as number;
      kept.push(start);
      children.push(part);
      hash = mixed(mixed(hash, start), part.id);
    }
    const [only] = children;
    if (only !== undefined && children.length === 1) return only;
    const alike = this.#splits.get(hash);
    const before = alike?.find(
      (one) => one.axis === axis && sameList(one.parts, children) && sameList(one.starts, kept),
    );
    if (before) return before;
    const made: Split<T> = { kind: 'split', id: this.#count++, axis, starts: kept, parts: children };
    if (alike) alike.push(made);
    else this.#splits.set(hash, [made]);
    return made;
  }

  /**
   * The diagram of boxes in order of precedence, on axes of so many cells. `decide` gets the indices of the first boxes that a packet is in, at
   * most `depth` of them (1: who decides; 2: and who would without it), none where no box has it. `undefined` where it
   * would be too much work.
   */
  firstMatch(
    boxes: readonly Box[],
    sizes: readonly number[],
    decide: (matches: readonly number[]) => T,
    depth: 1 | 2 = 1,
  ): Diagram<T> | undefined {
    const build = new Building(this, boxes, sizes, decide, depth);
    return this.#bounded(() => build.diagram());
  }

  /** The diagram of `f` of both values, for every packet. */
  combine<A, B>(a: Diagram<A>, b: Diagram<B>, f: (a: A, b: B) => T): Diagram<T> | undefined {
    const seen = new Map<number, Map<number, Diagram<T>>>();
    const both = (left: Diagram<A>, right: Diagram<B>): Diagram<T> => {
      if (left.kind === 'leaf' && right.kind === 'leaf') return this.leaf(f(left.value, right.value));
      const known = seen.get(left.id) ?? new Map<number, Diagram<T>>();
      seen.set(left.id, known);
      const before = known.get(right.id);
      if (before) return before;
      const axis = Math.min(axisOf(left), axisOf(right));
      const starts: number[] = [];
      const parts: Diagram<T>[] = [];
      const [i, j] = [partsOn(left, axis), partsOn(right, axis)];
      let [m, n] = [0, 0];
      for (let cell = 0; cell < Number.POSITIVE_INFINITY; ) {
        this.spend(1);
        starts.push(cell);
        parts.push(both(i.parts[m] as Diagram<A>, j.parts[n] as Diagram<B>));
        const [next, other] = [
          i.starts[m + 1] ?? Number.POSITIVE_INFINITY,
          j.starts[n + 1] ?? Number.POSITIVE_INFINITY,
        ];
        cell = Math.min(next, other);
        if (next === cell) m++;
        if (other === cell) n++;
      }
      const made = this.split(axis, starts, parts);
      known.set(right.id, made);
      return made;
    };
    return this.#bounded(() => both(a, b));
  }

  spend(work: number): void {
    this.#work += work;
    if (this.#work > maxWork) throw new TooMuch();
  }

  #bounded<R>(make: () => R): R | undefined {
    this.#work = 0;
    try {
      return make();
    } catch (error) {
      if (error instanceof TooMuch) return undefined;
      throw error;
    }
  }
}

function axisOf(node: Diagram<unknown>): number {
  return node.kind === 'leaf' ? Number.POSITIVE_INFINITY : node.axis;
}

/** The parts of a node on an axis: of one that does not split there, itself. */
function partsOn<T>(node: Diagram<T>, axis: number): Pick<Split<T>, 'starts' | 'parts'> {
  return node.kind === 'split' && node.axis === axis ? node : { starts: [0], parts: [node] };
}

/** No event. */
const none = -1;

/**
 * Where boxes begin and end on an axis, as chains from cell to cell: one for each axis, used again by every division,
 * because a division asks for further ones on later axes only.
 */
interface Events {
  /** By cell: its last event, `none` outside of a division. */
  readonly last: Int32Array;
  /** By event: the one before it in its cell. */
  readonly before: number[];
  /** By event: the place in the list of the box that begins, ~place of one that ends. */
  readonly what: number[];
}

/** One run of `firstMatch`. Lists are indices of the boxes that are still in question, in order of precedence. */
class Building<T> {
  readonly #to: Diagrams<T>;
  readonly #boxes: readonly Box[];
  readonly #sizes: readonly number[];
  readonly #decide: (matches: readonly number[]) => T;
  readonly #depth: number;
  /** By box: the last axis that it does not have whole; behind that it covers everything. */
  readonly #lastAxis: readonly number[];
  readonly #events: readonly Events[];
  readonly #seen: readonly Map<number, { readonly list: readonly number[]; readonly node: Diagram<T> }[]>[];

  constructor(
    to: Diagrams<T>,
    boxes: readonly Box[],
    sizes: readonly number[],
    decide: (matches: readonly number[]) => T,
    depth: number,
  ) {
    this.#to = to;
    this.#boxes = boxes;
    this.#sizes = sizes;
    this.#decide = decide;
    this.#depth = depth;
    this.#lastAxis = boxes.map((box) => box.findLastIndex((cells) => cells !== undefined));
    this.#events = sizes.map((size) => ({ last: new Int32Array(size).fill(none), before: [], what: [] }));
    this.#seen = sizes.map(() => new Map());
  }

  diagram(): Diagram<T> {
    const all = this.#boxes.map((_, i) => i);
    return this.#node(0, this.#leading(all, all, 0));
  }

  #node(axis: number, list: readonly number[]): Diagram<T> {
    if (list.every((i) => (this.#lastAxis[i] as number) < axis)) return this.#to.leaf(this.#decide(list));
    let next = axis;
    while (!list.some((i) => this.#boxes[i]?.[next] !== undefined)) next++;
    const seen = this.#seen[next] as Map<number, { readonly list: readonly number[]; readonly node: Diagram<T> }[]>;
    const key = hashOf(list);
    const alike = seen.get(key);
    const before = alike?.find((one) => sameList(one.list, list));
    if (before) return before.node;
    const node = this.#divide(next, list);
    if (alike) alike.push({ list, node });
    else seen.set(key, [{ list, node }]);
    return node;
  }

  #divide(axis: number, list: readonly number[]): Diagram<T> {
    const size = this.#sizes[axis] as number;
    const events = this.#events[axis] as Events;
    const starts = [0];
    // Places of the boxes that the cell at hand is in, in order of precedence.
    const active: number[] = [];
    let count = 0;
    for (let place = 0; place < list.length; place++) {
      const cells = this.#boxes[list[place] as number]?.[axis];
      if (cells === undefined) active.push(place);
      for (let n = 0; cells && n < cells.length; n++) {
        const cell = cells[n] as number;
        if (cell >= size) continue;
        const before = events.last[cell] as number;
        if (before === none && cell !== 0) starts.push(cell);
        events.what[count] = n % 2 === 0 ? place : ~place;
        events.before[count] = before;
        events.last[cell] = count++;
      }
    }
    starts.sort((a, b) => a - b);
    const parts = starts.map((start) => {
      for (let event = events.last[start] as number; event !== none; event = events.before[event] as number) {
        const what = events.what[event] as number;
        if (what >= 0) active.splice(placeOf(what, active), 0, what);
        else active.splice(placeOf(~what, active), 1);
      }
      events.last[start] = none;
      return this.#node(axis + 1, this.#leading(list, active, axis + 1));
    });
    return this.#to.split(axis, starts, parts);
  }

  /** The active boxes, as far as they are ever asked. */
  #leading(list: readonly number[], active: readonly number[], axis: number): readonly number[] {
    const leading: number[] = [];
    let whole = 0;
    for (const place of active) {
      const i = list[place] as number;
      leading.push(i);
      if ((this.#lastAxis[i] as number) < axis && ++whole === this.#depth) break;
    }
    this.#to.spend(leading.length + 1);
    return leading;
  }
}

/** Where a place stands, or would stand, in ascending places. */
function placeOf(place: number, ascending: readonly number[]): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hashOf(list: readonly number[]): number {
  let hash = list.length;
  for (const i of list) hash = mixed(hash, i);
  return hash;
}

function mixed(hash: number, i: number): number {
  return (Math.imul(hash, 0x01000193) ^ i) | 0;
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
