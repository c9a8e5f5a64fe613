/** `replacements`: a field of one object is written into fields of others (api/filters/replacement). */
import { joinPath } from '../../../text/path.ts';
import type { Location } from '../../../text/source.ts';
import { known, unknown, usedAt, type Value } from '../../../values/value.ts';
import { items, type Place, within } from '../place.ts';
import { dataOf, reading } from '../values.ts';
import { type Built, remembered } from './built.ts';
import { isNull, itemsIn, mapIn, textAt, textIn } from './editing.ts';
import { changedAlong, found, stepsOf } from './field-paths.ts';
import { sourceOf, targetOf } from './selectors.ts';
import type { Kustomization, Session } from './session.ts';

export function withReplacements(
  objects: readonly Built[],
  kustomization: Kustomization,
  session: Session,
): readonly Built[] {
  return replacementsOf(kustomization, session).reduce(
    (result, replacement) => replaced(result, replacement, session),
    objects,
  );
}

/** Written in place, or in a file that holds one or a list of them. */
function replacementsOf({ root, folder }: Kustomization, session: Session): Place[] {
  return items(within(root, 'replacements')).flatMap((entry) => {
    const path = textAt(entry.value, 'path');
    if (path === undefined) return [entry];
    const manifest = session.manifest(joinPath(folder, path));
    const [document] = manifest?.file.documents ?? [];
    if (!manifest || !document?.root) return [];
    const value = dataOf(document.root, reading(manifest, document));
    const list = itemsIn(value) ?? [value];
    return list.map((one): Place => ({ value: one, at: one.at, incomplete: undefined }));
  });
}

function replaced(objects: readonly Built[], replacement: Place, session: Session): readonly Built[] {
  const value = sourceValue(objects, replacement, session);
  return items(within(replacement, 'targets')).reduce(
    (result, target) => intoTarget(result, target, value, session),
    objects,
  );
}

/** What is written; not known where its source is not seen. */
function sourceValue(objects: readonly Built[], replacement: Place, session: Session): Value {
  const fixed = within(replacement, 'sourceValue');
  if (fixed.value) return fixed.value;
  const source = within(replacement, 'source');
  const missing = unknown('external', 'replacements', source.at);
  if (!source.value) return missing;
  const selects = sourceOf(source.value);
  session.work.left -= objects.length;
  const [object, second] = objects.filter(selects);
  if (!object || second) return missing;
  const value = found(object.value, stepsOf(textAt(source.value, 'fieldPath') ?? 'metadata.name'));
  if (!value) return missing;
  const options = within(source, 'options');
  const delimiter = textAt(options.value, 'delimiter');
  if (!delimiter) return value;
  const text = textIn(value);
  const part = text?.split(delimiter)[Number(textAt(options.value, 'index') ?? 0)];
  return part === undefined ? missing : { ...known(part, value.at) };
}

function intoTarget(objects: readonly Built[], target: Place, value: Value, session: Session): readonly Built[] {
  const select = within(target, 'select');
  const selects = select.value && targetOf(select.value, session.work);
  const rejects = items(within(target, 'reject')).map((one) => one.value && targetOf(one.value, session.work));
  if (!selects || rejects.some((one) => !one)) {
    session.unsupported(target.at, 'replacements');
    return objects;
  }
  const paths = items(within(target, 'fieldPaths'));
  const options = within(target, 'options');
  const create = textAt(options.value, 'create') === 'true' ? target.at : undefined;
  session.work.left -= objects.length * (1 + paths.length);
  return objects.map((object) => {
    if (!selects(object) || rejects.some((reject) => reject?.(object))) return object;
    const written = paths.length === 0 ? ['metadata.name'] : paths.map((path) => textIn(path.value) ?? '');
    const result = written.reduce<Value>((before, path) => {
      const set = (old: Value | undefined): Value => combined(old, value, options, target.at);
      return changedAlong(before, stepsOf(path), create, set) ?? withinText(before, stepsOf(path), target.at);
    }, object.value);
    const map = mapIn(result);
    if (!map || result.kind !== 'known' || result === object.value) return object;
    return { ...remembered(object), value: { ...result, value: map } };
  });
}

/** The value stands where it is written, and was passed on through the replacement; a part of a text is joined in. */
function combined(old: Value | undefined, value: Value, options: Place, at: Location): Value {
  const delimiter = textAt(options.value, 'delimiter');
  if (!delimiter) return isNull(value) ? value : usedAt(value, at);
  const [text, whole] = [textIn(value), textIn(old)];
  if (text === undefined || whole === undefined) return unknown('external', 'replacements', at);
  const parts = whole.split(delimiter);
  const index = Number(textAt(options.value, 'index') ?? 0);
  if (index < 0) parts.unshift(text);
  else if (index >= parts.length) parts.push(text);
  else parts[index] = text;
  return known(parts.join(delimiter), at, value.at);
}

/** A path that leads into a text: YAML or JSON within it, which is not read here, so that the text is not known. */
function withinText(value: Value, steps: readonly string[], at: Location): Value {
  for (let length = steps.length - 1; length > 0; length--) {
    const start = steps.slice(0, length);
    if (textIn(found(value, start)) === undefined) continue;
    return changedAlong(value, start, undefined, () => unknown('unsupported', 'replacements', at)) ?? value;
  }
  return value;
}
