/**
 * Text that remembers where it comes from. Rendering puts a manifest together from a template's own text and from
 * values; each piece keeps its origin, so that a finding in the rendered text leads back to the characters that
 * somebody wrote.
 */
import type { Location } from '../../../text/source.ts';
import type { Step, UnknownReason } from '../../../values/value.ts';

export interface Origin {
  /** Where it is written. */
  readonly at: Location;
  /** The piece's characters are those that stand there, one by one. */
  readonly exact: boolean;
  /** Places that it was passed on through, from the use back to where it is written. */
  readonly way?: readonly Step[] | undefined;
}

export interface Piece {
  readonly text: string;
  readonly origin?: Origin | undefined;
  /** The text only stands for something that is not known. */
  readonly unknown?: UnknownReason | undefined;
  /** In how many branches it stands whose conditions are not known. */
  readonly maybe?: number | undefined;
}

export type Traced = readonly Piece[];

/** Longer ways are told by their first stations. */
const maxSteps = 8;

/** What stands in rendered text for a value that is not known: a YAML reader takes it for a word. */
const placeholder = 'unknown';

export function unknownPiece(reason: UnknownReason, origin?: Origin): Piece {
  return { text: placeholder, unknown: reason, origin };
}

export function flat(pieces: Traced): string {
  const [only] = pieces;
  return only && pieces.length === 1 ? only.text : pieces.map(({ text }) => text).join('');
}

/** Why the text as a whole is not known, if it is not. */
export function openness(pieces: Traced): UnknownReason | undefined {
  for (const { unknown, maybe } of pieces) {
    if (unknown) return unknown;
    if (maybe) return { code: 'no-default', subject: 'condition' };
  }
  return undefined;
}

/** The characters from `start` up to `end`, with their origins. */
export function sliced(pieces: Traced, start: number, end: number): Piece[] {
  const part: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const next = at + piece.text.length;
    if (next > start && at < end) part.push(cut(piece, Math.max(0, start - at), Math.min(piece.text.length, end - at)));
    at = next;
    if (at >= end) break;
  }
  return part;
}

function cut(piece: Piece, from: number, to: number): Piece {
  if (from === 0 && to === piece.text.length) return piece;
  const text = piece.text.slice(from, to);
  const { origin } = piece;
  if (!origin?.exact) return { ...piece, text };
  const start = origin.at.start + from;
  return { ...piece, text, origin: { ...origin, at: { source: origin.at.source, start, end: start + text.length } } };
}

/** Every match of a separator or pattern replaced by a text without origin. */
export function replaced(pieces: Traced, pattern: RegExp, by: string): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    let done = 0;
    for (const { index, 0: found } of piece.text.matchAll(pattern)) {
      if (index > done) result.push(cut(piece, done, index));
      result.push({ text: by, maybe: piece.maybe });
      done = index + found.length;
    }
    if (done === 0) result.push(piece);
    else if (done < piece.text.length) result.push(cut(piece, done, piece.text.length));
  }
  return result;
}

/** Joined, with a text between each two. */
export function joined(parts: readonly Traced[], separator: string): Piece[] {
  return parts.flatMap((part, i) => (i > 0 && separator !== '' ? [{ text: separator }, ...part] : part));
}

/** The first place that any of the text comes from: the origin of what is computed from it. */
export function originOf(pieces: Traced): Origin | undefined {
  const origin = pieces.find((piece) => piece.origin)?.origin;
  return origin && { ...origin, exact: false };
}

/** The same text, used at another place: that becomes a station of its way. */
export function passedOn(pieces: Traced, use: Location): Piece[] {
  return pieces.map((piece) => (piece.origin ? { ...piece, origin: passedAt(piece.origin, use) } : piece));
}

function passedAt(origin: Origin, use: Location): Origin {
  const { way = [] } = origin;
  if (way.length >= maxSteps) return origin;
  return { ...origin, way: [{ kind: 'passed', at: use }, ...way] };
}
