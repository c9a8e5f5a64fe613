/**
 * Quoted strings, heredocs and bare templates: literal text, `${ … }` and `%{ … }`.
 *
 * An interpolation may run over several lines, also in a quoted string; a forgotten brace would then swallow lines
 * that have nothing to do with it. So one that goes wrong across a line end is read once more and must end in its line.
 */
import {
  type Expression,
  MAX_HEIGHT,
  MAX_NESTING,
  type Missing,
  type Name,
  type Template,
  type TemplateInterpolation,
  type TemplatePart,
} from './ast.ts';
import { expression } from './expressions.ts';
import { findHeredocEnd, heredocMarkerEnd, type LiteralPiece, removeIndentation } from './heredocs.ts';
import { decodeLiteral } from './literals.ts';
import {
  badCharacter,
  directiveWithoutEnd,
  directiveWithoutStart,
  extraInSequence,
  forIn,
  forVariable,
  heredocMarker,
  heredocMarkerAlone,
  heredocNewlineAtEnd,
  nestedTooDeeply,
  unclosedHeredoc,
  unclosedSequence,
  unclosedString,
  unknownDirective,
} from './messages.ts';
import { hasNewline } from './recovery.ts';
import type { Scanner } from './scanner.ts';
import * as t from './tokens.ts';

interface Directive {
  readonly kind: 'directive';
  readonly word: 'if' | 'else' | 'endif' | 'for' | 'endfor';
  readonly start: number;
  end: number;
  /** The condition of `if`, the collection of `for`. */
  readonly subject: Expression;
  readonly key: Name | undefined;
  readonly value: Name | undefined;
}

interface InterpolationPiece {
  readonly kind: 'interpolation';
  readonly start: number;
  end: number;
  readonly expression: Expression;
}

type Piece = LiteralPiece | InterpolationPiece | Directive;

const QUOTED = 0;
const WHOLE = 1;
/** One literal a line, as Go's scanner has them: `~` and `<<-` work on lines. */
const BY_LINE = 2;

/** A quoted string; the token at hand is its opening quote. */
export function quotedTemplate(s: Scanner): Template {
  const start = s.tokenStart;
  const { lineStart, attempting, failedSequences, unbalanced } = s;
  const problems = s.problems.length;
  const comments = s.comments.length;
  if (s.retries <= 0 && !s.oneLine) return oneLine(s, quotedTemplate);
  s.attempting = true;
  let pieces: Piece[] = [];
  let at = scanPieces(s, start + 1, QUOTED, pieces);
  s.attempting = attempting;
  let closed = s.text.charCodeAt(at) === 34 && at < s.limit;
  if (
    (!closed || s.failedSequences > failedSequences) &&
    !s.oneLine &&
    !attempting &&
    hasNewline(s.text, start, s.position)
  ) {
    s.retries -= s.position - start;
    s.forget(problems, comments, lineStart, unbalanced);
    s.oneLine = true;
    pieces = [];
    at = scanPieces(s, start + 1, QUOTED, pieces);
    s.oneLine = false;
    closed = s.text.charCodeAt(at) === 34 && at < s.limit;
  }
  const parts = nest(s, pieces);
  const end = closed ? at + 1 : at;
  if (!closed && end > s.givenUpUntil) s.report(unclosedString, start, end);
  s.jump(start, end);
  s.height++;
  return { kind: 'template', start, end, parts, content: { start: start + 1, end: at }, heredoc: undefined };
}

function oneLine(s: Scanner, read: (s: Scanner) => Template): Template {
  s.oneLine = true;
  const template = read(s);
  s.oneLine = false;
  return template;
}

/** A heredoc; the token at hand is its `<<`. */
export function heredocTemplate(s: Scanner): Template | Missing {
  const start = s.tokenStart;
  const marker = s.oneLine ? undefined : heredocMarkerEnd(s, s.tokenEnd);
  if (!marker) {
    s.report(heredocMarker, start, s.tokenEnd);
    s.advance();
    if (s.token === t.MINUS) s.advance();
    if (s.token === t.IDENTIFIER) s.advance();
    s.height = 0;
    return { kind: 'missing', start, end: s.previousEnd };
  }
  if (marker.spaced) s.report(heredocMarker, start, marker.end);
  const found = findHeredocEnd(s, marker.text, marker.contentStart);
  // Where even the first line is already somebody else's, the heredoc ends with its own line.
  const content = { start: marker.contentStart, end: Math.max(found.contentEnd, marker.contentStart) };
  const end = found.contentEnd < marker.contentStart ? marker.end : found.end;
  if (found.marker === 'none') s.report(unclosedHeredoc(marker.text), start, marker.end);
  else if (found.marker === 'junk')
    s.report(heredocMarkerAlone(marker.text), found.end - marker.text.length, found.end);
  else if (lineEndsText(s, found.end)) s.report(heredocNewlineAtEnd, found.end - marker.text.length, found.end);

  if (found.marker !== 'none') strayReturns(s, found.contentEnd, found.end);

  const { limit, newlines } = s;
  s.limit = content.end;
  const pieces: Piece[] = [];
  const byLine = marker.flush || hasTilde(s.text, content.start, content.end);
  scanPieces(s, content.start, byLine ? BY_LINE : WHOLE, pieces);
  if (marker.flush) removeIndentation(pieces);
  const parts = nest(s, byLine ? joinLiterals(pieces) : pieces);
  s.limit = limit;
  s.newlines = newlines;
  s.lineStart = content.end;
  const stop = content.end > end ? marker.end : end;
  s.jump(start, stop);
  s.height++;
  return {
    kind: 'template',
    start,
    end: stop,
    parts: stop === marker.end ? [] : parts,
    content: stop === marker.end ? { start: stop, end: stop } : content,
    heredoc: { marker: marker.text, flush: marker.flush },
  };
}

/** White space around an end marker may hold a carriage return only as part of the line end. */
function strayReturns(s: Scanner, from: number, markerEnd: number): void {
  const lineEnd = s.text.indexOf('\n', markerEnd);
  const end = lineEnd < 0 ? s.text.length : lineEnd;
  for (let at = s.text.indexOf('\r', from); at >= 0 && at < end; at = s.text.indexOf('\r', at + 1)) {
    if (at + 1 !== lineEnd) s.report(badCharacter('\r'), at, at + 1);
  }
}

/** Text with sequences and no quotes, up to the limit: what a template file holds. */
export function bareTemplate(s: Scanner): Template {
  const start = s.position;
  const pieces: Piece[] = [];
  const byLine = hasTilde(s.text, start, s.limit);
  scanPieces(s, start, byLine ? BY_LINE : WHOLE, pieces);
  const parts = nest(s, byLine ? joinLiterals(pieces) : pieces);
  return { kind: 'template', start, end: s.limit, parts, content: { start, end: s.limit }, heredoc: undefined };
}

function hasTilde(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('~');
}

function lineEndsText(s: Scanner, at: number): boolean {
  return s.text.indexOf('\n', at) < 0;
}

/**
 * Reads literal text and sequences up to the quote or line end (`QUOTED`) or the limit, and leaves the height of the
 * highest expression in the scanner.
 * @returns where it stopped
 */
function scanPieces(s: Scanner, from: number, mode: number, pieces: Piece[]): number {
  const { text } = s;
  const limit = s.limit;
  const quoted = mode === QUOTED;
  let height = 0;
  let at = from;
  let literal = from;
  let escaped = false;
  let trim = false;
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (c === 34 && quoted) break;
    if (c === 13 && text.charCodeAt(at + 1) !== 10) s.report(badCharacter('\r'), at, at + 1);
    else if (c === 10) {
      if (quoted) break;
      at++;
      if (mode === BY_LINE) {
        addLiteral(s, pieces, literal, at, escaped, false, trim);
        literal = at;
        escaped = trim = false;
      }
      continue;
    }
    if (c === 92 && quoted) {
      escaped = true;
      const next = text.charCodeAt(at + 1);
      at += next === 10 || next === 13 ? 1 : 2;
      continue;
    }
    if (c === 36 || c === 37) {
      const next = text.charCodeAt(at + 1);
      if (next === c && text.charCodeAt(at + 2) === 123) {
        escaped = true;
        at += 3;
        continue;
      }
      if (next === 123) {
        if (at > literal) addLiteral(s, pieces, literal, at, escaped, quoted, trim);
        at = sequence(s, at, quoted, pieces, at > literal);
        trim = s.token === t.TRIM_CLOSE && s.tokenEnd === at;
        if (s.height > height) height = s.height;
        literal = at;
        escaped = false;
        continue;
      }
    }
    at++;
  }
  if (at > limit) at = limit;
  if (quoted && at > from && text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13 && at > literal) at--;
  if (at > literal) addLiteral(s, pieces, literal, at, escaped, quoted, trim);
  s.height = height;
  return at;
}

function addLiteral(
  s: Scanner,
  pieces: Piece[],
  start: number,
  end: number,
  escaped: boolean,
  quoted: boolean,
  trim: boolean,
): void {
  let value = escaped ? decodeLiteral(s, start, end, quoted) : s.text.slice(start, end);
  if (trim) value = value.trimStart();
  pieces.push({ kind: 'literal', start, end, value });
}

/**
 * One `${ … }` or `%{ … }`, again in one line if it goes wrong over several.
 * @param afterLiteral the piece before it ends here, so that a `~` trims it
 * @returns where it ends; the closing token is left in the scanner
 */
function sequence(s: Scanner, at: number, quoted: boolean, pieces: Piece[], afterLiteral: boolean): number {
  const { lineStart, newlines, attempting, failedSequences, unbalanced } = s;
  const problems = s.problems.length;
  const comments = s.comments.length;
  const count = pieces.length;
  const wasOneLine = s.oneLine;
  if (s.retries <= 0) s.oneLine = true;
  s.attempting = true;
  let end = readSequence(s, at, quoted, pieces);
  s.attempting = attempting;
  const again = s.failedSequences > failedSequences && !s.oneLine && !attempting && hasNewline(s.text, at, s.position);
  if (again) {
    s.retries -= s.position - at;
    s.forget(problems, comments, lineStart, unbalanced);
    pieces.length = count;
    s.oneLine = true;
    end = readSequence(s, at, quoted, pieces);
  }
  s.oneLine = wasOneLine;
  s.newlines = newlines;
  if (afterLiteral && s.text.charCodeAt(at + 2) === 126) {
    const literal = pieces[count - 1] as LiteralPiece;
    literal.value = literal.value.trimEnd();
  }
  return end;
}

function readSequence(s: Scanner, at: number, quoted: boolean, pieces: Piece[]): number {
  const { text } = s;
  const interpolation = text.charCodeAt(at) === 36;
  const open = text.charCodeAt(at + 2) === 126 && at + 2 < s.limit ? at + 3 : at + 2;
  s.newlines = false;
  s.position = s.tokenEnd = open;
  s.advance();
  s.height = 0;
  const piece = interpolation
    ? { kind: 'interpolation' as const, start: at, end: open, expression: expression(s) }
    : directive(s, at);
  let end: number;
  if (s.token === t.CLOSE_BRACE || s.token === t.TRIM_CLOSE) end = s.tokenEnd;
  else if (s.givenUpUntil > at) {
    s.failedSequences++;
    end = Math.min(s.givenUpUntil, s.limit);
  } else {
    const opener = interpolation ? '${' : '%{';
    const open = s.token === t.SYNC || s.token === t.END || s.token === t.QUOTE || s.token === t.NEWLINE;
    if (open) s.report(unclosedSequence(opener), at, at + 2);
    else s.report(extraInSequence(opener), s.tokenStart, s.tokenEnd);
    s.failedSequences++;
    end = recoverSequence(s, Math.max(s.previousEnd, at + 2), quoted);
  }
  if (piece) {
    piece.end = Math.max(end, piece.end);
    pieces.push(piece);
  }
  return Math.max(end, open);
}

/** The `}` that was meant, if one follows in the line before the string ends; else the place itself. */
function recoverSequence(s: Scanner, from: number, quoted: boolean): number {
  const { text } = s;
  // Far away it would be another sequence's; and looking far, again and again, would take quadratic time.
  const last = Math.min(s.limit, from + 100);
  for (let at = from; at < last; at++) {
    const c = text.charCodeAt(at);
    if (c === 125) return at + 1;
    if (c === 10 || (c === 34 && quoted)) break;
  }
  return Math.min(from, s.limit);
}

function directive(s: Scanner, start: number): Directive | undefined {
  const word = s.token === t.IDENTIFIER ? s.tokenText() : '';
  switch (word) {
    case 'if':
      s.advance();
      return make(word, expression(s), undefined, undefined);
    case 'for': {
      s.advance();
      const { key, value } = forNames(s);
      return make(word, expression(s), key, value);
    }
    case 'else':
    case 'endif':
    case 'endfor':
      s.advance();
      return make(word, { kind: 'missing', start: s.previousEnd, end: s.previousEnd }, undefined, undefined);
    default:
      s.report(
        unknownDirective,
        s.token === t.IDENTIFIER ? s.tokenStart : start,
        s.token === t.IDENTIFIER ? s.tokenEnd : start + 2,
      );
      if (s.token === t.IDENTIFIER) s.advance();
      return undefined;
  }

  function make(
    word: Directive['word'],
    subject: Expression,
    key: Name | undefined,
    value: Name | undefined,
  ): Directive {
    return { kind: 'directive', word, start, end: s.previousEnd, subject, key, value };
  }
}

/** `key, value in`, behind the word `for` of an expression or a directive. */
export function forNames(s: Scanner): { key: Name | undefined; value: Name } {
  let key: Name | undefined;
  let value = forName(s);
  if (s.token === t.COMMA) {
    s.advance();
    key = value;
    value = forName(s);
  }
  if (s.token === t.IDENTIFIER && s.tokenText() === 'in') s.advance();
  else s.reportToken(forIn);
  return { key, value };
}

function forName(s: Scanner): Name {
  if (s.token !== t.IDENTIFIER) {
    s.reportToken(forVariable);
    return { name: '', start: s.previousEnd, end: s.previousEnd };
  }
  const name = { name: s.tokenText(), start: s.tokenStart, end: s.tokenEnd };
  s.advance();
  return name;
}

function joinLiterals(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let last: LiteralPiece | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'literal' && last) {
      last.value += piece.value;
      last.end = piece.end;
    } else {
      joined.push(piece);
      last = piece.kind === 'literal' ? piece : undefined;
    }
  }
  return joined;
}

/** A directive that waits for its end. */
interface Frame {
  readonly directive: Directive;
  readonly parts: TemplatePart[];
  /** Behind `else`. */
  otherwise: TemplatePart[] | undefined;
}

/** Turns the flat run of pieces into a tree of parts: what stands between `if` and `endif` belongs to the `if`. */
function nest(s: Scanner, pieces: readonly Piece[]): TemplatePart[] {
  if (!pieces.some((piece) => piece.kind === 'directive')) return pieces as TemplatePart[];
  const root: TemplatePart[] = [];
  const frames: Frame[] = [];
  let deepest = 0;
  let current = root;
  const close = (end: number): void => {
    const frame = frames.pop() as Frame;
    const parent = frames.at(-1);
    current = parent ? (parent.otherwise ?? parent.parts) : root;
    current.push(closedFrame(frame, end));
  };
  let end = 0;
  for (const piece of pieces) {
    end = piece.end;
    if (piece.kind !== 'directive') {
      current.push(piece as TemplateInterpolation);
      continue;
    }
    if (piece.word === 'if' || piece.word === 'for') {
      if (frames.length >= MAX_NESTING || s.height + frames.length >= MAX_HEIGHT) {
        s.report(nestedTooDeeply, piece.start, piece.end);
        break;
      }
      frames.push({ directive: piece, parts: [], otherwise: undefined });
      current = (frames.at(-1) as Frame).parts;
      deepest = Math.max(deepest, frames.length);
      continue;
    }
    const wanted = piece.word === 'endfor' ? 'for' : 'if';
    const opener = frames.findLastIndex(
      (frame) => frame.directive.word === wanted && (piece.word !== 'else' || !frame.otherwise),
    );
    if (opener < 0) {
      s.report(directiveWithoutStart(wanted), piece.start, piece.end);
      continue;
    }
    while (frames.length > opener + 1) {
      reportOpen(s, frames.at(-1) as Frame);
      close(piece.start);
    }
    if (piece.word === 'else') {
      const frame = frames.at(-1) as Frame;
      frame.otherwise = [];
      current = frame.otherwise;
    } else close(piece.end);
  }
  while (frames.length > 0) {
    reportOpen(s, frames.at(-1) as Frame);
    close(end);
  }
  s.height += deepest;
  return root;
}

function reportOpen(s: Scanner, frame: Frame): void {
  const { word, start, end } = frame.directive;
  s.report(directiveWithoutEnd(word as 'if' | 'for'), start, end);
}

function closedFrame({ directive, parts, otherwise }: Frame, end: number): TemplatePart {
  const { start, subject, key } = directive;
  if (directive.word === 'if') {
    return { kind: 'templateIf', start, end, condition: subject, whenTrue: parts, whenFalse: otherwise ?? [] };
  }
  const value = directive.value ?? { name: '', start: subject.start, end: subject.start };
  return { kind: 'templateFor', start, end, key, value, collection: subject, parts };
}
