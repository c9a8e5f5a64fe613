/**
 * From the source of a scalar to its text: line folding, escapes, the indentation of block scalars. The same
 * functions tell where each piece of the text comes from, so that a value and its places cannot disagree.
 */
import type { ScalarNode } from '../data.ts';

/** Pairs of (offset in the text, offset in the source); between two pairs both run in step. */
type Marks = number[];

export type Chomping = 'clip' | 'strip' | 'keep';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

const isSpace = (code: number): boolean => code === 32 || code === 9;
/** Length of the line end at an offset, 0 when there is none. */
function lineEndAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === LINE_FEED) return 1;
  return code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 0;
}

/**
 * Text of a plain or quoted scalar.
 * @param start,end the content, without quotes
 * @param badEscape called with the span of an escape that YAML does not know; it is kept as written
 */
export function decodeFlowScalar(
  text: string,
  start: number,
  end: number,
  style: 'plain' | 'single' | 'double',
  marks?: Marks,
  badEscape?: (start: number, end: number) => void,
): string {
  let out = '';
  let from = start;
  const take = (to: number): void => {
    if (to <= from) return;
    marks?.push(out.length, from);
    out += text.slice(from, to);
  };
  const put = (piece: string, source: number): void => {
    marks?.push(out.length, source);
    out += piece;
  };
  // Stands behind a line end; takes in the empty lines and the indentation that follow.
  const emptyLines = (at: number): number => {
    for (;;) {
      let next = at;
      while (next < end && isSpace(text.charCodeAt(next))) next++;
      const length = next < end ? lineEndAt(text, next) : 0;
      if (length === 0) return next;
      put('\n', next);
      at = next + length;
    }
  };
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    const breakLength = code === LINE_FEED || code === CARRIAGE_RETURN ? lineEndAt(text, at) : 0;
    if (breakLength > 0) {
      let to = at;
      while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
      take(to);
      const before = out.length;
      const lineEnd = at;
      at = emptyLines(at + breakLength);
      if (out.length === before) put(' ', lineEnd);
      from = at;
    } else if (code === 39 && style === 'single') {
      take(at + 1);
      at += 2;
      from = at;
    } else if (code === 92 && style === 'double') {
      take(at);
      const escapedBreak = lineEndAt(text, at + 1);
      if (escapedBreak > 0) {
        at = emptyLines(at + 1 + escapedBreak);
      } else {
        const [piece, length] = escapeAt(text, at, end);
        if (piece === undefined) badEscape?.(at, at + length);
        put(piece ?? text.slice(at, at + length), at);
        at += length;
      }
      from = at;
    } else {
      at++;
    }
  }
  take(end);
  return out;
}

function escapeAt(text: string, at: number, end: number): [piece: string | undefined, length: number] {
  const letter = text.charAt(at + 1);
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) return [simple, 2];
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const hex = text.slice(at + 2, Math.min(end, at + 2 + digits));
  if (digits > 0 && hex.length === digits && /^[0-9a-fA-F]+$/.test(hex)) {
    const code = Number.parseInt(hex, 16);
    if (code <= 0x10ffff) return [String.fromCodePoint(code), 2 + digits];
  }
  return [undefined, Math.min(2, end - at)];
}

/**
 * Text of a block scalar.
 * @param start,end from the start of the first content line to the end of the last, its line end excluded
 * @param indent columns that belong to the structure, not to the text
 */
export function decodeBlockScalar(
  text: string,
  start: number,
  end: number,
  indent: number,
  folded: boolean,
  chomping: Chomping,
  marks?: Marks,
): string {
  let out = '';
  let pending = 0;
  const breaks: number[] = [];
  let wasMoreIndented = false;
  let hasText = false;
  const putBreaks = (skipped: number): void => {
    for (let index = skipped; marks && index < pending; index++) {
      marks.push(out.length + index - skipped, breaks[index] as number);
    }
    out += pending - skipped === 1 ? '\n' : '\n'.repeat(pending - skipped);
  };
  for (let line = start; line <= end; ) {
    let next = text.indexOf('\n', line);
    if (next < 0 || next > end) next = end;
    const lineEnd = next > line && next < end && text.charCodeAt(next - 1) === CARRIAGE_RETURN ? next - 1 : next;
    if (lineEnd - line > indent) {
      const code = text.charCodeAt(line + indent);
      const moreIndented = folded && isSpace(code);
      if (!folded || !hasText || moreIndented || wasMoreIndented) putBreaks(0);
      else if (pending > 1) putBreaks(1);
      else {
        marks?.push(out.length, breaks[0] as number);
        out += ' ';
      }
      pending = 0;
      breaks.length = 0;
      marks?.push(out.length, line + indent);
      out += text.slice(line + indent, lineEnd);
      wasMoreIndented = moreIndented;
      hasText = true;
    }
    pending++;
    if (marks) breaks.push(lineEnd);
    line = next + 1;
  }
  if (chomping === 'keep') putBreaks(0);
  else if (chomping === 'clip' && hasText) {
    marks?.push(out.length, breaks[0] as number);
    out += '\n';
  }
  return out;
}

/**
 * Where each UTF-16 unit of a scalar's text stands in the source: through quotes, escapes, folding, the indentation
 * of block scalars and CRLF. Build it once per scalar, ask it often: the scalar is read when it is first asked.
 * @param node a scalar of `text`
 * @returns offset in the scalar's text (0-based, its length included) to offset in the source
 */
export function contentMap(node: ScalarNode, text: string): (index: number) => number {
  const { start, end } = node.content;
  const marks: Marks = [];
  let length: number | undefined;
  function read(): number {
    if (node.style === 'literal' || node.style === 'folded') return mapBlock(node, text, marks);
    return decodeFlowScalar(text, start, end, node.style as 'plain' | 'single' | 'double', marks).length;
  }
  return (index) => {
    length ??= read();
    if (index >= length || marks.length === 0) return index <= 0 ? (marks[1] ?? start) : end;
    let low = 0;
    let high = marks.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle * 2] as number) <= index) low = middle;
      else high = middle - 1;
    }
    const source = (marks[low * 2 + 1] as number) + Math.max(0, index - (marks[low * 2] as number));
    return Math.min(source, marks[low * 2 + 3] ?? end);
  };
}

/** Source offset of the UTF-16 unit at `index` of a scalar's text. For many offsets of one scalar: `contentMap`. */
export function contentOffset(node: ScalarNode, text: string, index: number): number {
  return contentMap(node, text)(index);
}

/** The tree does not keep the indentation of a block scalar: the first line with text shows it, here and there. */
function mapBlock(node: ScalarNode, text: string, marks: Marks): number {
  const { start, end } = node.content;
  const value = String(node.value ?? '');
  const firstInValue = value.search(/[^ \n]/);
  if (firstInValue < 0) return 0;
  const kept = firstInValue - (value.lastIndexOf('\n', firstInValue) + 1);
  let line = start;
  let first = start;
  for (;;) {
    const code = text.charCodeAt(first);
    if (first >= end || (code !== 32 && lineEndAt(text, first) === 0)) break;
    if (code === LINE_FEED) line = first + 1;
    first++;
  }
  const trailing = value.length - value.replace(/\n+$/, '').length;
  const chomping = trailing === 0 ? 'strip' : trailing === 1 ? 'clip' : 'keep';
  return decodeBlockScalar(text, start, end, first - line - kept, node.style === 'folded', chomping, marks).length;
}
