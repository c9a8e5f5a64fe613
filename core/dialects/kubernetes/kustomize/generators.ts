/**
 * ConfigMaps and Secrets that a kustomization makes of texts and files. Kustomize puts a digest of the content behind
 * their names and behind all references to them; here both keep the plain name, so that an object is called the same
 * after every change of its data.
 */
import { joinPath, nameOfPath } from '../../../text/path.ts';
import { type Location, locationOf, type SourceText } from '../../../text/source.ts';
import { type Data, known, type MapData, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { items, type Place, text, within } from '../place.ts';
import { type Built, built, identitiesOf, identityIn, sameIdentity, withMetadata } from './built.ts';
import { emptyMap, mapIn, textAt, valueAt, withMember } from './editing.ts';
import { missingFile } from './patches.ts';
import type { Kustomization, Session } from './session.ts';

const kinds = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/** The objects with those that the kustomization generates: added, or merged into one of the same name. */
export function withGenerated(
  objects: readonly Built[],
  kustomization: Kustomization,
  isOpen: boolean,
  session: Session,
): readonly Built[] {
  let result = objects;
  for (const [field, kind] of kinds) {
    for (const entry of items(within(kustomization.root, field))) {
      const made = generated(entry, kind, kustomization, session);
      if (made) result = placed(result, made, isOpen, session);
    }
  }
  return result;
}

function placed(objects: readonly Built[], made: Built, isOpen: boolean, session: Session): readonly Built[] {
  if (made.behaviour === 'create') return [...objects, made];
  const wanted = identityIn(made.value);
  session.work.left -= objects.length;
  const index = objects.findIndex((one) => identitiesOf(one).some((identity) => sameIdentity(identity, wanted)));
  const old = objects[index];
  if (!old) {
    if (isOpen) return [...objects, made];
    session.report({
      rule: 'syntax/reference',
      severity: 'warning',
      at: made.value.at,
      message: {
        en: `There is no object of this name to ${made.behaviour}, and Kustomize stops here. Correct the name: ${wanted.name}`,
        zh: `没有同名对象可供 ${made.behaviour}，Kustomize 会在此停止。请更正名称：${wanted.name}`,
      },
    });
    return objects;
  }
  const before = old.value.value.entries.get('data');
  const data = made.value.value.entries.get('data');
  const map = mapIn(before?.value);
  const own = mapIn(data?.value);
  const merged =
    made.behaviour === 'merge' && before && map && own
      ? { key: before.key, value: known<Data>(mapOf([...map.entries, ...own.entries]), before.value.at) }
      : data;
  const labelled = ['labels', 'annotations'].reduce((value, name) => {
    const more = mapIn(valueAt(made.value, 'metadata', name));
    const had = mapIn(valueAt(value, 'metadata', name));
    if (!more) return value;
    const both = known<Data>(mapOf([...(had?.entries ?? []), ...more.entries]), made.value.at);
    return withMetadata(value, name, { key: made.value.at, value: both });
  }, old.value);
  const value = { ...labelled, value: withMember(labelled.value, 'data', merged) };
  return objects.map((one) => (one === old ? { ...old, value } : one));
}

function mapOf(entries: readonly (readonly [string, MapMember])[]): MapData {
  return { type: 'map', entries: new Map(entries) };
}

function generated(
  entry: Place,
  kind: 'ConfigMap' | 'Secret',
  kustomization: Kustomization,
  session: Session,
): Built | undefined {
  const name = within(entry, 'name');
  const named = text(name);
  if (named?.kind !== 'known' || entry.value?.kind !== 'known') return undefined;
  const { at } = named;
  const of = (data: Data): MapMember => ({ key: at, value: known(data, at) });
  const options = [within(kustomization.root, 'generatorOptions'), within(entry, 'options')];
  const both = (field: string): MapData =>
    mapOf(options.flatMap((one) => [...(mapIn(within(one, field).value)?.entries ?? [])]));
  const metadata = new Map<string, MapMember>([['name', { key: at, value: named }]]);
  const namespace = within(entry, 'namespace');
  if (namespace.value) metadata.set('namespace', { key: namespace.at, value: namespace.value });
  for (const field of ['labels', 'annotations']) if (both(field).entries.size > 0) metadata.set(field, of(both(field)));
  const data = new Map(dataOf(entry, kustomization, session));
  // A Secret's data is encoded, and nothing that is linted reads it.
  if (kind === 'Secret') {
    for (const [key, member] of data) data.set(key, { ...member, value: unknown('computed', key, member.value.at) });
  }
  const value = known<Data>(
    mapOf([
      ['apiVersion', of('v1')],
      ['kind', of(kind)],
      ['metadata', of({ type: 'map', entries: metadata })],
      ...(kind === 'Secret' ? [['type', typeOf(entry, at)] as const] : []),
      ['data', of(data.size > 0 ? { type: 'map', entries: data } : emptyMap)],
    ]),
    at,
  );
  const object = built({ value, block: entry.value.at, exists: 'yes', incomplete: undefined });
  const behaviour = textAt(entry.value, 'behavior');
  if (!object || (behaviour !== 'merge' && behaviour !== 'replace')) return object;
  return { ...object, behaviour };
}

function typeOf(entry: Place, at: Location): MapMember {
  const { value } = within(entry, 'type');
  return { key: value?.at ?? at, value: value ?? known('Opaque', at) };
}

type Pair = readonly [string, MapMember];

function dataOf(entry: Place, { folder }: Kustomization, session: Session): Pair[] {
  const envs = [...items(within(entry, 'envs')), within(entry, 'env')];
  return [
    ...envs.flatMap((place) => fromEnv(place, folder, session)),
    ...items(within(entry, 'literals')).flatMap(fromLiteral),
    ...items(within(entry, 'files')).flatMap((place) => fromFile(place, folder, session)),
  ];
}

function fromLiteral(place: Place): Pair[] {
  const written = text(place);
  const [, key, value] = written?.kind === 'known' ? (/^([^=]+)=(.*)$/s.exec(written.value) ?? []) : [];
  if (key === undefined || value === undefined) return [];
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return [[key, { key: place.at, value: known(quoted ?? value, place.at) }]];
}

function fromFile(place: Place, folder: string, session: Session): Pair[] {
  const written = text(place);
  if (written?.kind !== 'known') return [];
  const [first = '', second] = written.value.split('=');
  const path = second ?? first;
  const key = second === undefined ? nameOfPath(path) : first;
  const source = readFor(place.at, path, folder, session);
  const value: Value = source
    ? known(source.text, place.at, locationOf(source, { start: 0, end: source.text.length }))
    : unknown('external', path, place.at);
  return [[key, { key: place.at, value }]];
}

/** `KEY=value` lines; `#` begins a comment. */
function fromEnv(place: Place, folder: string, session: Session): Pair[] {
  const path = text(place);
  const source = path?.kind === 'known' ? readFor(place.at, path.value, folder, session) : undefined;
  if (!source) return [];
  const pairs: Pair[] = [];
  for (const match of source.text.matchAll(/^[^\S\r\n]*([^\s#=][^=\r\n]*)(?:=([^\r\n]*))?$/gm)) {
    const [line, key = '', value = ''] = match;
    const end = match.index + line.length;
    const at: Location = locationOf(source, { start: end - (value.length || line.trimStart().length), end });
    pairs.push([key, { key: at, value: known(value, at) }]);
  }
  return pairs;
}

function readFor(at: Location, path: string, folder: string, session: Session): SourceText | undefined {
  const source = session.content(joinPath(folder, path));
  if (!source && session.sees && !session.isFile(joinPath(folder, path))) session.report(missingFile(at, path));
  return source;
}
