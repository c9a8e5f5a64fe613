/**
 * What stands at a place of a document: the values of the model know where they are written, so nothing is parsed a
 * second time. Everything in the model is walked; the smallest span that contains the offset wins.
 */
import type { Unit } from '../core/dialects/unit.ts';
import { type VisitValue, visitValues } from '../core/network/visit-values.ts';
import type { Location } from '../core/text/source.ts';

/** A known value of the model at a place of a document. */
export interface FoundValue {
  readonly unit: Unit;
  readonly value: unknown;
  /** The field that has it, and the entity (or the part of an object) that the field belongs to. */
  readonly field: string;
  readonly holder: Readonly<Record<string, unknown>>;
  /** In the document itself. */
  readonly at: Location;
}

/**
 * All values with the smallest place around an offset (in UTF-16 units) of the file at this absolute path: `count`, or
 * a module that is called several times, makes several of one text. Where no value is used there, those defined there.
 */
export function valuesAt(units: readonly Unit[], path: string, offset: number): readonly FoundValue[] {
  const used = smallest(path, offset);
  const defined = smallest(path, offset);
  for (const unit of units) {
    walkUnit(unit, (value, field, holder) => {
      if (value.byDefault) return;
      used.add(value.at, { unit, value: value.value, field, holder });
      if (value.definedAt) defined.add(value.definedAt, { unit, value: value.value, field, holder });
    });
  }
  return used.found().length > 0 ? used.found() : defined.found();
}

/** Whether a place lies in a file and around an offset, its end included: a cursor stands between characters. */
export function contains({ source, start, end }: Location, path: string, offset: number): boolean {
  return source.path === path && start <= offset && offset <= end;
}

function smallest(path: string, offset: number) {
  let found: FoundValue[] = [];
  let length = Number.POSITIVE_INFINITY;
  return {
    add(location: Location, one: Omit<FoundValue, 'at'>): void {
      // An embedded text has its host's path: what cannot be there is not led to its host.
      if (location.source.path !== path) return;
      const at = location.source.outermost(location);
      if (!contains(at, path, offset)) return;
      const own = at.end - at.start;
      if (own < length) found = [];
      if (own <= length) found.push({ ...one, at });
      length = Math.min(length, own);
    },
    found: (): readonly FoundValue[] => found,
  };
}

/** All that is known in a unit's model. */
export function walkUnit({ model, kubernetes }: Unit, visit: VisitValue): void {
  const { resources: _, ...lists } = model;
  visitValues(lists, visit);
  visitValues(kubernetes, visit);
}
