/** Where a heredoc ends, and what `<<-` takes away from it. */
import { identifierEnd, type MarkerLines, type Scanner } from './scanner.ts';
import { startsTopLevelBlock } from './toplevel.ts';

export interface HeredocMarker {
  readonly text: string;
  readonly flush: boolean;
  readonly start: number;
  readonly end: number;
  /** Start of the first line of content. */
  readonly contentStart: number;
  /** Spaces stand behind the marker, which HCL refuses. */
  readonly spaced: boolean;
}

/** Reads the marker behind `<<`. Undefined where there is none, or something else stands behind it. */
export function heredocMarkerEnd(s: Scanner, at: number): HeredocMarker | undefined {
  const { text, limit } = s;
  const flush = text.charCodeAt(at) === 45;
  const start = flush ? at + 1 : at;
  const end = identifierEnd(text, start, limit);
  const first = text.charCodeAt(start);
  if (end === start || first === 45 || (first >= 48 && first <= 57)) return undefined;
  let line = end;
  while (line < limit && (text.charCodeAt(line) === 32 || text.charCodeAt(line) === 9)) line++;
  const spaced = line > end;
  if (text.charCodeAt(line) === 13) line++;
  if (line >= limit || text.charCodeAt(line) !== 10) return undefined;
  return { text: text.slice(start, end), flush, start, end, contentStart: line + 1, spaced };
}

export interface HeredocEnd {
  /** Start of the end marker's line. */
  readonly contentEnd: number;
  /** Behind the end marker. */
  readonly end: number;
  /** `junk`: something follows the marker in its line; `none`: there is no end marker. */
  readonly marker: 'alone' | 'junk' | 'none';
}

/** Looks for the line that ends a heredoc; without one, for the place where it should have ended. */
export function findHeredocEnd(s: Scanner, marker: string, contentStart: number): HeredocEnd {
  const known = s.markerLines?.get(marker);
  if (!s.markerLines || (known && known.alone >= contentStart)) {
    const alone = findMarkerLine(s, marker, contentStart, true);
    if (alone) return alone;
  }
  s.markerLines ??= markerLines(s.text);
  const begun = s.markerLines.get(marker);
  if (begun && begun.begun >= contentStart) {
    const junk = findMarkerLine(s, marker, contentStart, false);
    if (junk) return junk;
  }
  const end = guessEnd(s, contentStart);
  // The line end before the guessed line ends the argument.
  let before = end;
  if (end > contentStart && s.text.charCodeAt(end - 1) === 10) before = end - 1;
  return { contentEnd: before, end: before, marker: 'none' };
}

function findMarkerLine(s: Scanner, marker: string, from: number, alone: boolean): HeredocEnd | undefined {
  const { text, limit } = s;
  for (let found = text.indexOf(marker, from); found >= 0 && found < limit; found = text.indexOf(marker, found + 1)) {
    let lineStart = found;
    while (lineStart > from && isSpace(text.charCodeAt(lineStart - 1))) lineStart--;
    if (lineStart > from && text.charCodeAt(lineStart - 1) !== 10) continue;
    const end = found + marker.length;
    let after = end;
    while (after < limit && isSpace(text.charCodeAt(after))) after++;
    if (after >= limit || text.charCodeAt(after) === 10) return { contentEnd: lineStart, end, marker: 'alone' };
    if (!alone && identifierEnd(text, end, limit) === end) return { contentEnd: lineStart, end, marker: 'junk' };
  }
  return undefined;
}

/** White space inside of a line, carriage returns included, as Go trims it around a marker. */
function isSpace(c: number): boolean {
  return c === 32 || c === 9 || c === 13 || c === 11 || c === 12 || c === 160;
}

/** One pass over the text, so that many heredocs without an end don't each search through all of it. */
function markerLines(text: string): Map<string, MarkerLines> {
  const lines = new Map<string, MarkerLines>();
  for (const match of text.matchAll(/^[ \t\v\f\u00a0]*([\p{ID_Start}_][\p{ID_Continue}-]*)(\s*?$)?/gmu)) {
    const marker = match[1] as string;
    const alone = match[2] === undefined ? (lines.get(marker)?.alone ?? -1) : match.index;
    lines.set(marker, { alone, begun: match.index });
  }
  return lines;
}

/** The next top-level block, or the `}` in column 1 that ends the block before it. */
function guessEnd(s: Scanner, from: number): number {
  const { text, limit, guessedEnd } = s;
  if (guessedEnd && from >= guessedEnd.from && from <= guessedEnd.end) return Math.min(guessedEnd.end, limit);
  const end = nextBlockEnd(text, from, limit);
  s.guessedEnd = { from, end };
  return end;
}

function nextBlockEnd(text: string, from: number, limit: number): number {
  let brace = -1;
  for (let line = from; line < limit; ) {
    const c = text.charCodeAt(line);
    if (startsTopLevelBlock(text, line)) return brace >= 0 ? brace : line;
    if (c === 125) brace = line;
    else if (brace >= 0 && c > 32 && c !== 35 && c !== 47) brace = -1;
    const next = text.indexOf('\n', line);
    if (next < 0) break;
    line = next + 1;
  }
  return brace >= 0 ? brace : limit;
}

/** A literal part while it is still being worked on. */
export interface LiteralPiece {
  kind: 'literal';
  start: number;
  end: number;
  value: string;
}

/**
 * Takes the common indentation out of a `<<-` heredoc's lines, exactly as Go does it (hclsyntax/parser_template.go): of
 * the lines that begin with literal text, blank ones excepted; a sequence in column 1 means that there is none. `~`
 * has been applied before, so a line behind `~}` is no new line and keeps its indentation.
 * @param pieces one literal a line, in the order of the text
 */
export function removeIndentation(pieces: readonly ({ readonly kind: string } | LiteralPiece)[]): void {
  let least = Number.POSITIVE_INFINITY;
  let lineStart = true;
  const indented: LiteralPiece[] = [];
  for (const piece of pieces) {
    const literal = piece.kind === 'literal' ? (piece as LiteralPiece) : undefined;
    if (lineStart) {
      lineStart = false;
      if (!literal) least = 0;
      else {
        const spaces = literal.value.length - literal.value.trimStart().length;
        const blank = spaces === literal.value.length && literal.value.endsWith('\n');
        if (!blank) {
          indented.push(literal);
          least = Math.min(least, spaces);
        }
      }
    }
    if (literal?.value.endsWith('\n')) lineStart = true;
  }
  for (const literal of indented) literal.value = literal.value.slice(least);
}
