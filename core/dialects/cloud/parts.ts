/**
 * A snapshot's text in parts: where its regions begin, and what stands beside them. All of a large account at once is
 * hundreds of megabytes as a tree with places and a model; a region is a small part of it, and is read again in no time.
 */
import type { DataDocument, DataNode, MapEntry, ScalarNode } from '../../syntax/data.ts';
import { parseJsonValue } from '../../syntax/json.ts';
import type { SourceText } from '../../text/source.ts';
import { snapshotKey } from './detect.ts';

export interface SnapshotParts {
  readonly source: SourceText;
  /** Offsets at which the regions begin. */
  readonly regions: readonly number[];
  /** Members of the snapshot other than its regions. */
  readonly rest: readonly MapEntry[];
}

/**
 * @param source of which the text is JSON that `JSON.parse` has read without an error
 * @returns `undefined` where it has not the shape of a snapshot, or says something twice
 */
export function partsOf(source: SourceText): SnapshotParts | undefined {
  const { text } = source;
  const rest: MapEntry[] = [];
  const names = new Set<unknown>();
  let regions: readonly number[] | undefined;
  const root = next(text, 0);
  if (text[root] !== '{') return undefined;
  for (const at of itemsIn(text, root)) {
    const { root: key } = parseJsonValue(text, at);
    const start = next(text, next(text, endOf(text, at)) + 1);
    if (key?.kind !== 'scalar' || names.has(key.value)) return undefined;
    names.add(key.value);
    if (key.value === 'regions') {
      if (text[start] !== '[') return undefined;
      regions = [...itemsIn(text, start)];
    } else {
      const { root: value, problems } = parseJsonValue(text, start);
      if (!value || problems.length > 0) return undefined;
      rest.push({ start: key.start, end: value.end, key, value });
    }
  }
  return regions && names.has(snapshotKey) ? { source, regions, rest } : undefined;
}

/** The snapshot with some of its regions only. */
export function documentOf(
  { text }: SourceText,
  rest: readonly MapEntry[],
  regions: readonly DataNode[],
): DataDocument {
  const span = { start: 0, end: text.length };
  const bare = { ...span, tag: undefined, anchor: undefined };
  const key: ScalarNode = { ...bare, kind: 'scalar', value: 'regions', style: 'double', content: span };
  const value: DataNode = { ...bare, kind: 'sequence', items: regions, flow: true };
  const entries: readonly MapEntry[] = [...rest, { ...span, key, value }];
  return { root: { ...bare, kind: 'map', entries, flow: true }, anchors: new Map(), span };
}

/** Where the items or keys inside of brackets begin. */
function* itemsIn(text: string, open: number): Generator<number> {
  const isObject = text[open] === '{';
  for (let at = next(text, open + 1); at < text.length && text[at] !== ']' && text[at] !== '}'; ) {
    yield at;
    // Behind a key its value.
    let end = endOf(text, at);
    if (isObject) end = endOf(text, next(text, next(text, end) + 1));
    const comma = next(text, end);
    at = text[comma] === ',' ? next(text, comma + 1) : comma;
  }
}

/** The end of the value that begins at an offset. */
function endOf(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') {
    const end = text.slice(start, start + longestScalar).search(/[\s,\]}]/);
    return end < 0 ? text.length : start + end;
  }
  for (let at = start, depth = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) depth--;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

const [quote, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

/** Of a number or a word, characters. */
const longestScalar = 400;

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** The next offset at which there is no space. */
function next(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
