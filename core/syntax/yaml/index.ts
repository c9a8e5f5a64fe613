/**
 * The YAML reader. It never fails: whatever the text is, it returns documents and, beside them, what is wrong. It
 * keeps three promises that everything above relies on: spans lie inside the text and parents contain their children;
 * nesting ends at `MAX_DEPTH`, also through aliases; following every alias once from the root visits a bounded number
 * of nodes (an alias that would break this, or that stands inside its own anchor, is reported and leads nowhere).
 */
import type { DataDocument, DataFile, DataNode, MapEntry, MapNode } from '../data.ts';
import { readNode, readRest } from './block.ts';
import { Cursor } from './cursor.ts';
import * as message from './messages.ts';

export { contentMap, contentOffset } from './decode.ts';

/** Reads YAML 1.2, one document or several. A text without content has no documents. */
export function parseYaml(text: string): DataFile {
  const cursor = new Cursor(text);
  const documents: DataDocument[] = [];
  for (let start = 0; ; start = documents.at(-1)?.span.end ?? 0) {
    const document = readDocument(cursor, start);
    if (!document) break;
    documents.push(document);
  }
  const last = documents.at(-1);
  if (last) documents[documents.length - 1] = { ...last, span: { start: last.span.start, end: text.length } };
  for (const map of cursor.maps) reportDuplicates(cursor, map);
  const problems = cursor.problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { documents, problems, comments: cursor.comments };
}

/** Reads up to the end of the next document; `undefined` when there is none. */
function readDocument(cursor: Cursor, start: number): DataDocument | undefined {
  cursor.startDocument();
  const hasDirectives = readDirectives(cursor);
  while (cursor.at < cursor.end && cursor.atDocumentEnd() && cursor.text.charCodeAt(cursor.at) === 46) {
    if (hasDirectives) cursor.problem(message.DIRECTIVE_WITHOUT_DOCUMENT, cursor.at, cursor.at + 3);
    cursor.at += 3;
    cursor.finishLine();
    readDirectives(cursor);
  }
  const isExplicit = cursor.at < cursor.end && cursor.atDocumentEnd();
  if (hasDirectives && !isExplicit)
    cursor.problem(message.DIRECTIVE_WITHOUT_DOCUMENT, cursor.end > cursor.at ? cursor.at : start, cursor.at + 1);
  if (!isExplicit && cursor.at >= cursor.end) return undefined;
  let root: DataNode | undefined;
  let crossed = true;
  if (isExplicit) {
    cursor.at += 3;
    crossed = cursor.skip();
  }
  if (cursor.at < cursor.end && !(crossed && cursor.atDocumentEnd()))
    root = readNode(cursor, -1, crossed ? 'own line' : 'key line', false);
  root = readRest(cursor, root);
  if (cursor.at < cursor.end && cursor.text.charCodeAt(cursor.at) === 46) {
    cursor.at += 3;
    cursor.finishLine();
    cursor.skipLine();
  }
  return { root, anchors: cursor.anchors, span: { start, end: cursor.at } };
}

/** Reads `%YAML` and `%TAG` lines; others are reserved and left alone. */
function readDirectives(cursor: Cursor): boolean {
  cursor.skip();
  let found = false;
  let hasVersion = false;
  cursor.tagHandles = undefined;
  while (cursor.at === cursor.lineStart && cursor.text.charCodeAt(cursor.at) === 37) {
    const end = cursor.trimmedLineEnd(cursor.at);
    const [line = ''] = cursor.text.slice(cursor.at, end).split(/[ \t]#/, 1);
    const [name, ...parameters] = line.split(/[ \t]+/).filter((word) => word !== '');
    const isVersion = name === '%YAML';
    const [handle, prefix] = parameters;
    if (isVersion && (hasVersion || parameters.length !== 1 || !/^\d+\.\d+$/.test(handle ?? '')))
      cursor.problem(message.BAD_DIRECTIVE, cursor.at, end);
    if (name === '%TAG') {
      cursor.tagHandles ??= new Map();
      if (handle === undefined || prefix === undefined || cursor.tagHandles.has(handle))
        cursor.problem(message.BAD_DIRECTIVE, cursor.at, end);
      else cursor.tagHandles.set(handle, prefix);
    }
    hasVersion ||= isVersion;
    found = true;
    cursor.skipLine();
    cursor.skip();
  }
  return found;
}

/** Each key of a block or flow mapping once; `<<` may be repeated, and the keys that it brings do not count. */
function reportDuplicates(cursor: Cursor, map: MapNode): void {
  const { entries } = map;
  // Most mappings are small, and comparing a few keys costs less than a set of them.
  const seen = entries.length > 8 ? new Set<unknown>() : undefined;
  for (let index = 0; index < entries.length; index++) {
    const key = (entries[index] as MapEntry).key;
    if (key.kind !== 'scalar' || key.value === '<<') continue;
    if (seen ? seen.has(key.value) : isAmong(entries, index, key.value))
      cursor.problem(message.duplicateKey(String(key.value)), key.start, key.end, { duplicateKey: true });
    else seen?.add(key.value);
  }
}

function isAmong(entries: readonly MapEntry[], count: number, value: unknown): boolean {
  for (let index = 0; index < count; index++) {
    const key = (entries[index] as MapEntry).key;
    if (key.kind === 'scalar' && key.value === value) return true;
  }
  return false;
}
