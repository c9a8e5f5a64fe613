/**
 * Edits of a text that lies inside of another one (HCL in a template, a rendered chart) as edits of the file that a
 * person opens. Only where that file says the same at this place: what a template's function makes is not written there.
 */
import type { SourceText } from '../text/source.ts';
import type { Edit, FileEdit } from './edit.ts';
import { lineStart } from './edit.ts';

export function inFile(source: SourceText, edit: Edit): FileEdit | undefined {
  const from = source.outermost({ start: edit.start, end: edit.start });
  if (from.source === source) return { ...edit, source };
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

function beginOfLine(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
