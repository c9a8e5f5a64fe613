/** A place in a text where a value is being written: what stands there already, and what belongs around a new one. */
import type { Span } from '../text/source.ts';

export interface Blank {
  /** What a new value replaces. */
  readonly span: Span;
  /** The text of a new value with whatever has to be written around it. */
  readonly write: (text: string) => string;
}

export interface Surrounding {
  /** A space that is missing in front. */
  readonly space?: boolean;
  /** Whether this text needs quotes of its own. */
  readonly quoted: (text: string) => boolean;
  /** A quote that is open, and not closed yet. */
  readonly open?: string | undefined;
}

export function blank(span: Span, { space = false, quoted, open = '' }: Surrounding): Blank {
  return {
    span,
    write(text) {
      const quote = quoted(text) ? '"' : '';
      return `${space ? ' ' : ''}${quote}${text}${quote}${open}`;
    },
  };
}

export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** The part of a list in one text (`a,b`) that an offset is in, without the white space around it. */
export function partAt(text: string, { start, end }: Span, offset: number): Span {
  const from = Math.max(start, text.lastIndexOf(',', offset - 1) + 1);
  const comma = text.indexOf(',', offset);
  const to = comma < 0 ? end : Math.min(comma, end);
  const leading = /^\s*/.exec(text.slice(from, Math.min(to, offset)))?.[0].length ?? 0;
  return { start: from + leading, end: to };
}

/** Nothing but blanks up to an offset of the same line. */
export function isBlankBetween(text: string, start: number, end: number): boolean {
  return start <= end && /^[ \t]*$/.test(text.slice(start, end));
}
