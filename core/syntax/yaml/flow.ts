/** Flow collections: `[a, b]` and `{a: 1, b: 2}`, over as many lines as they like. */
import type { DataNode, MapNode, ScalarNode, SequenceNode } from '../data.ts';
import { type Cursor, isBlank, isFlowIndicator, type Properties } from './cursor.ts';
import { decodeFlowScalar } from './decode.ts';
import * as message from './messages.ts';
import { readQuoted, startsNewEntry } from './quoted.ts';

const COMMA = 44;
const COLON = 58;

/**
 * Reads the collection whose bracket the cursor stands at. Lines may be indented as they like, as PyYAML, libyaml and
 * Go accept it, unless one reads like a new entry of the surrounding block: then the closing bracket is missing.
 * @param indent column of the block collection around it, -1 at the top
 */
export function readFlowCollection(cursor: Cursor, indent: number): MapNode | SequenceNode | ScalarNode {
  if (!cursor.descend()) return skipBrackets(cursor);
  const node = readItems(cursor, indent);
  cursor.depth--;
  return node;
}

function readItems(cursor: Cursor, indent: number): MapNode | SequenceNode {
  const { text } = cursor;
  const start = cursor.at;
  const isMap = text.charCodeAt(start) === 123;
  const close = isMap ? 125 : 93;
  const map = isMap ? cursor.map(start, true) : undefined;
  const sequence = isMap ? undefined : cursor.sequence(start, true);
  cursor.at++;
  let end = cursor.at;
  let hasItem = false;
  for (;;) {
    const mark = cursor.mark();
    const crossed = cursor.skip();
    const cut = cursor.at < cursor.end && crossed && cutsOff(cursor, indent, mark[0]);
    if (cursor.at >= cursor.end || cut) {
      cursor.backTo(mark);
      // What is unclosed inside (a quote, a bracket) has swallowed this bracket's end too: one error, told once.
      if (cursor.cutAt < start)
        cursor.problem(message.unclosedBracket(text.charAt(start), isMap ? '}' : ']'), start, start + 1);
      cursor.cutAt = start;
      break;
    }
    const code = text.charCodeAt(cursor.at);
    if (code === close || code === 93 || code === 125) {
      if (code !== close) cursor.problem(message.unexpectedBracket(text.charAt(cursor.at)), cursor.at, cursor.at + 1);
      cursor.at++;
      end = cursor.at;
      break;
    }
    if (code === COMMA) {
      if (!hasItem) cursor.problem(message.EMPTY_FLOW_ITEM, cursor.at, cursor.at + 1);
      hasItem = false;
      cursor.at++;
      end = cursor.at;
      continue;
    }
    if (hasItem) cursor.problem(message.MISSING_COMMA, cursor.at, cursor.at + 1);
    const before = cursor.at;
    readItem(cursor, indent, map, sequence);
    if (cursor.at === before) cursor.at++;
    end = cursor.at;
    hasItem = true;
  }
  const node = (map ?? sequence) as MapNode | SequenceNode;
  (node as { end: number }).end = end;
  return node;
}

/** The line at the cursor belongs to the block around: the bracket was left open. */
function cutsOff(cursor: Cursor, indent: number, before: number): boolean {
  if (cursor.at === cursor.lineStart && cursor.isMarker(cursor.at)) return true;
  if (!startsNewEntry(cursor, cursor.lineStart, indent)) return false;
  // `{` and lines of JSON at the left edge: a quoted key behind a comma or a bracket goes on.
  const previous = cursor.text.charCodeAt(before - 1);
  const isQuoted = cursor.text.charCodeAt(cursor.at) === 34;
  return !(isQuoted && (previous === COMMA || isFlowIndicator(previous)));
}

function readItem(
  cursor: Cursor,
  indent: number,
  map: ReturnType<Cursor['map']> | undefined,
  sequence: ReturnType<Cursor['sequence']> | undefined,
): void {
  const { text } = cursor;
  const start = cursor.at;
  const explicit = cursor.isIndicator(63);
  if (explicit) {
    cursor.at++;
    cursor.skip();
  }
  const keyLine = cursor.lineStart;
  const key = readFlowNode(cursor, indent, true);
  const mark = cursor.mark();
  cursor.skip();
  const isPair = cursor.at < cursor.end && text.charCodeAt(cursor.at) === COLON && endsKey(cursor, key);
  if (!isPair) {
    cursor.backTo(mark);
    if (map) map.entries.push({ start, end: Math.max(key.end, cursor.at), key, value: undefined });
    else if (explicit) sequence?.items.push(singlePair(cursor, start, key.end, key, undefined));
    else sequence?.items.push(key);
    return;
  }
  if (!map && !explicit && cursor.lineStart !== keyLine) cursor.problem(message.MULTILINE_KEY, key.start, key.end);
  cursor.at++;
  let end = cursor.at;
  const afterColon = cursor.mark();
  cursor.skip();
  const code = text.charCodeAt(cursor.at);
  let value: DataNode | undefined;
  if (cursor.at >= cursor.end || code === COMMA || code === 93 || code === 125 || cutByLine(cursor, indent, afterColon))
    cursor.backTo(afterColon);
  else {
    value = readFlowNode(cursor, indent, false);
    end = Math.max(end, value.end);
  }
  if (map) map.entries.push({ start, end, key, value });
  else sequence?.items.push(singlePair(cursor, start, end, key, value));
}

function cutByLine(cursor: Cursor, indent: number, mark: readonly [number, number, number, number]): boolean {
  return cursor.lineStart !== mark[1] && cutsOff(cursor, indent, mark[0]);
}

function singlePair(cursor: Cursor, start: number, end: number, key: DataNode, value: DataNode | undefined): MapNode {
  const pair = cursor.map(start, true);
  pair.end = end;
  pair.entries.push({ start, end, key, value });
  return pair;
}

/** A colon ends a key when white space or a bracket follows, and always behind a quoted or bracketed key. */
function endsKey(cursor: Cursor, key: DataNode): boolean {
  const next = cursor.text.charCodeAt(cursor.at + 1);
  if (isBlank(next) || isFlowIndicator(next)) return true;
  return key.kind === 'scalar' ? key.style !== 'plain' : key.kind !== 'alias';
}

function readFlowNode(cursor: Cursor, indent: number, isKey: boolean): DataNode {
  const { text } = cursor;
  let properties: Properties | undefined;
  for (let code = text.charCodeAt(cursor.at); code === 33 || code === 38; code = text.charCodeAt(cursor.at)) {
    properties = cursor.merge(properties, cursor.properties());
    const mark = cursor.mark();
    if (cursor.skip() && cutsOff(cursor, indent, mark[0])) {
      cursor.backTo(mark);
      return cursor.empty(properties?.end ?? cursor.at, properties);
    }
  }
  const code = text.charCodeAt(cursor.at);
  if (code === 91 || code === 123) return cursor.attach(readFlowCollection(cursor, indent), properties);
  if (code === 34 || code === 39) return cursor.attach(readQuoted(cursor, indent), properties);
  if (code === 42) return cursor.attach(cursor.alias(), properties);
  const ended = code === COMMA || code === 93 || code === 125 || cursor.at >= cursor.end;
  const noKey =
    code === COLON && (isBlank(text.charCodeAt(cursor.at + 1)) || isFlowIndicator(text.charCodeAt(cursor.at + 1)));
  if (ended || (noKey && isKey)) return cursor.empty(properties?.end ?? cursor.at, properties);
  return cursor.attach(readFlowPlain(cursor, indent), properties);
}

function readFlowPlain(cursor: Cursor, indent: number): ScalarNode {
  const { text } = cursor;
  const start = cursor.at;
  const first = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (first === 45 && (isBlank(next) || isFlowIndicator(next))) cursor.problem(message.FLOW_DASH, start, start + 1);
  else if (RESERVED.includes(text.charAt(start)))
    cursor.problem(message.badFirstCharacter(text.charAt(start)), start, start + 1);
  let end = flowPlainEnd(text, start);
  let multiline = false;
  cursor.at = end;
  for (;;) {
    const mark = cursor.mark();
    const comments = cursor.comments.length;
    const crossed = cursor.skip();
    const code = text.charCodeAt(cursor.at);
    const goesOn =
      crossed &&
      cursor.at < cursor.end &&
      cursor.comments.length === comments &&
      !isFlowIndicator(code) &&
      !(code === COLON && isBlank(text.charCodeAt(cursor.at + 1))) &&
      !cutsOff(cursor, indent, mark[0]);
    if (!goesOn) {
      cursor.backTo(mark);
      break;
    }
    const to = flowPlainEnd(text, cursor.at);
    if (to === cursor.at) {
      cursor.backTo(mark);
      break;
    }
    multiline = true;
    cursor.at = to;
    end = to;
  }
  if (!multiline) return cursor.plain(start, end);
  return cursor.scalar(start, end, decodeFlowScalar(text, start, end, 'plain'), 'plain', start, end);
}

const RESERVED = '@`%|>#';

function flowPlainEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || Number.isNaN(code) || isFlowIndicator(code)) return end;
    if (code === COLON) {
      const next = text.charCodeAt(at + 1);
      if (isBlank(next) || isFlowIndicator(next)) return end;
    }
    if (code === 35 && at > start && isBlank(text.charCodeAt(at - 1))) return end;
    if (code !== 32 && code !== 9 && code !== 13) end = at + 1;
  }
}

/** Too deep: goes to the bracket that closes this one without reading what is inside. */
function skipBrackets(cursor: Cursor): ScalarNode {
  const { text } = cursor;
  const start = cursor.at;
  let open = 0;
  let at = start;
  for (; at < cursor.end; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) open++;
    else if (code === 93 || code === 125) open--;
    else if (code === 10) cursor.lineStart = at + 1;
    if (open === 0) break;
  }
  cursor.at = Math.min(cursor.end, at + 1);
  cursor.tabColumns = 0;
  return cursor.scalar(start, cursor.at, null, 'plain', start, start);
}
