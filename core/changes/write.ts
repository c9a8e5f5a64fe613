/**
 * From changes to edits of texts. All of a fix or nothing: where one change cannot be written without guessing, or where
 * the text would no longer parse, there are no edits.
 */
import type { SourceText } from '../text/source.ts';
import type { Change, Fix } from './change.ts';
import { blockText } from './data-text.ts';
import { type Edit, type FileEdit, indentAt, lineEnd } from './edit.ts';
import { inFile } from './embedded.ts';
import { hclBlock } from './hcl-text.ts';
import { freeName, furtherNames } from './names.ts';
import { isWhole, itemOf, settingsOf, withinResource } from './placing.ts';
import { isSound, withLineEnds } from './soundness.ts';
import { prefixOf, structureOf } from './structures.ts';

/** The edits of a fix, by file; `undefined` where it cannot be written here. */
export function editsOf({
  changes,
  placeholder,
}: Pick<Fix, 'changes' | 'placeholder'>): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  for (const change of changes) {
    const written = writtenFor(change);
    if (!written) return undefined;
    for (const edit of written.edits) {
      const placed = inFile(written.source, edit);
      if (!placed) return undefined;
      all.push(placeholder !== undefined && edit.text.includes(placeholder) ? { ...placed, placeholder } : placed);
    }
  }
  return isSound(all) ? all.map(withLineEnds) : undefined;
}

interface Written {
  readonly source: SourceText;
  readonly edits: readonly Edit[];
}

type Possible = readonly (Edit | undefined)[] | undefined;

function writtenFor(change: Change): Written | undefined {
  switch (change.kind) {
    case 'replace':
      return of(change.at.source, structureOf(change.resource, change.at.source).replace(change.at, change.by));
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
      const { resource, path, to, below } = change;
      const place = below ?? resource.blockAt;
      const whole = below ? path : [...prefixOf(resource), ...path];
      return of(place.source, structureOf(resource, place.source).set(place, { path: whole, to }));
    }
    case 'append': {
      const { resource, path, item } = change;
      const { blockAt } = resource;
      const structure = structureOf(resource, blockAt.source);
      return of(blockAt.source, structure.append(blockAt, [...prefixOf(resource), ...path], item));
    }
    case 'resource':
      return resourceBehind(change);
    case 'object':
      return objectBehind(change);
  }
}

type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;

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

function isNamedElsewhere(text: string, { address, type, blockAt }: ChangeOf<'remove'>['entity']['resource']): boolean {
  const own = address.slice(address.lastIndexOf('.') + 1).replace(/\[.*$/, '');
  const name = type.startsWith('alicloud_') ? `${type}\\.${own}` : own;
  const rest = `${text.slice(0, blockAt.start)}\n${text.slice(blockAt.end)}`;
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(rest);
}

function set({ entity, to }: ChangeOf<'set'>): Written | undefined {
  const place = itemOf(entity);
  const structure = structureOf(entity.resource, place.source);
  const settings = settingsOf(entity, to);
  return of(
    place.source,
    settings?.flatMap<Edit | undefined>((one) => structure.set(place, withinResource(entity, one)) ?? [undefined]),
  );
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
  const { blockAt } = beside;
  const { source } = blockAt;
  const name = freeName(beside, type);
  if (beside.dialect !== 'terraform' || name === undefined) return undefined;
  const end = lineEnd(source.text, blockAt.end);
  const indent = indentAt(source.text, blockAt.start);
  const block = hclBlock(`resource "${type}" "${name}"`, settings, indent);
  return { source, edits: [{ start: end, end, text: `\n\n${block}` }] };
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
