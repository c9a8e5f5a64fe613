/** Block scalars: `|` and `>` with their indicators and the lines below them. */
import type { ScalarNode } from '../data.ts';
import { type Cursor, isBlank, isLineEnd, isWhite } from './cursor.ts';
import { type Chomping, decodeBlockScalar } from './decode.ts';
import * as message from './messages.ts';

/**
 * Reads the block scalar whose `|` or `>` the cursor stands at, and leaves the cursor at the end of its last line.
 * @param parentIndent column of the collection that it belongs to, -1 at the top
 */
export function readBlockScalar(cursor: Cursor, parentIndent: number): ScalarNode {
  const { text } = cursor;
  const start = cursor.at;
  const folded = text.charCodeAt(start) === 62;
  let at = start + 1;
  let chomping: Chomping = 'clip';
  let indicated = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if ((code === 43 || code === 45) && chomping === 'clip') chomping = code === 43 ? 'keep' : 'strip';
    else if (code >= 49 && code <= 57 && indicated === 0) indicated = code - 48;
    else break;
  }
  const headerEnd = at;
  while (isWhite(text.charCodeAt(at)) || text.charCodeAt(at) === 13) at++;
  const next = text.charCodeAt(at);
  const isComment = next === 35 && at > headerEnd;
  if (isComment) {
    const to = cursor.trimmedLineEnd(at);
    cursor.comments.push({ start: at, end: to, text: text.slice(at + 1, to).trim() });
  } else if (!isLineEnd(next)) cursor.problem(message.BLOCK_HEADER, at, cursor.trimmedLineEnd(at));

  const firstLine = cursor.lineEnd(at) + 1;
  const indent = indicated > 0 ? Math.max(parentIndent, 0) + indicated : detectIndent(cursor, firstLine, parentIndent);
  let lastText = -1;
  let lastBlank = -1;
  let line = firstLine;
  while (line < cursor.end) {
    const to = cursor.lineEnd(line);
    let first = line;
    while (text.charCodeAt(first) === 32 && first - line < indent) first++;
    const short = first - line < indent;
    const code = text.charCodeAt(first);
    const blank = code === 10 || Number.isNaN(code) || (code === 13 && isLineEnd(text.charCodeAt(first + 1)));
    if (!blank && (short || (indent === 0 && cursor.isMarker(line)))) break;
    if (blank) lastBlank = to;
    else lastText = to;
    line = to + 1;
  }
  const last = chomping === 'keep' ? Math.max(lastText, lastBlank) : lastText;
  if (last < 0) {
    // Nothing but empty lines; without `+` they mean nothing.
    cursor.at = lastBlank < 0 ? cursor.lineEnd(start) : lastBlank;
    if (lastBlank >= 0) cursor.lineStart = text.lastIndexOf('\n', cursor.at - 1) + 1;
    return cursor.scalar(start, headerEnd, '', folded ? 'folded' : 'literal', headerEnd, headerEnd);
  }
  const end = last > firstLine && text.charCodeAt(last - 1) === 13 ? last - 1 : last;
  const value = decodeBlockScalar(text, firstLine, end, indent, folded, chomping);
  cursor.at = last;
  cursor.lineStart = text.lastIndexOf('\n', last - 1) + 1;
  cursor.tabColumns = 0;
  return cursor.scalar(
    start,
    Math.max(end, headerEnd),
    value,
    folded ? 'folded' : 'literal',
    firstLine,
    Math.max(end, firstLine),
  );
}

/** The first line with text says how far the block is indented. */
function detectIndent(cursor: Cursor, firstLine: number, parentIndent: number): number {
  const { text } = cursor;
  let widest = -1;
  let widestAt = 0;
  for (let line = firstLine; line < cursor.end; line = cursor.lineEnd(line) + 1) {
    let first = line;
    while (text.charCodeAt(first) === 32) first++;
    const code = text.charCodeAt(first);
    if (isBlank(code) && code !== 9) {
      if (first - line > widest) {
        widest = first - line;
        widestAt = line;
      }
      continue;
    }
    const indent = first - line;
    if (indent <= parentIndent) return Math.max(widest, parentIndent + 1);
    if (widest > indent) cursor.problem(message.BLOCK_BLANK_INDENT, widestAt, widestAt + widest);
    return indent;
  }
  return Math.max(widest, parentIndent + 1);
}
