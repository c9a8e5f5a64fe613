/** What `as` binds: a name, or the parts of arrays and objects. */
import { at } from './access.ts';
import { type Filter, part, run } from './evaluate.ts';
import { fail } from './faults.ts';
import { type Json, typeOf } from './json.ts';
import { type Scope, withVariable } from './scope.ts';
import type { Pattern } from './syntax.ts';

type Then = (scope: Scope) => void;

/** Every way in which a pattern can be bound (a key may have several answers). */
export function bind(pattern: Pattern, value: Json, filter: Filter, then: Then): void {
  bindWithin(pattern, value, filter, filter.scope, then);
}

function bindWithin(pattern: Pattern, value: Json, filter: Filter, scope: Scope, then: Then): void {
  if (pattern.kind === 'variable') then(withVariable(scope, pattern.name, value));
  else if (pattern.kind === 'array') bindItems(pattern, 0, value, filter, scope, then);
  else bindEntries(pattern, 0, value, filter, scope, then);
}

function bindItems(
  pattern: Extract<Pattern, { kind: 'array' }>,
  index: number,
  value: Json,
  filter: Filter,
  scope: Scope,
  then: Then,
): void {
  if (value !== null && typeOf(value) !== 'array') fail(`Cannot index ${typeOf(value)} with number`);
  const item = pattern.items[index];
  if (!item) then(scope);
  else {
    bindWithin(item, at(value, index), filter, scope, (next) =>
      bindItems(pattern, index + 1, value, filter, next, then),
    );
  }
}

function bindEntries(
  pattern: Extract<Pattern, { kind: 'object' }>,
  index: number,
  value: Json,
  filter: Filter,
  scope: Scope,
  then: Then,
): void {
  const entry = pattern.entries[index];
  if (!entry) {
    then(scope);
    return;
  }
  run(part(filter, entry.key, scope), value, undefined, (key) => {
    const found = at(value, key);
    const bound = entry.variable === undefined ? scope : withVariable(scope, entry.variable, found);
    const rest: Then = (next) => bindEntries(pattern, index + 1, value, filter, next, then);
    if (entry.value) bindWithin(entry.value, found, filter, bound, rest);
    else rest(bound);
  });
}
