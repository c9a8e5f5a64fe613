/** `vars`: `$(NAME)` in certain fields stands for a field of another object (api/filters/refvar). */
import { computedFrom, type Known, known, unknown, type Value } from '../../../values/value.ts';
import type { Place } from '../place.ts';
import type { Built } from './built.ts';
import { eachChanged, textAt, textIn, valueAt } from './editing.ts';
import { found, stepsOf } from './field-paths.ts';
import { changedBySpecs, type FieldSpec, variableSpecs } from './field-specs.ts';
import { sourceOf } from './selectors.ts';

export function withVariables(
  objects: readonly Built[],
  variables: readonly Place[],
  more: readonly FieldSpec[],
): readonly Built[] {
  if (variables.length === 0) return objects;
  const values = new Map(variables.map((one) => [textAt(one.value, 'name') ?? '', variableValue(one, objects)]));
  const specs = [...variableSpecs, ...more];
  return objects.map((object) => ({
    ...object,
    value: changedBySpecs(object.value, specs, object.value.at, (field) => field && expanded(field, values)),
  }));
}

function variableValue(variable: Place, objects: readonly Built[]): Value {
  const missing = unknown('external', textAt(variable.value, 'name') ?? 'vars', variable.at);
  const reference = valueAt(variable.value, 'objref');
  if (!reference) return missing;
  const apiVersion = textAt(reference, 'apiVersion');
  const selects = sourceOf(reference);
  const candidates = objects.filter(
    (one) => selects(one) && (apiVersion === undefined || textAt(one.value, 'apiVersion') === apiVersion),
  );
  const [object] = candidates;
  if (!object || candidates.length > 1) return missing;
  const path = textAt(variable.value, 'fieldref', 'fieldpath') ?? textAt(variable.value, 'fieldref', 'fieldPath');
  return found(object.value, stepsOf((path ?? 'metadata.name').replace(/(?<!\.)\[/g, '.['))) ?? missing;
}

function expanded(value: Value, values: ReadonlyMap<string, Value>): Value {
  const text = textIn(value);
  if (text?.includes('$(') && value.kind === 'known') return inText(value, text, values);
  return eachChanged(value, (part) => expanded(part, values));
}

/** A text that is one variable alone takes its type, too. */
function inText(value: Known, text: string, values: ReadonlyMap<string, Value>): Value {
  const [, only] = /^\$\(([^()]+)\)$/.exec(text) ?? [];
  const whole = only === undefined ? undefined : values.get(only);
  if (whole) return whole.kind === 'known' ? { ...known(whole.value, value.at, whole.at) } : { ...whole, at: value.at };
  const used: Known<unknown>[] = [];
  let open: Value | undefined;
  const result = text.replace(/\$\(([^()]+)\)/g, (written, name: string) => {
    const found = values.get(name);
    if (!found) return written;
    if (found.kind === 'known' && textIn(found) !== undefined) used.push(found);
    else open = found;
    return textIn(found) ?? '';
  });
  if (open) return unknown('external', text.slice(0, 60), value.at);
  return used.length === 0 ? value : computedFrom(used, known(result, value.at), value.at);
}
