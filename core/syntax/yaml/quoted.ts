/** Quoted scalars, in block and flow context. */
import type { ScalarNode } from '../data.ts';
import type { Cursor } from './cursor.ts';
import { decodeFlowScalar } from './decode.ts';
import * as message from './messages.ts';

/**
 * Reads the quoted scalar at the cursor. A quote that was left open ends with its line: as soon as a following line
 * stands at or left of the parent's column and reads like a new entry, it is one, and no later quote may swallow it.
 * @param indent column of the collection that the scalar belongs to, -1 at the top
 */
export function readQuoted(cursor: Cursor, indent: number): ScalarNode {
  const { text } = cursor;
  const start = cursor.at;
  const quote = text.charCodeAt(start);
  const style = quote === 34 ? 'double' : 'single';
  let simple = true;
  let lineStart = cursor.lineStart;
  for (let at = start + 1; at < cursor.end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === 39 && text.charCodeAt(at + 1) === 39) {
        simple = false;
        at++;
        continue;
      }
      const badEscape = (from: number, to: number): void => cursor.problem(message.BAD_ESCAPE, from, to);
      const value = simple
        ? text.slice(start + 1, at)
        : decodeFlowScalar(text, start + 1, at, style, undefined, badEscape);
      cursor.at = at + 1;
      if (lineStart !== cursor.lineStart) {
        cursor.lineStart = lineStart;
        cursor.tabColumns = 0;
      }
      return cursor.scalar(start, at + 1, value, style, start + 1, at);
    }
    if (code === 10) {
      if (startsNewEntry(cursor, at + 1, indent)) break;
      simple = false;
      lineStart = at + 1;
    } else if (code === 92 && quote === 34) {
      simple = false;
      if (text.charCodeAt(at + 1) !== 10) at++;
    }
  }
  const end = cursor.trimmedLineEnd(start + 1);
  cursor.problem(message.UNCLOSED_QUOTE, start, end);
  cursor.cutAt = start;
  cursor.at = cursor.lineEnd(start);
  const value = decodeFlowScalar(text, start + 1, end, style);
  return cursor.scalar(start, end, value, style, start + 1, end);
}

/** True when the line at `lineStart` cannot belong to a scalar or brackets inside of a collection at `indent`. */
export function startsNewEntry(cursor: Cursor, lineStart: number, indent: number): boolean {
  const { text } = cursor;
  let at = lineStart;
  while (text.charCodeAt(at) === 32) at++;
  if (at === lineStart && cursor.isMarker(at)) return true;
  if (at - lineStart > indent) return false;
  const isDash = text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 32;
  return isDash || cursor.looksLikeEntry(at);
}
