/**
 * Edits of a text that lies inside of another one (HCL in a template, a rendered chart) as edits of the file that a
 * person opens. Only where that file says the same at this place: what a template's function makes is not written there.
 */
import type { Location, SourceText } from '../text/source.ts';
import type { Edit, FileEdit } from './edit.ts';
import { indentAt, lineEnd, lineStart } from './edit.ts';

export function inFile(source: SourceText, edit: Edit): FileEdit | undefined {
  const from = source.outermost({ start: edit.start, end: edit.start });
  if (from.source === source) return { ...edit, source };
  if (source.isRendered && edit.start === edit.end && edit.text.startsWith('\n')) return lineInTemplate(source, edit);
  if (source.isRendered && edit.text === '' && isWholeLines(source.text, edit)) return linesOutOf(source, edit);
  const to = source.outermost({ start: edit.end, end: edit.end });
  if (to.source !== from.source || to.start < from.start) return undefined;
  const host = from.source.text;
  const inner = source.text.slice(edit.start, edit.end);
  const outer = host.slice(from.start, to.start);
  const place = { source: from.source, start: from.start, end: to.start };
  const [before, hostBefore] = [beginOfLine(source.text, edit.start), beginOfLine(host, from.start)];
  if (hostBefore.endsWith(before) && hostBefore.slice(0, hostBefore.length - before.length).trim() === '') {
    const indent = hostBefore.slice(0, hostBefore.length - before.length);
    const unindented = outer.replaceAll('\r\n', '\n').replaceAll(`\n${indent}`, '\n');
    if (unindented !== inner.replaceAll('\r\n', '\n')) return undefined;
    // Whole lines go with their indentation, which a blank line behind them does not have.
    if (edit.text === '' && before === '' && inner.endsWith('\n')) {
      return { ...edit, ...place, start: lineStart(host, from.start), end: lineStart(host, to.start) };
    }
    return { ...edit, ...place, text: edit.text.replace(/\n(?!\r?\n)/g, `\n${indent}`) };
  }
  // In a string with escapes.
  if (escaped(inner) !== outer || !hostBefore.endsWith(escaped(source.text.slice(edit.start - 1, edit.start)))) {
    return undefined;
  }
  return { ...edit, ...place, text: escaped(edit.text) };
}

/** Where text that is inserted at an offset goes in the file: behind the character before it. */
export function insertionPoint(source: SourceText, offset: number): Location {
  const before = source.outermost({ start: Math.max(0, offset - 1), end: offset });
  return { source: before.source, start: before.end, end: before.end };
}

/** A line of its own behind one that the template writes, whatever its actions make of that. */
function lineInTemplate(source: SourceText, edit: Edit): FileEdit | undefined {
  const { source: host, start } = insertionPoint(source, edit.start);
  const isLineEnd = host.text.slice(start, lineEnd(host.text, start)).trim() === '';
  if (!isLineEnd || indentAt(host.text, start) !== indentAt(source.text, edit.start)) return undefined;
  return { ...edit, source: host, start, end: start };
}

function isWholeLines(text: string, { start, end }: Edit): boolean {
  return lineStart(text, start) === start && text[end - 1] === '\n';
}

/** Lines that the template writes as they are; an action behind them may have taken their last line break. */
function linesOutOf(source: SourceText, edit: Edit): FileEdit | undefined {
  const written = source.text.slice(edit.start, edit.end - 1);
  const from = source.outermost({ start: edit.start, end: edit.start });
  const { source: host, start: to } = insertionPoint(source, edit.end - 1);
  const last = lineEnd(host.text, to);
  if (hasHiddenPart(host.text, from.start, last)) return undefined;
  const isLines = lineStart(host.text, from.start) === from.start && host.text.slice(to, last).trim() === '';
  if (!isLines || host.text.slice(from.start, to) !== written) return undefined;
  const next = host.text.indexOf('\n', last);
  return { ...edit, source: host, start: from.start, end: next < 0 ? host.text.length : next + 1 };
}

/** Whether what is written next lies deeper than these lines: a branch that was not taken adds to them. */
function hasHiddenPart(text: string, start: number, end: number): boolean {
  const next = /^(?!\s*(?:\{\{.*\}\}\s*)*$)([ \t]*)/m.exec(text.slice(lineEnd(text, end) + 1));
  const own = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return next !== null && (next[1] ?? '').length > own.length;
}

function beginOfLine(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
