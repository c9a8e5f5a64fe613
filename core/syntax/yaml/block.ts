/**
 * Block collections, by indentation. One rule carries the recovery: a line that is wrong costs itself only. Whatever
 * stands deeper than its siblings goes to the nearest collection that can take it, with a problem.
 */
import type { Text } from '../../text/message.ts';
import type { DataNode, ScalarNode } from '../data.ts';
import { readBlockScalar } from './block-scalar.ts';
import { type Cursor, isBlank, isWhite, type OpenMap, type OpenSequence, type Properties } from './cursor.ts';
import { decodeFlowScalar } from './decode.ts';
import { readFlowCollection } from './flow.ts';
import * as message from './messages.ts';
import { readQuoted } from './quoted.ts';

const DASH = 45;
const QUESTION = 63;
const COLON = 58;

/** Where a node stands: behind its key on the key's line, or where a block collection may begin. */
export type Place = 'key line' | 'own line';

/**
 * Reads the node at the cursor.
 * @param indent column of the collection that it belongs to, -1 at the top
 * @param isMapValue then a list may stand in the column of its key
 */
export function readNode(cursor: Cursor, indent: number, place: Place, isMapValue: boolean): DataNode | undefined {
  if (!cursor.descend()) {
    skipDeeper(cursor, indent);
    return undefined;
  }
  const node = readNodeHere(cursor, indent, place === 'key line', isMapValue);
  cursor.depth--;
  return node;
}

function skipDeeper(cursor: Cursor, indent: number): void {
  const line = cursor.lineStart;
  do {
    cursor.skipLine();
    cursor.skip();
  } while (!cursor.atDocumentEnd() && (cursor.column() > indent || cursor.lineStart === line));
}

function readNodeHere(cursor: Cursor, indent: number, onKeyLine: boolean, isMapValue: boolean): DataNode {
  const { text } = cursor;
  let properties: Properties | undefined;
  let sameLine = onKeyLine;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === 33 || code === 38) {
      const start = cursor.at;
      const tab = cursor.tab;
      const found = cursor.properties();
      const mark = cursor.mark();
      const crossed = cursor.skip();
      if (!crossed && cursor.at < cursor.end) {
        const next = text.charCodeAt(cursor.at);
        if (next === 124 || next === 62)
          return cursor.attach(readBlockScalar(cursor, indent), cursor.merge(properties, found));
        if (!cursor.isIndicator(DASH)) {
          cursor.tab = tab;
          return readScalarOrMap(cursor, indent, sameLine, start, properties, found);
        }
        cursor.problem(message.PROPERTIES_BEFORE_DASH, found.start, found.end);
        return cursor.attach(readSequence(cursor), cursor.merge(properties, found));
      }
      properties = cursor.merge(properties, found);
      const isInside =
        cursor.column() > indent || (isMapValue && cursor.column() === indent && cursor.isIndicator(DASH));
      if (cursor.atDocumentEnd() || !isInside) {
        cursor.backTo(mark);
        return cursor.empty(found.end, properties);
      }
      sameLine = false;
      continue;
    }
    if (code === 124 || code === 62) return cursor.attach(readBlockScalar(cursor, indent), properties);
    if (code === DASH && cursor.isIndicator(DASH)) {
      if (sameLine) cursor.problem(message.NESTED_SEQUENCE, cursor.at, cursor.at + 1);
      return cursor.attach(readSequence(cursor), properties);
    }
    if ((code === QUESTION || code === COLON) && isBlank(text.charCodeAt(cursor.at + 1))) {
      if (sameLine) cursor.problem(message.NESTED_MAPPING, cursor.at, cursor.at + 1);
      return cursor.attach(readMap(cursor, cursor.at, undefined), properties);
    }
    return readScalarOrMap(cursor, indent, sameLine, cursor.at, properties, undefined);
  }
}

/**
 * What stands here is a scalar, an alias or brackets; with a colon behind it, it is the first key of a mapping.
 * @param start where it begins, `own` properties included
 * @param outer properties on the lines above: the mapping's, or else the node's
 * @param own properties on this line: the key's, or else the node's
 */
function readScalarOrMap(
  cursor: Cursor,
  indent: number,
  sameLine: boolean,
  start: number,
  outer: Properties | undefined,
  own: Properties | undefined,
): DataNode {
  const { text } = cursor;
  const { tab, lineStart } = cursor;
  const code = text.charCodeAt(cursor.at);
  const column = start - lineStart + cursor.tabColumns;
  const before = cursor.mark();
  const known = cursor.problems.length;
  const asMap = (key: DataNode): DataNode => {
    if (tab >= 0 && !sameLine) cursor.problem(message.TAB_INDENT, tab, tab + 1);
    return cursor.attach(readMap(cursor, start, cursor.attach(key, own), column), outer);
  };
  let node: DataNode;
  if (code === 34 || code === 39 || code === 42 || code === 91 || code === 123) {
    if (code === 42) node = cursor.alias();
    else node = code === 91 || code === 123 ? readFlowCollection(cursor, indent) : readQuoted(cursor, indent);
    if (goToColon(cursor)) {
      if (lineStart !== cursor.lineStart) cursor.problem(message.MULTILINE_KEY, node.start, node.end);
      if (!sameLine) return asMap(node);
      cursor.problem(message.NESTED_MAPPING, cursor.at, cursor.trimmedLineEnd(cursor.at));
      cursor.skipLine();
    } else cursor.finishLine();
  } else {
    const from = cursor.at;
    const found = cursor.scanPlain(from);
    if (found === 'colon' && !sameLine) {
      cursor.at = cursor.colon;
      return asMap(cursor.plain(from, cursor.plainEnd));
    }
    if (PLAIN_NEVER_STARTS.includes(text.charAt(from)))
      cursor.problem(message.badFirstCharacter(text.charAt(from)), from, from + 1);
    if (found === 'colon') {
      cursor.problem(message.NESTED_MAPPING, cursor.colon, cursor.colon + 1);
      while (cursor.scanPlain(cursor.colon + 1) === 'colon');
      const end = Math.max(cursor.plainEnd, cursor.colon + 1);
      node = cursor.scalar(from, end, text.slice(from, end), 'plain', from, end);
      cursor.skipLine();
    } else {
      if (tab >= 0 && tab - lineStart <= indent && !sameLine) cursor.problem(message.TAB_INDENT, tab, tab + 1);
      node = readPlain(cursor, indent, from, found === 'line');
    }
  }
  if (!sameLine && isLoneKey(cursor, lineStart, column)) {
    // Somebody is typing a key: read the line again, as an entry.
    cursor.backTo(before);
    cursor.problems.length = known;
    cursor.at = start;
    const map = cursor.map(start, false);
    readEntries(cursor, map, column);
    return cursor.attach(map, outer);
  }
  return cursor.attach(node, cursor.merge(outer, own));
}

const PLAIN_NEVER_STARTS = '@`%,]}';

/** Goes to the colon that makes what was just read a key. */
function goToColon(cursor: Cursor): boolean {
  const { text } = cursor;
  let { at } = cursor;
  while (isWhite(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== COLON || !isBlank(text.charCodeAt(at + 1))) return false;
  cursor.at = at;
  return true;
}

/** Reads the plain scalar at `start`, whose first line `scanPlain` has just read. */
function readPlain(cursor: Cursor, indent: number, start: number, mayGoOn: boolean): ScalarNode {
  const { text } = cursor;
  let end = cursor.plainEnd;
  let multiline = false;
  let goesOn = mayGoOn;
  while (goesOn) {
    let line = cursor.lineEnd(end) + 1;
    let first = line;
    for (;;) {
      while (isBlank(text.charCodeAt(first)) && text.charCodeAt(first) !== 10 && first < cursor.end) first++;
      if (text.charCodeAt(first) !== 10) break;
      line = ++first;
    }
    if (first >= cursor.end) break;
    let spaces = 0;
    while (text.charCodeAt(line + spaces) === 32) spaces++;
    if (spaces <= indent || text.charCodeAt(first) === 35) break;
    if (first === line && cursor.isMarker(first)) break;
    const found = cursor.scanPlain(first);
    if (found === 'colon') break;
    multiline = true;
    end = cursor.plainEnd;
    cursor.lineStart = line;
    cursor.tabColumns = 0;
    goesOn = found === 'line';
  }
  cursor.at = end;
  if (!multiline) return cursor.plain(start, end);
  return cursor.scalar(start, end, decodeFlowScalar(text, start, end, 'plain'), 'plain', start, end);
}

/**
 * Behind a node that is not a key, from `lineStart` on: true when the next line is a key in its column, or deeper, so
 * that the node was meant as a key as well.
 */
function isLoneKey(cursor: Cursor, lineStart: number, column: number): boolean {
  const next = cursor.nextContent(cursor.at);
  if (next.at >= cursor.end || next.column < column || cursor.text.charCodeAt(next.at) === DASH) return false;
  // Deeper lines below something that took several lines are somebody else's.
  if (next.column > column && cursor.lineStart !== lineStart) return false;
  return cursor.looksLikeEntry(next.at);
}

// ---- mappings ----------------------------------------------------------------------------------

/** Reads a mapping from its first entry; where the first key was read already, the cursor stands at its colon. */
function readMap(cursor: Cursor, start: number, firstKey: DataNode | undefined, column = cursor.column()): OpenMap {
  const map = cursor.map(start, false);
  if (firstKey) readValue(cursor, map, column, start, firstKey);
  else readEntry(cursor, map, column);
  readEntries(cursor, map, column);
  return map;
}

function closeMap(map: OpenMap): void {
  const last = map.entries.at(-1);
  if (last) map.end = Math.max(map.end, last.end);
}

/**
 * Reads entries as long as they stand in `column`, or deeper by mistake.
 * @param other a second column to accept, where a mistake was reported already
 */
function readEntries(cursor: Cursor, map: OpenMap, column: number, other = column): void {
  for (;;) {
    cursor.skip();
    if (cursor.atDocumentEnd()) break;
    const here = cursor.column();
    if (here === column || here === other) readEntry(cursor, map, here);
    else if (here < column && here < other) break;
    else placeDeeperLine(cursor, map, column, here);
  }
  closeMap(map);
}

function readEntry(cursor: Cursor, map: OpenMap, column: number): void {
  const { text } = cursor;
  const start = cursor.at;
  if (cursor.tab >= 0) cursor.problem(message.TAB_INDENT, cursor.tab, cursor.tab + 1);
  const code = text.charCodeAt(start);
  if (code === DASH && cursor.isIndicator(DASH)) {
    cursor.problem(message.MISPLACED_ITEM, start, cursor.trimmedLineEnd(start));
    // Read, so that what is inside is understood as one item, but it belongs nowhere.
    readSequence(cursor);
    return;
  }
  if (code === QUESTION && cursor.isIndicator(QUESTION)) {
    readExplicitEntry(cursor, map, column);
    return;
  }
  if (code === COLON && cursor.isIndicator(COLON)) {
    readValue(cursor, map, column, start, cursor.empty(start));
    return;
  }
  const properties = code === 33 || code === 38 ? cursor.properties() : undefined;
  const from = cursor.at;
  const first = text.charCodeAt(from);
  if (first === 34 || first === 39 || first === 42 || first === 91 || first === 123) {
    const lineStart = cursor.lineStart;
    let key: DataNode;
    if (first === 42) key = cursor.alias();
    else key = first === 91 || first === 123 ? readFlowCollection(cursor, column) : readQuoted(cursor, column);
    cursor.attach(key, properties);
    if (goToColon(cursor)) {
      if (lineStart !== cursor.lineStart) cursor.problem(message.MULTILINE_KEY, key.start, key.end);
      readValue(cursor, map, column, start, key);
      return;
    }
    if (cursor.cutAt !== key.start) cursor.problem(message.MISSING_COLON, key.start, key.end);
    cursor.skipLine();
    const value = readDeeper(cursor, column);
    map.entries.push({ start, end: Math.max(key.end, value?.end ?? 0), key, value });
    return;
  }
  const found = cursor.scanPlain(from);
  if (PLAIN_NEVER_STARTS.includes(text.charAt(from)) && from < cursor.end && first !== 10)
    cursor.problem(message.badFirstCharacter(text.charAt(from)), from, from + 1);
  const end = cursor.plainEnd;
  if (found === 'colon') {
    cursor.at = cursor.colon;
    readValue(cursor, map, column, start, cursor.attach(cursor.plain(from, end), properties));
    return;
  }
  readKeyWithoutColon(cursor, map, column, start, from, end, properties);
}

/** `Key`, `Key value` or `Key:value` on a line of a mapping: what one sees while somebody types. */
function readKeyWithoutColon(
  cursor: Cursor,
  map: OpenMap,
  column: number,
  start: number,
  from: number,
  end: number,
  properties: Properties | undefined,
): void {
  const glued = /^[\w.-]+(?=:[^:/])/.exec(cursor.text.slice(from, end))?.[0];
  const keyEnd = glued === undefined ? end : from + glued.length;
  const key = cursor.attach(cursor.plain(from, keyEnd), properties);
  let value: DataNode | undefined;
  if (glued === undefined) {
    if (!PLAIN_NEVER_STARTS.includes(cursor.text.charAt(from))) cursor.problem(message.MISSING_COLON, start, end);
    cursor.skipLine();
    value = readDeeper(cursor, column);
  } else {
    cursor.problem(message.MISSING_SPACE, keyEnd, keyEnd + 1);
    value = cursor.plain(keyEnd + 1, end);
    cursor.skipLine();
  }
  map.entries.push({ start, end: Math.max(end, value?.end ?? 0), key, value });
}

/** Lines below a key whose colon is missing are its value all the same. */
function readDeeper(cursor: Cursor, column: number): DataNode | undefined {
  const mark = cursor.mark();
  cursor.skip();
  if (!cursor.atDocumentEnd() && cursor.column() > column) return readNode(cursor, column, 'own line', true);
  cursor.backTo(mark);
  return undefined;
}

/** `? key` and, in the same column, `: value`. */
function readExplicitEntry(cursor: Cursor, map: OpenMap, column: number): void {
  const start = cursor.at;
  cursor.at++;
  const key = readBehindIndicator(cursor, column, true) ?? cursor.empty(start + 1);
  const mark = cursor.mark();
  cursor.skip();
  if (!cursor.atDocumentEnd() && cursor.column() === column && cursor.isIndicator(COLON)) {
    if (cursor.tab >= 0) cursor.problem(message.TAB_INDENT, cursor.tab, cursor.tab + 1);
    const colon = cursor.at;
    cursor.at++;
    const value = readBehindIndicator(cursor, column, true);
    map.entries.push({ start, end: Math.max(colon + 1, value?.end ?? 0), key, value });
    return;
  }
  cursor.backTo(mark);
  map.entries.push({ start, end: Math.max(key.end, start + 1), key, value: undefined });
}

/** Behind `-`, `?` or an explicit `:`, where collections may begin on the same line. */
function readBehindIndicator(cursor: Cursor, column: number, listInColumn: boolean): DataNode | undefined {
  const mark = cursor.mark();
  const crossed = cursor.skip();
  const isInside =
    !crossed || cursor.column() > column || (listInColumn && cursor.column() === column && cursor.isIndicator(DASH));
  if (cursor.at < cursor.end && isInside && !(crossed && cursor.atDocumentEnd()))
    return readNode(cursor, column, 'own line', listInColumn);
  cursor.backTo(mark);
  return undefined;
}

/** Stands at the colon of `key`; reads what belongs to it. */
function readValue(cursor: Cursor, map: OpenMap, column: number, start: number, key: DataNode): void {
  const afterColon = cursor.at + 1;
  cursor.at = afterColon;
  const crossed = cursor.skip();
  let value: DataNode | undefined;
  if (cursor.at < cursor.end) {
    if (!crossed) value = readNode(cursor, column, 'key line', true);
    else if (!cursor.atDocumentEnd()) {
      const here = cursor.column();
      if (here > column || (here === column && cursor.isIndicator(DASH)))
        value = readNode(cursor, column, 'own line', true);
    }
  }
  map.entries.push({ start, end: value && value.end > afterColon ? value.end : afterColon, key, value });
}

/** A line deeper than the entries of `map`, though the value of the last entry has ended. */
function placeDeeperLine(cursor: Cursor, map: OpenMap, column: number, here: number): void {
  const last = map.entries.at(-1);
  const value = last?.value;
  const isItem = cursor.isIndicator(DASH);
  const isEntry = !isItem && cursor.looksLikeEntry(cursor.at);
  const list = isItem && value?.kind === 'sequence' && !value.flow ? (value as OpenSequence) : undefined;
  reportLine(cursor, isEntry || list ? message.BAD_INDENT : message.UNEXPECTED);
  if (!cursor.descend()) {
    cursor.skipLine();
    return;
  }
  if (list) readItems(cursor, list, here);
  else if (isItem) readSequence(cursor);
  else if (!isEntry) cursor.skipLine();
  else if (value?.kind === 'map' && !value.flow && belongsInside(cursor, map, column, here))
    readEntries(cursor, value as OpenMap, columnOf(cursor, value as OpenMap), here);
  else {
    // A run of lines with the same mistake is one mistake.
    do {
      readEntry(cursor, map, here);
      cursor.skip();
    } while (!cursor.atDocumentEnd() && cursor.column() === here);
  }
  cursor.depth--;
  if (last && value) last.end = Math.max(last.end, value.end);
}

/**
 * An entry stands at the right of the entries of `map` and at the left of what the last of them contains. A key with
 * lines below belongs where those lines would be its children; others belong to the nearer column.
 */
function belongsInside(cursor: Cursor, map: OpenMap, column: number, here: number): boolean {
  // The last mapping may be the one with the wrong column; a few before it say what is usual here.
  let usual = Infinity;
  for (const { value } of map.entries.slice(-4)) {
    if (value?.kind === 'map' && !value.flow) usual = Math.min(usual, columnOf(cursor, value as OpenMap));
  }
  if (!cursor.hasValueBehindColon()) {
    const below = cursor.nextContent(cursor.at).column;
    if (below > here) return below > usual;
  }
  return Math.abs(usual - here) <= here - column;
}

function columnOf(cursor: Cursor, map: OpenMap): number {
  const start = map.entries[0]?.start ?? map.start;
  return start - (cursor.text.lastIndexOf('\n', start - 1) + 1);
}

/** Reports a line that stands where it should not; a tab in its indentation is the reason where there is one. */
function reportLine(cursor: Cursor, says: Text): void {
  if (cursor.tab >= 0) cursor.problem(message.TAB_INDENT, cursor.tab, cursor.tab + 1);
  else cursor.problem(says, cursor.at, cursor.trimmedLineEnd(cursor.at));
  cursor.tab = -1;
}

// ---- sequences ---------------------------------------------------------------------------------

function readSequence(cursor: Cursor): OpenSequence {
  const sequence = cursor.sequence(cursor.at, false);
  readItems(cursor, sequence, cursor.column());
  return sequence;
}

/** Reads items as long as dashes stand in `column`, or lines deeper by mistake. */
function readItems(cursor: Cursor, sequence: OpenSequence, column: number): void {
  while (!cursor.atDocumentEnd()) {
    const here = cursor.column();
    if (here < column) break;
    if (here === column) {
      if (!cursor.isIndicator(DASH)) break;
      if (cursor.tab >= 0) cursor.problem(message.TAB_INDENT, cursor.tab, cursor.tab + 1);
      const dash = cursor.at;
      cursor.at++;
      const item = readBehindIndicator(cursor, column, false) ?? cursor.empty(dash + 1);
      sequence.items.push(item);
      sequence.end = Math.max(sequence.end, item.end, dash + 1);
    } else placeDeeperItemLine(cursor, sequence, here);
    cursor.skip();
  }
}

function placeDeeperItemLine(cursor: Cursor, sequence: OpenSequence, here: number): void {
  const last = sequence.items.at(-1);
  const isItem = cursor.isIndicator(DASH);
  const isEntry = !isItem && last?.kind === 'map' && !last.flow && cursor.looksLikeEntry(cursor.at);
  reportLine(cursor, isItem || isEntry ? message.BAD_INDENT : message.UNEXPECTED);
  if (!cursor.descend()) {
    cursor.skipLine();
    return;
  }
  if (isItem) readItems(cursor, sequence, here);
  else if (isEntry) readEntries(cursor, last as OpenMap, columnOf(cursor, last as OpenMap), here);
  else cursor.skipLine();
  cursor.depth--;
  if (last) sequence.end = Math.max(sequence.end, last.end);
}

/**
 * Behind the root of a document, where nothing may follow: takes in what still reads like entries, line by line.
 * @returns the root; a mapping replaces a scalar that was only a broken line
 */
export function readRest(cursor: Cursor, root: DataNode | undefined): DataNode | undefined {
  let node = root;
  for (;;) {
    cursor.skip();
    if (cursor.atDocumentEnd()) return node;
    const line = cursor.at;
    const isEntry = !cursor.isIndicator(DASH) && cursor.looksLikeEntry(line);
    const takesEntry = isEntry && (node?.kind !== 'sequence' || node.flow) && !(node?.kind === 'map' && node.flow);
    reportLine(cursor, takesEntry && node?.kind === 'map' ? message.BAD_INDENT : message.UNEXPECTED);
    if (takesEntry) {
      const map: OpenMap = node?.kind === 'map' ? (node as OpenMap) : cursor.map(line, false);
      readEntries(cursor, map, cursor.column());
      node = map;
    } else if (node?.kind === 'sequence' && !node.flow && cursor.isIndicator(DASH))
      readItems(cursor, node as OpenSequence, cursor.column());
    else cursor.skipLine();
  }
}
