/**
 * The findings of a run, gathered folder by folder. A module's file is looked at by itself and through every call of
 * it, a base through its overlays: what is the same at the same place is said once, as the most certain has it.
 */
import type { Finding } from '../core/lint.ts';
import type { Location } from '../core/text/source.ts';
import { type ReportedFinding, reported } from './report.ts';

/** Related places of one finding; more say nothing new. */
const maxRelated = 12;

interface Gathered {
  finding: Finding;
  fails: boolean;
}

export class Findings {
  readonly #gathered = new Map<string, Gathered>();
  readonly #used = new Set<string>();

  add(finding: Finding, fails: boolean): void {
    const { rule, at, message } = finding;
    const key = `${rule}\0${placeKey(at)}\0${message.en}`;
    const before = this.#gathered.get(key);
    if (before) merge(before, finding, fails);
    else this.#gathered.set(key, { finding, fails });
  }

  /** A suppression that some unit needed: another that reads the same file may find it unused. */
  needed(suppression: Location): void {
    this.#used.add(placeKey(suppression));
  }

  all(alike: Map<string, number>): ReportedFinding[] {
    const kept = [...this.#gathered.values()].filter(
      ({ finding: { rule, at } }) => rule !== 'suppression/unused' || !this.#used.has(placeKey(at)),
    );
    return kept.map(({ finding, fails }) => reported(finding, fails, alike));
  }
}

function placeKey({ source, start, end }: Location): string {
  return `${source.path}\0${start}\0${end}`;
}

function merge(before: Gathered, again: Finding, fails: boolean): void {
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
