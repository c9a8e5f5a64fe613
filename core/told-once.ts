/**
 * The findings of several folders together. A module's file is looked at by itself and through every call of it, a base
 * through its overlays: what is the same at the same place is said once, as the most certain has it.
 */
import type { Finding } from './lint.ts';
import type { Text } from './text/message.ts';

/** Related places of one finding; more say nothing new. */
const maxRelated = 12;

/** A place as far as it is compared: of texts that are let go, the path is left. */
export interface Spot {
  readonly source: { readonly path: string };
  readonly start: number;
  readonly end: number;
}

/** What makes a finding the same as another one. A `Finding` is one. */
export interface Tellable {
  readonly rule: string;
  readonly certainty: Finding['certainty'];
  readonly message: Text;
  readonly at: Spot;
  readonly resource?: string;
  readonly related: readonly { readonly at: Spot }[];
}

interface Gathered<F> {
  finding: F;
  fails: boolean;
}

/** Folders are added in the order in which they are walked: of findings that are the same, the first one counts. */
export class ToldOnce<F extends Tellable> {
  readonly #gathered = new Map<string, Gathered<F>>();
  readonly #used = new Set<string>();

  /** @param fails whether it makes a run fail; one of those that are the same is enough */
  add(finding: F, fails = false): void {
    const { rule, at, message } = finding;
    const key = `${rule}\0${placeKey(at)}\0${message.en}`;
    const before = this.#gathered.get(key);
    if (before) merge(before, finding, fails);
    else this.#gathered.set(key, { finding, fails });
  }

  /** A suppression that some unit needed (`LintResult.neededSuppressions`): another may find it unused. */
  needed(suppression: Spot): void {
    this.#used.add(placeKey(suppression));
  }

  all(): readonly Readonly<Gathered<F>>[] {
    return [...this.#gathered.values()].filter(
      ({ finding: { rule, at } }) => rule !== 'suppression/unused' || !this.#used.has(placeKey(at)),
    );
  }
}

function placeKey({ source, start, end }: Spot): string {
  return `${source.path}\0${start}\0${end}`;
}

function merge<F extends Tellable>(before: Gathered<F>, again: F, fails: boolean): void {
  const { finding } = before;
  const certain = finding.certainty === 'certain' ? finding : again;
  const resource = shorter(finding.resource, again.resource);
  const places = new Set(finding.related.map(({ at }) => placeKey(at)));
  const related = [...finding.related, ...again.related.filter(({ at }) => !places.has(placeKey(at)))];
  before.finding = { ...certain, ...(resource ? { resource } : {}), related: related.slice(0, maxRelated) };
  before.fails ||= fails;
}

/** The module's own name for a resource says more than one of its callers'. */
function shorter(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined ? (a ?? b) : b.length < a.length ? b : a;
}
