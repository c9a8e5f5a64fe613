/**
 * A rendered manifest: text that the YAML reader takes, and for each of its characters where it comes from. The text
 * lies inside its template like HCL inside of a ROS template, so that its places are shown in the template.
 */

import { firstFrom } from '../../../config/lookup.ts';
import { type Location, SourceText, type Span } from '../../../text/source.ts';
import type { Step, UnknownReason } from '../../../values/value.ts';
import type { Placed } from './run.ts';

export interface Rendering {
  readonly source: SourceText;
  /** Lines that something unknown writes. */
  readonly standAlone: readonly Span[];
  /** Is every character of it certain? */
  readonly isCertain: boolean;
  /** What a value that is written here comes from. */
  trace(span: Span): Trace;
  /** In how many branches with unknown conditions the least and the most deeply governed of these characters stand. */
  governed(span: Span): { readonly least: number; readonly most: number };
  /** Does all of it stand in the template as it is? */
  isLiteral(span: Span): boolean;
}

export interface Trace {
  readonly unknown?: UnknownReason;
  readonly definedAt?: Location;
  readonly way?: readonly Step[];
}

const literal: Trace = {};

interface Segment extends Span {
  readonly piece: Placed;
}

/** The manifest that pieces make. */
export function assembled(file: SourceText, pieces: readonly Placed[]): Rendering {
  const segments: Segment[] = [];
  let length = 0;
  for (const piece of pieces) {
    const end = length + piece.text.length;
    segments.push({ start: length, end, piece });
    length = end;
  }
  const { text, standAlone } = blanked(segments);
  const source = new SourceText(file.path, text, {
    source: file,
    toHost: (offset) => siteOf({ start: offset, end: offset + 1 }).start,
    spanInHost: siteOf,
  });

  return {
    source,
    standAlone,
    isCertain: segments.every(({ piece }) => !piece.unknown && !piece.maybe),
    trace(span) {
      const here = touched(span);
      const [only] = here;
      // Most of a template is text.
      return only && here.length === 1 && only.piece.isLiteral ? literal : traceOf(here, span);
    },
    governed(span) {
      const depths = touched(span)
        .filter(({ piece }) => piece.text.trim() !== '')
        .map(({ piece }) => piece.maybe ?? 0);
      return depths.length === 0
        ? { least: 0, most: 0 }
        : { least: minimum(depths), most: -minimum(depths.map((n) => -n)) };
    },
    isLiteral: (span) => touched(span).every(({ piece }) => piece.isLiteral),
  };

  function touched({ start, end }: Span): Segment[] {
    const first = firstFrom(segments, start + 1, (segment) => segment.end);
    const last = firstFrom(segments, Math.max(end, start + 1), (segment) => segment.start);
    return segments.slice(first, Math.max(last, first + 1));
  }

  /** The characters of the template that these come from; loops write the same ones again and again. */
  function siteOf(span: Span): Span {
    const here = touched(span);
    if (here.length === 0) return { start: file.text.length, end: file.text.length };
    let [start, end] = [file.text.length, 0];
    for (const segment of here) {
      const site = siteIn(segment, span);
      start = Math.min(start, site.start);
      end = Math.max(end, site.end);
    }
    return { start, end: span.end > span.start ? end : start };
  }
}

function minimum(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}

function siteIn({ start, end, piece: { site, isLiteral } }: Segment, span: Span): Span {
  if (!isLiteral) return site;
  const from = site.start + Math.max(0, span.start - start);
  return { start: from, end: site.start + Math.min(end, span.end) - start };
}

function traceOf(segments: readonly Segment[], span: Span): Trace {
  const open = segments.find(({ piece }) => piece.unknown)?.piece.unknown;
  if (open) return { unknown: open };
  const made = segments.filter(({ piece }) => !piece.isLiteral && piece.origin);
  const first = made[0]?.piece.origin;
  if (!first) return {};
  const places = made.map((segment) => originIn(segment, span));
  const [place, ...others] = places as [Location, ...Location[]];
  const isWhole = segments.every(({ piece }) => (!piece.isLiteral && piece.origin) || piece.text.trim() === '');
  const isOne = others.every((other) => other.source === place.source && other.start === place.start);
  if (isWhole && isOne) return { definedAt: place, ...(first.way ? { way: first.way } : {}) };
  return { way: places.slice(0, 8).map((at) => ({ kind: 'operand', at })) };
}

function originIn({ start, end, piece }: Segment, span: Span): Location {
  const { at, exact } = piece.origin as NonNullable<Placed['origin']>;
  if (!exact) return at;
  const from = at.start + Math.max(0, span.start - start);
  return { source: at.source, start: from, end: at.start + Math.min(end, span.end) - start };
}

/**
 * A line of nothing but what is not known may be anything: nothing, an entry, several. It is left out, and remembered.
 */
function blanked(segments: readonly Segment[]): { text: string; standAlone: Span[] } {
  const text = segments.map(({ piece }) => piece.text).join('');
  const standAlone: Span[] = [];
  let [result, done, lineEnd] = ['', 0, -1];
  let isAlone = false;
  for (const [i, segment] of segments.entries()) {
    if (!segment.piece.unknown) continue;
    if (segment.start > lineEnd) {
      const lineStart = text.lastIndexOf('\n', segment.start - 1) + 1;
      const newline = text.indexOf('\n', segment.start);
      lineEnd = newline < 0 ? text.length : newline;
      isAlone = isUnknownLine(segments, i, lineStart, lineEnd, text);
    }
    if (!isAlone) continue;
    result += text.slice(done, segment.start) + ' '.repeat(segment.end - segment.start);
    done = segment.end;
    standAlone.push({ start: segment.start, end: segment.end });
  }
  return { text: result + text.slice(done), standAlone };
}

function isUnknownLine(
  segments: readonly Segment[],
  first: number,
  lineStart: number,
  lineEnd: number,
  text: string,
): boolean {
  let at = lineStart;
  for (let i = first; i < segments.length && (segments[i] as Segment).start < lineEnd; i++) {
    const segment = segments[i] as Segment;
    if (!segment.piece.unknown) continue;
    if (text.slice(at, segment.start).trim() !== '') return false;
    at = segment.end;
  }
  return text.slice(at, lineEnd).trim() === '';
}
