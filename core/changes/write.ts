/**
 * From changes to edits of texts. All of a fix or nothing: where one change cannot be written without guessing, or where
 * the text would no longer parse, there are no edits.
 */
import type { Resource } from '../dialects/resource.ts';
import type { Location, SourceText, Span } from '../text/source.ts';
import type { Change, ChangeOf, Fix } from './change.ts';
import { blockText } from './data-text.ts';
import { type Edit, type FileEdit, lineEnd, lineStart } from './edit.ts';
import { inFile } from './embedded.ts';
import { freeName, furtherNames, ownName } from './names.ts';
import { isRepeated } from './networks.ts';
import { madePart } from './parts.ts';
import { isWhole, itemOf, settingsOf, withinResource } from './placing.ts';
import { isMapping, type Plain } from './plain.ts';
import { isSound, withLineEnds } from './soundness.ts';
import { prefixOf, structureOf } from './structures.ts';

/** The edits of a fix, by file; `undefined` where it cannot be written here. */
export function editsOf({
  changes,
  placeholder,
}: Pick<Fix, 'changes' | 'placeholder'>): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  for (const change of changes) {
    // What is live is changed by requests: the text of a snapshot only tells of it.
    const written = changedBy(change).dialect === 'cloud' ? undefined : writtenFor(change);
    if (!written) return undefined;
    for (const edit of written.edits) {
      const placed = inFile(written.source, edit);
      if (!placed) return undefined;
      all.push(placeholder !== undefined && edit.text.includes(placeholder) ? { ...placed, placeholder } : placed);
    }
  }
  const edits = besideRemovals(all);
  return isSound(edits) ? edits.map(withLineEnds) : undefined;
}

/** What is added behind a line that is taken out is added behind the line before it. */
function besideRemovals(edits: readonly FileEdit[]): readonly FileEdit[] {
  return edits.map((edit) => {
    const { source, start, end, text } = edit;
    if (start !== end || !text.startsWith('\n')) return edit;
    const removal = edits.find(
      (one) => one.source === source && one.text === '' && one.start < start && start <= one.end,
    );
    if (!removal || source.text[removal.start - 1] !== '\n') return edit;
    const at = lineEnd(source.text, lineStart(source.text, removal.start - 1));
    return { ...edit, start: at, end: at };
  });
}

function changedBy(change: Change): Resource {
  if ('entity' in change) return change.entity.resource;
  if ('of' in change) return change.of.resource;
  return 'beside' in change ? change.beside : change.resource;
}

interface Written {
  readonly source: SourceText;
  readonly edits: readonly Edit[];
}

/** What the list has already is not written into it once more. */
function exchanged(
  { kind, resource, at }: ChangeOf<'replace' | 'exchange'>,
  by: readonly Plain[],
): Written | undefined {
  const structure = structureOf(resource, at.source);
  const [first, ...more] = by.filter((item) => !structure.isListed(at, item));
  if (first === undefined) return of(at.source, structure.remove(at));
  return of(at.source, kind === 'replace' ? structure.replace(at, first) : structure.exchange(at, [first, ...more]));
}

type Possible = readonly (Edit | undefined)[] | undefined;

function writtenFor(change: Change): Written | undefined {
  switch (change.kind) {
    case 'replace':
      return exchanged(change, [change.by]);
    case 'exchange':
      return exchanged(change, change.by);
    case 'removeAt':
      return of(change.at.source, structureOf(change.resource, change.at.source).remove(change.at));
    case 'remove':
      return removed(change);
    case 'set':
      return set(change);
    case 'copies':
      return copied(change.entity, change.variants);
    case 'divide':
      return divided(change);
    case 'put': {
      const { resource, to, merge } = change;
      const { place, whole } = pathIn(change);
      const settings =
        merge && to !== undefined && isMapping(to)
          ? Object.entries(to).map(([key, value]) => ({ path: [...whole, key], to: value }))
          : [{ path: whole, to }];
      return of(place.source, structureOf(resource, place.source).set(place, settings));
    }
    case 'append': {
      const { resource, item } = change;
      const { place, whole } = pathIn(change);
      return of(place.source, structureOf(resource, place.source).append(place, whole, item));
    }
    case 'resource':
      return resourceBehind(change);
    case 'object':
      return objectBehind(change);
    case 'move':
      return moved(change);
    case 'part':
      return partBeside(change);
  }
}

/** Where a path begins, and the path from there. */
function pathIn({ resource, path, below }: ChangeOf<'put' | 'append'>): {
  readonly place: Location;
  readonly whole: readonly string[];
} {
  return below ? { place: below, whole: path } : { place: resource.blockAt, whole: [...prefixOf(resource), ...path] };
}

function of(source: SourceText, edits: Possible): Written | undefined {
  if (!edits || edits.includes(undefined)) return undefined;
  return { source, edits: edits as readonly Edit[] };
}

function removed({ entity }: ChangeOf<'remove'>): Written | undefined {
  const place = itemOf(entity);
  const { source } = place;
  // Whoever names it would name nothing.
  if (isWhole(entity) && isNamedElsewhere(source.text, entity.resource)) return undefined;
  return of(source, structureOf(entity.resource, source).remove(place));
}

function isNamedElsewhere(text: string, { address, type, blockAt }: Resource): boolean {
  const own = ownName(address);
  const name = type.startsWith('alicloud_') ? `${type}\\.${own}` : own;
  const rest = `${text.slice(0, blockAt.start)}\n${text.slice(blockAt.end)}`;
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(rest);
}

function set({ entity, to }: ChangeOf<'set'>): Written | undefined {
  const place = itemOf(entity);
  const structure = structureOf(entity.resource, place.source);
  const settings = settingsOf(entity, to)?.map((one) => withinResource(entity, one));
  return settings && of(place.source, structure.set(place, settings));
}

function copied(entity: ChangeOf<'copies'>['entity'], variants: ChangeOf<'copies'>['variants']): Written | undefined {
  const place = itemOf(entity);
  const settings = variants.map((one) => settingsOf(entity, one)?.map((each) => withinResource(entity, each)));
  const known = settings.filter((some) => some !== undefined);
  if (known.length < settings.length) return undefined;
  const named = isWhole(entity) ? furtherNames(entity.resource, variants.length) : undefined;
  return of(place.source, structureOf(entity.resource, place.source).copies(place, known, named));
}

function divided({ entity, into: [first, ...more] }: ChangeOf<'divide'>): Written | undefined {
  if (!first) return undefined;
  const own = set({ kind: 'set', entity, to: first });
  const others = more.length > 0 ? copied(entity, more) : { edits: [] };
  return own && others && { source: own.source, edits: [...own.edits, ...others.edits] };
}

function resourceBehind({ beside, type, settings }: ChangeOf<'resource'>): Written | undefined {
  const { blockAt, dialect } = beside;
  const name = dialect === 'terraform' ? freeName(beside, type) : undefined;
  if (name === undefined) return undefined;
  return of(blockAt.source, structureOf(beside, blockAt.source).beside(blockAt, name, type, settings));
}

/** Everything between the two places moves on by one. */
function moved({ entity, among }: ChangeOf<'move'>): Written | undefined {
  const [first] = among;
  if (!first) return undefined;
  const { source } = itemOf(first);
  const structure = structureOf(first.resource, source);
  const inOrder = [...among, entity];
  const places = inOrder.map((one) => (itemOf(one).source === source ? structure.placeOf(itemOf(one)) : undefined));
  const isDistinct = places.every((place, i) => place && place.start >= (places[i - 1]?.end ?? 0));
  if (!isDistinct) return undefined;
  const textAt = (place: Span | undefined): string => (place ? source.text.slice(place.start, place.end) : '');
  return of(
    source,
    places.map((place, i) => place && { ...place, text: textAt(places.at(i - 1)) }),
  );
}

/** A resource of its own that says something about another one. */
function partBeside(change: ChangeOf<'part'>): Written | undefined {
  const { resource } = change.of;
  const made = madePart(change);
  if (!made || isRepeated(change.of)) return undefined;
  const { blockAt } = resource;
  return of(blockAt.source, structureOf(resource, blockAt.source).beside(blockAt, made.name, made.type, made.settings));
}

/** One more document at the end of a file of manifests; a JSON file has room for one only. */
function objectBehind({ beside: { blockAt }, object }: ChangeOf<'object'>): Written | undefined {
  const { source } = blockAt.source.outermost(blockAt);
  const { text } = source;
  if (/^\s*[{[]/.test(text)) return undefined;
  const body = blockText(object, { json: false, step: '  ', quotes: '' }, '');
  const edit = {
    start: text.length,
    end: text.length,
    text: `${text.endsWith('\n') ? '' : '\n'}---\n${body}\n`,
  };
  return { source, edits: [edit] };
}
