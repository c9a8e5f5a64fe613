/**
 * Manifests that are templates: Helm and other Go templates (`{{ … }}`). Each action is masked by text of the same
 * length, so that what remains is YAML with the right offsets (45 of 46 real charts): lines of
 * actions only become blank, an action within a line becomes `xxx`. What was masked has no known value.
 */
import type { Span } from '../../text/source.ts';

/** A line of actions only: `{{- if … }}`, `{{- toYaml … }}`. It governs or writes the lines around it. */
export interface MaskedText {
  readonly text: string;
  readonly inline: readonly Span[];
  readonly standAlone: readonly Span[];
}

/** Masks every action; undefined where there is none. */
export function maskTemplate(text: string): MaskedText | undefined {
  if (!text.includes('{{')) return undefined;
  const inline: Span[] = [];
  const standAlone: Span[] = [];
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const alone = isAlone(text, span);
    (alone ? standAlone : inline).push(span);
    masked += text.slice(done, span.start) + match[0].replace(/[^\r\n]/g, alone ? ' ' : 'x');
    done = span.end;
  }
  if (done === 0) return undefined;
  return { text: masked + text.slice(done), inline, standAlone };
}

/** Nothing but white space and other actions on its lines. */
function isAlone(text: string, { start, end }: Span): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, newline < 0 ? text.length : newline);
  return /^\s*$/.test(before.replace(/\{\{.*?\}\}/g, '')) && /^\s*$/.test(after.replace(/\{\{.*?\}\}/g, ''));
}

/** Does any of the spans, in order, touch this one? */
export function touches(spans: readonly Span[], { start, end }: Span): boolean {
  return spans.some((span) => span.start < end && span.end > start);
}
