/**
 * The JSON reader, over jsonc-parser's scanner: it gives the tokens, the tree and the recovery are ours, so that a
 * missing brace is found by indentation and deep nesting cannot overflow the stack. Comments are read silently, since
 * suppressions stand in them; a trailing comma is an error, since ROS and Kubernetes refuse it.
 */
import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Text } from '../text/message.ts';
import type { Comment, DataFile, DataNode, MapEntry, MapNode, ScalarNode, SequenceNode } from './data.ts';
import type { SyntaxProblem } from './problem.ts';
import { decodeFlowScalar } from './yaml/decode.ts';

// Numbers, since jsonc-parser declares them as a `const enum`, which isolated modules cannot read.
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  end: 17,
} as const;
const UNCLOSED_COMMENT = 1;
const UNCLOSED_STRING = 2;
const BAD_NUMBER = 3;
const BAD_UNICODE = 4;
const BAD_ESCAPE = 5;
const BAD_CHARACTER = 6;

/** As in yaml/cursor.ts: deepest nesting that is read. */
const MAX_DEPTH = 200;
const MAX_PROBLEMS = 200;

const says = (en: string, zh: string): Text => ({ en, zh });
const TRAILING_COMMA = says(
  'JSON allows no comma behind the last item. Remove it.',
  'JSON 不允许最后一项之后有逗号。请删除它。',
);
const MISSING_COMMA = says('A comma is missing in front of this. Add it.', '此处前面缺少逗号。请补上。');
const EXTRA_COMMA = says('There is nothing in front of this comma. Remove it.', '该逗号前面没有内容。请删除它。');
const MISSING_COLON = says(
  'A colon is missing behind this key. Write `"key": value`.',
  '该键后面缺少冒号。请写成 `"key": value`。',
);
const MISSING_VALUE = says('The value of this key is missing. Add it.', '该键缺少值。请补上。');
const UNQUOTED = says('JSON wants double quotes here. Add them.', 'JSON 在此处要求使用双引号。请补上。');
const UNCLOSED_QUOTE = says(
  'The closing quote is missing. Add it at the end of the string.',
  '缺少右引号。请在字符串末尾补上。',
);
const ESCAPE = says(
  'JSON does not know this escape. Write the backslash twice, or correct it.',
  'JSON 不支持该转义序列。请将反斜杠写两次，或更正它。',
);
const CONTROL_CHARACTER = says(
  'A control character stands in this string. Write it as an escape, such as \\t.',
  '该字符串中含有控制字符。请改写为转义形式，例如 \\t。',
);
const NUMBER = says(
  'This is not a number in JSON. Correct it, or quote it.',
  '这不是合法的 JSON 数字。请更正或加上引号。',
);
const COMMENT = says('This comment is not closed. Add */.', '该注释没有闭合。请补上 */。');
const UNEXPECTED = says('This does not belong here. Remove it.', '此处不应有该内容。请删除它。');
const EXTRA_CLOSE = says(
  'This bracket closes nothing that is open. Remove it, or open one above.',
  '该括号没有与之对应的左括号。请删除它，或在前面补上左括号。',
);
const TOO_DEEP = says(
  'The nesting is too deep to be read from here on. Flatten the structure.',
  '嵌套过深，从此处起不再读取。请减少嵌套层级。',
);
const unclosed = (open: string, close: string): Text =>
  says(`The bracket ${open} is not closed. Add ${close}.`, `括号 ${open} 没有闭合。请补上 ${close}。`);
const duplicateKey = (key: string): Text =>
  says(
    `This key is written twice in one object; only the last one counts. Remove or rename one: ${key}`,
    `同一对象中重复出现了该键，只有最后一个生效。请删除或重命名其中一个：${key}`,
  );

interface Reader {
  readonly text: string;
  readonly scanner: JSONScanner;
  readonly problems: SyntaxProblem[];
  readonly comments: Comment[];
  /** The token at hand. */
  token: number;
  start: number;
  end: number;
  lineStart: number;
  isFirstOnLine: boolean;
  /** Column of the first token on this line. */
  lineColumn: number;
  /** End of the token before. */
  previousEnd: number;
  depth: number;
  saidTooDeep: boolean;
  saidUnclosedAtEnd: boolean;
  /** Where a comma is missing as well, because of an error that was told. */
  forgiven: number;
  /** Whether indentation tells which bracket is missing. */
  readonly trustsColumns: boolean;
}

/** An open bracket, and where its items stand, when they stand on lines of their own. */
interface Frame {
  readonly node: { end: number; start: number };
  readonly closeToken: number;
  readonly lineColumn: number;
  itemColumn: number | undefined;
}

/** Reads JSON, with comments. A text without content has no documents. */
export function parseJson(text: string): DataFile {
  const plain = readFile(text, false);
  // Columns say which bracket is missing, but only in a text that is broken: whatever its layout, valid JSON is valid.
  if (plain.problems.every(({ duplicateKey }) => duplicateKey)) return plain;
  const byColumns = readFile(text, true);
  return byColumns.problems.length > plain.problems.length ? plain : byColumns;
}

/** One value of a JSON text that is valid, with its places in the whole text. */
export function parseJsonValue(
  text: string,
  start: number,
): Pick<DataFile, 'problems'> & { root: DataNode | undefined } {
  const reader = openReader(text, false, start);
  advance(reader);
  return { root: readValue(reader), problems: reader.problems };
}

function readFile(text: string, trustsColumns: boolean): DataFile {
  const reader = openReader(text, trustsColumns, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  advance(reader);
  let root: DataNode | undefined;
  while (reader.token !== TOKEN.end) {
    const before = reader.start;
    if (!root) root = readValue(reader);
    else {
      problem(reader, UNEXPECTED, reader.start, reader.end);
      // A brace too many has closed the root: what follows are still its entries.
      if (root.kind === 'map' && (reader.token === TOKEN.comma || reader.token === TOKEN.string)) {
        if (reader.token === TOKEN.comma) advance(reader);
        readEntries(reader, root as OpenMap);
      } else advance(reader);
    }
    if (reader.start === before && reader.token !== TOKEN.end) {
      problem(reader, UNEXPECTED, reader.start, reader.end);
      advance(reader);
    }
  }
  const documents = root ? [{ root, anchors: new Map(), span: { start: 0, end: text.length } }] : [];
  const problems = reader.problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { documents, problems, comments: reader.comments };
}

function openReader(text: string, trustsColumns: boolean, start: number): Reader {
  const scanner = createScanner(text, false);
  scanner.setPosition(start);
  return {
    text,
    scanner,
    problems: [],
    comments: [],
    token: TOKEN.end,
    start: 0,
    end: 0,
    lineStart: start,
    isFirstOnLine: true,
    lineColumn: 0,
    previousEnd: start,
    depth: 0,
    saidTooDeep: false,
    saidUnclosedAtEnd: false,
    forgiven: -1,
    trustsColumns,
  };
}

function problem(
  reader: Reader,
  message: Text,
  start: number,
  end: number,
  kind: Pick<SyntaxProblem, 'duplicateKey'> = {},
): void {
  if (reader.problems.length >= MAX_PROBLEMS) return;
  const from = Math.min(start, Math.max(0, reader.text.length - 1));
  reader.problems.push({ message, start: from, end: Math.min(reader.text.length, Math.max(end, from + 1)), ...kind });
}

/** Goes to the next token; comments and line ends are noted on the way. */
function advance(reader: Reader): void {
  const { scanner, text } = reader;
  reader.previousEnd = reader.end;
  reader.isFirstOnLine = reader.start === reader.end;
  for (;;) {
    const token: number = scanner.scan();
    const start = scanner.getTokenOffset();
    const end = Math.min(text.length, start + scanner.getTokenLength());
    if (token === TOKEN.lineBreak) {
      reader.isFirstOnLine = true;
      reader.lineStart = end;
    } else if (token === TOKEN.lineComment || token === TOKEN.blockComment) {
      const isClosed = (scanner.getTokenError() as number) !== UNCLOSED_COMMENT;
      if (!isClosed) problem(reader, COMMENT, start, end);
      const inner = text.slice(start + 2, token === TOKEN.blockComment && isClosed ? end - 2 : end);
      reader.comments.push({ start, end, text: inner.trim() });
    } else if (token !== TOKEN.trivia) {
      reader.token = token;
      reader.start = start;
      reader.end = end;
      if (reader.isFirstOnLine) reader.lineColumn = start - reader.lineStart;
      return;
    }
  }
}

/** Reads the value at hand; `undefined`, with nothing read, where no value begins. */
function readValue(reader: Reader): DataNode | undefined {
  switch (reader.token) {
    case TOKEN.openBrace:
    case TOKEN.openBracket:
      return readBrackets(reader);
    case TOKEN.closeBrace:
    case TOKEN.closeBracket:
    case TOKEN.comma:
    case TOKEN.colon:
    case TOKEN.end:
      return undefined;
    default:
      return readScalar(reader);
  }
}

function readScalar(reader: Reader): ScalarNode {
  const { start, end, token, text } = reader;
  const error = reader.scanner.getTokenError() as number;
  const written = text.slice(start, end);
  if (token === TOKEN.string) {
    let to = end - 1;
    let value = reader.scanner.getTokenValue();
    if (error === UNCLOSED_STRING) {
      // The comma at the end of the line was not meant as text.
      to = start + written.replace(/,?[ \t\r]*$/, '').length;
      to = Math.max(to, start + 1);
      problem(reader, UNCLOSED_QUOTE, start, to);
    } else if (error === BAD_ESCAPE || error === BAD_UNICODE) problem(reader, ESCAPE, start, end);
    else if (error === BAD_CHARACTER) problem(reader, CONTROL_CHARACTER, start, end);
    // The scanner drops what it does not understand; the text and its places must agree (contentMap).
    if (error !== 0) value = decodeFlowScalar(text, start + 1, to, 'double');
    advance(reader);
    if (error === UNCLOSED_STRING) reader.forgiven = reader.start;
    return scalar(start, error === UNCLOSED_STRING ? to : end, value, 'double', start + 1, to);
  }
  let value: ScalarNode['value'] = written;
  if (token === TOKEN.null) value = null;
  else if (token === TOKEN.true || token === TOKEN.false) value = token === TOKEN.true;
  else if (token === TOKEN.number) {
    if (error === BAD_NUMBER) problem(reader, NUMBER, start, end);
    else value = Number(written);
  } else problem(reader, UNQUOTED, start, end);
  advance(reader);
  return scalar(start, end, value, 'plain', start, end);
}

function scalar(
  start: number,
  end: number,
  value: ScalarNode['value'],
  style: ScalarNode['style'],
  from: number,
  to: number,
): ScalarNode {
  return {
    kind: 'scalar',
    start,
    end,
    tag: undefined,
    anchor: undefined,
    value,
    style,
    content: { start: from, end: to },
  };
}

type OpenMap = Omit<MapNode, 'end' | 'entries'> & { end: number; entries: MapEntry[] };
type OpenSequence = Omit<SequenceNode, 'end' | 'items'> & { end: number; items: DataNode[] };

function readBrackets(reader: Reader): DataNode {
  const { start, end } = reader;
  if (reader.depth >= MAX_DEPTH) return skipBrackets(reader);
  reader.depth++;
  let node: OpenMap | OpenSequence;
  if (reader.token === TOKEN.openBrace) {
    node = { kind: 'map', start, end, tag: undefined, anchor: undefined, entries: [], flow: true };
    advanceInto(reader, node, TOKEN.closeBrace, (frame) => readEntries(reader, node as OpenMap, frame));
  } else {
    node = { kind: 'sequence', start, end, tag: undefined, anchor: undefined, items: [], flow: true };
    advanceInto(reader, node, TOKEN.closeBracket, (frame) => readItems(reader, node as OpenSequence, frame));
  }
  reader.depth--;
  return node;
}

function advanceInto(
  reader: Reader,
  node: OpenMap | OpenSequence,
  closeToken: number,
  read: (frame: Frame) => void,
): void {
  const { lineColumn } = reader;
  advance(reader);
  const itemColumn = reader.isFirstOnLine ? reader.start - reader.lineStart : undefined;
  read({ node, closeToken, lineColumn, itemColumn });
}

function skipBrackets(reader: Reader): ScalarNode {
  const { start } = reader;
  if (!reader.saidTooDeep) problem(reader, TOO_DEEP, start, reader.end);
  reader.saidTooDeep = true;
  let open = 0;
  do {
    if (reader.token === TOKEN.openBrace || reader.token === TOKEN.openBracket) open++;
    else if (reader.token === TOKEN.closeBrace || reader.token === TOKEN.closeBracket) open--;
    advance(reader);
  } while (open > 0 && reader.token !== TOKEN.end);
  return scalar(start, reader.previousEnd, null, 'plain', start, start);
}

/** What the token at hand means for the brackets that are open. */
function stateOf(reader: Reader, frame: Frame | undefined): 'item' | 'closed' | 'cut off' | 'stray' {
  const { token } = reader;
  if (token === TOKEN.end) return 'cut off';
  const isClose = token === TOKEN.closeBrace || token === TOKEN.closeBracket;
  if (!frame) return isClose ? 'stray' : 'item';
  // Pretty-printed text shows by its columns which bracket is missing or too many.
  const { itemColumn, lineColumn } = frame;
  if (reader.trustsColumns && reader.isFirstOnLine && itemColumn !== undefined && itemColumn > lineColumn) {
    const column = reader.start - reader.lineStart;
    if (isClose && column < lineColumn) return 'cut off';
    if (isClose && column >= itemColumn) return 'stray';
    if (token === TOKEN.string && column <= lineColumn && hasColonBehind(reader)) return 'cut off';
  }
  if (token === frame.closeToken) return isFollowedByItem(reader, itemColumn) ? 'stray' : 'closed';
  return isClose ? 'cut off' : 'item';
}

/**
 * Reads what is inside of brackets up to their end.
 * @param frame absent when the brackets were closed already, too early
 */
function readInside(reader: Reader, frame: Frame | undefined, readItem: () => boolean): void {
  let comma: number | undefined;
  let needsComma = false;
  for (;;) {
    const state = stateOf(reader, frame);
    if (state === 'closed' || state === 'cut off') {
      if (frame && comma !== undefined && state === 'closed') problem(reader, TRAILING_COMMA, comma, comma + 1);
      if (frame && state === 'cut off') {
        const isMap = frame.closeToken === TOKEN.closeBrace;
        // At the end of the text every open bracket is unclosed; the innermost is told.
        if (!reader.saidUnclosedAtEnd)
          problem(reader, unclosed(isMap ? '{' : '[', isMap ? '}' : ']'), frame.node.start, frame.node.start + 1);
        reader.saidUnclosedAtEnd = reader.token === TOKEN.end;
        reader.forgiven = reader.start;
        frame.node.end = Math.max(frame.node.end, reader.previousEnd);
      } else if (frame) {
        frame.node.end = reader.end;
        advance(reader);
      }
      return;
    }
    if (state === 'stray') {
      problem(reader, EXTRA_CLOSE, reader.start, reader.end);
      advance(reader);
    } else if (reader.token === TOKEN.comma) {
      if (!needsComma) problem(reader, EXTRA_COMMA, reader.start, reader.end);
      comma = reader.start;
      needsComma = false;
      advance(reader);
    } else {
      if (needsComma && reader.forgiven !== reader.start) problem(reader, MISSING_COMMA, reader.start, reader.end);
      comma = undefined;
      needsComma = readItem();
    }
  }
}

function readItems(reader: Reader, sequence: OpenSequence, frame: Frame): void {
  readInside(reader, frame, () => {
    const item = readValue(reader);
    if (item) sequence.items.push(item);
    else {
      problem(reader, UNEXPECTED, reader.start, reader.end);
      advance(reader);
    }
    return item !== undefined;
  });
}

function readEntries(reader: Reader, map: OpenMap, frame?: Frame): void {
  const seen = new Set<string>();
  const known = frame ? [] : map.entries;
  for (const { key } of known) if (key.kind === 'scalar') seen.add(String(key.value));
  readInside(reader, frame, () => {
    const { token } = reader;
    const isKey = token !== TOKEN.openBrace && token !== TOKEN.openBracket && token !== TOKEN.colon;
    if (!isKey) {
      problem(reader, UNEXPECTED, reader.start, reader.end);
      if (readValue(reader) === undefined) advance(reader);
      return true;
    }
    const entry = readEntry(reader);
    const name = entry.key.kind === 'scalar' ? String(entry.key.value) : '';
    if (seen.has(name)) problem(reader, duplicateKey(name), entry.key.start, entry.key.end, { duplicateKey: true });
    seen.add(name);
    map.entries.push(entry);
    map.end = Math.max(map.end, entry.end);
    return true;
  });
}

function readEntry(reader: Reader): MapEntry {
  const isQuoted = reader.token === TOKEN.string;
  const wasKnown = reader.problems.length;
  const key = readScalar(reader);
  if (!isQuoted && reader.problems.length === wasKnown) problem(reader, UNQUOTED, key.start, key.end);
  const isOpenString = reader.problems.length > wasKnown && reader.problems.at(-1)?.message === UNCLOSED_QUOTE;
  let end = key.end;
  if (reader.token !== TOKEN.colon) {
    if (!isOpenString) problem(reader, MISSING_COLON, key.start, key.end);
    if (reader.isFirstOnLine) return { start: key.start, end, key, value: undefined };
  } else {
    end = reader.end;
    advance(reader);
  }
  const isNextEntry = reader.isFirstOnLine && reader.token === TOKEN.string && hasColonBehind(reader);
  const value = isNextEntry ? undefined : readValue(reader);
  if (!value && end > key.end) {
    problem(reader, MISSING_VALUE, key.start, end);
    reader.forgiven = reader.start;
  }
  return { start: key.start, end: value ? Math.max(end, value.end) : end, key, value };
}

/** A second bracket on a line, while the next line goes on in the column of the items: one bracket too many. */
function isFollowedByItem(reader: Reader, itemColumn: number | undefined): boolean {
  const { text } = reader;
  if (!reader.trustsColumns || reader.isFirstOnLine || itemColumn === undefined || itemColumn === 0) return false;
  let at = reader.end;
  if (text.charCodeAt(at) === 44) at++;
  if (text.charCodeAt(at) === 13) at++;
  if (text.charCodeAt(at) !== 10) return false;
  const line = ++at;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return text.charCodeAt(at) === 34 && at - line === itemColumn;
}

function hasColonBehind(reader: Reader): boolean {
  const { text } = reader;
  let at = reader.end;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return text.charCodeAt(at) === 58;
}
