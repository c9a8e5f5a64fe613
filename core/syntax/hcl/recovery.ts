/**
 * How to go on after a problem: skip as little as possible, and never past a line that clearly belongs to something
 * else. Every function here consumes what it looks at, so broken text costs linear time.
 */
import { findHeredocEnd, heredocMarkerEnd } from './heredocs.ts';
import { nestedTooDeeply, unclosed } from './messages.ts';
import type { Scanner } from './scanner.ts';
import * as t from './tokens.ts';
import { startsTopLevelBlock } from './toplevel.ts';

/** `name =` or `name "label" {` at the end of its line: what a body's item looks like, and no valid list does. */
const ITEM = /[ \t]*[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*(?:=(?![=>])|(?:"[^"\n]*"[ \t]*)*\{[ \t]*\r?(?:\n|$))/uy;

export function looksLikeItem(text: string, at: number): boolean {
  ITEM.lastIndex = at;
  return ITEM.test(text);
}

/** Whether the token at hand stands in a later line than the one before it. */
function startsLine(s: Scanner): boolean {
  return hasNewline(s.text, s.previousEnd, s.tokenStart);
}

export function hasNewline(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) return true;
  return false;
}

/**
 * Skips to the next line of a body. Brackets that are opened on the way are skipped as a whole, but for lines that
 * show that they aren't closed. Stops before a `}` that closes the body.
 */
export function skipLine(s: Scanner): void {
  const open: number[] = [];
  for (;;) {
    switch (s.token) {
      case t.END:
      case t.SYNC:
        return;
      case t.NEWLINE: {
        const next = s.tokenEnd;
        const stop =
          open.length === 0 ||
          s.text.charCodeAt(next) === 125 ||
          (s.syncs && startsTopLevelBlock(s.text, next)) ||
          (open[open.length - 1] !== t.OPEN_BRACE && looksLikeItem(s.text, next));
        if (stop) {
          s.advance();
          return;
        }
        break;
      }
      case t.CLOSE_BRACE:
        if (open.length === 0) return;
        open.pop();
        break;
      case t.CLOSE_BRACKET:
      case t.CLOSE_PAREN:
        open.pop();
        break;
      case t.OPEN_BRACE:
      case t.OPEN_BRACKET:
      case t.OPEN_PAREN:
        open.push(s.token);
    }
    skipToken(s);
  }
}

/** Skips an object's item: up to its comma, newline or the object's end, which are left for the caller. */
export function skipItem(s: Scanner): void {
  let depth = 0;
  for (;;) {
    switch (s.token) {
      case t.END:
      case t.SYNC:
        return;
      case t.NEWLINE:
        if (depth <= 0 || (s.syncs && startsTopLevelBlock(s.text, s.tokenEnd))) return;
        break;
      case t.COMMA:
        if (depth <= 0) return;
        break;
      case t.CLOSE_BRACE:
        if (depth <= 0) return;
        depth--;
        break;
      case t.CLOSE_BRACKET:
      case t.CLOSE_PAREN:
        depth--;
        break;
      case t.OPEN_BRACE:
      case t.OPEN_BRACKET:
      case t.OPEN_PAREN:
        depth++;
    }
    skipToken(s);
  }
}

/** Skips a block that is nested too deeply, from its `{`: to the token behind its `}`. */
export function skipBlock(s: Scanner): void {
  let depth = 0;
  for (;;) {
    switch (s.token) {
      case t.END:
      case t.SYNC:
        return;
      case t.NEWLINE:
        if (s.syncs && startsTopLevelBlock(s.text, s.tokenEnd)) return;
        break;
      case t.OPEN_BRACE:
        depth++;
        break;
      case t.CLOSE_BRACE:
        depth--;
        if (depth === 0) {
          s.advance();
          return;
        }
    }
    skipToken(s);
  }
}

/**
 * After a problem in a list in brackets: whether the list goes on. True at the next item (behind its comma) or at the
 * closer, false where the list must be given up.
 */
export function resyncList(s: Scanner, closer: number): boolean {
  let depth = 0;
  for (let first = true; ; first = false) {
    const token = s.token;
    if (token === t.END || token === t.SYNC) return false;
    if (depth === 0) {
      if (token === closer) return true;
      if (token === t.COMMA) {
        s.advance();
        return true;
      }
      if (token === t.CLOSE_BRACE || token === t.CLOSE_BRACKET || token === t.CLOSE_PAREN) return false;
    }
    if (startsLine(s)) {
      if (token === t.CLOSE_BRACE) return false;
      if (token === t.IDENTIFIER && looksLikeItem(s.text, s.tokenStart)) {
        s.sync(s.tokenStart);
        return false;
      }
      if (depth === 0 && startsExpression(token)) return true;
    }
    if (first && startsExpression(token)) return true; // only the comma is missing
    if (token === t.OPEN_BRACE || token === t.OPEN_BRACKET || token === t.OPEN_PAREN) depth++;
    else if (token === t.CLOSE_BRACE || token === t.CLOSE_BRACKET || token === t.CLOSE_PAREN) depth--;
    skipToken(s);
  }
}

function startsExpression(token: number): boolean {
  switch (token) {
    case t.IDENTIFIER:
    case t.NUMBER:
    case t.QUOTE:
    case t.HEREDOC:
    case t.OPEN_BRACE:
    case t.OPEN_BRACKET:
    case t.OPEN_PAREN:
      return true;
    default:
      return false;
  }
}

/**
 * Ends a bracket: past its closer, or with a problem where that is missing.
 * @returns where the bracket ends
 */
export function closeBracket(s: Scanner, closer: number, newlines: boolean, open: number, bracket: string): number {
  s.newlines = newlines;
  if (s.token === closer) {
    const end = s.tokenEnd;
    s.advance();
    return end;
  }
  reportUnclosed(s, open, bracket);
  // Newlines that were white space inside of the bracket count again.
  if (newlines && s.token !== t.SYNC) s.rescan();
  return s.previousEnd;
}

export function reportUnclosed(s: Scanner, open: number, bracket: string): void {
  if (s.token === t.SYNC || s.token === t.END) {
    if (s.unclosedReportedAt === s.position) return;
    s.unclosedReportedAt = s.position;
  }
  s.report(unclosed(bracket), open, open + 1);
}

/** Gives up on the line at the token, because the tree would become higher than anyone can walk. */
export function tooDeep(s: Scanner): void {
  s.report(nestedTooDeeply, s.tokenStart, s.tokenEnd);
  if (s.token !== t.SYNC && s.token !== t.END) s.sync(s.lineEnd(s.tokenStart));
  s.unclosedReportedAt = s.givenUpUntil = s.position;
}

/** Strings and heredocs are skipped as written: what is in them must not look like brackets. */
function skipToken(s: Scanner): void {
  if (s.token === t.QUOTE) s.jump(s.tokenStart, rawStringEnd(s.text, s.tokenStart, s.limit));
  else if (s.token === t.HEREDOC) {
    const marker = heredocMarkerEnd(s, s.tokenEnd);
    if (!marker) s.advance();
    else {
      const { contentEnd, end } = findHeredocEnd(s, marker.text, marker.contentStart);
      s.lineStart = contentEnd;
      s.jump(s.tokenStart, Math.max(end, s.tokenEnd));
    }
  } else s.advance();
}

function rawStringEnd(text: string, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (c === 34) return at + 1;
    if (c === 10) return at;
    at += c === 92 && text.charCodeAt(at + 1) !== 10 ? 2 : 1;
  }
  return limit;
}
