/** Items between brackets, with commas between them: of HCL, JSON and YAML's flow style. */
import type { Span } from '../text/source.ts';
import { type Edit, wholeLines } from './edit.ts';
import type { Plain } from './plain.ts';

/** Takes an item and its comma out; the whole line where it has one to itself. */
export function withoutItem(text: string, list: Span, items: readonly Span[], item: Span): readonly Edit[] | undefined {
  const index = items.findIndex(({ start, end }) => start === item.start && end === item.end);
  const own = items[index];
  if (!own) return undefined;
  if (items.length === 1) {
    const [open, close] = [text.slice(list.start, own.start), text.slice(own.end, list.end)];
    // A comment beside the only item stays where it is.
    if (/[#/]/.test(open) || /[#/]/.test(close)) return undefined;
    return [{ start: list.start + 1, end: list.end - 1, text: '' }];
  }
  const next = items[index + 1];
  const before = items[index - 1];
  const lines = wholeLines(text, own);
  if (lines && next) return [{ ...lines, text: '' }];
  if (next) return [{ start: own.start, end: next.start, text: '' }];
  if (!before) return undefined;
  const comma = before.end + text.slice(before.end, own.start).indexOf(',');
  const hasOwnComma = /^\s*,/.test(text.slice(own.end, list.end));
  if (lines && hasOwnComma) return [{ ...lines, text: '' }];
  if (lines) {
    return [
      { start: comma, end: comma + 1, text: '' },
      { ...lines, text: '' },
    ];
  }
  return [{ start: before.end, end: own.end, text: '' }];
}

/** Takes one entry and its comma out of a text with commas. @param whole the text, with or without quotes */
export function withoutPart(text: string, part: Span, whole: Span | undefined): readonly Edit[] | undefined {
  const { start, end } = part;
  if (!whole || start < whole.start || end > whole.end) return undefined;
  const [behind] = /^\s*,\s*/.exec(text.slice(end, whole.end)) ?? [];
  if (behind !== undefined) return [{ start, end: end + behind.length, text: '' }];
  const [before] = /\s*,\s*$/.exec(text.slice(whole.start, start)) ?? [];
  return before === undefined ? undefined : [{ start: start - before.length, end, text: '' }];
}

/** Whether a text with commas has this entry beside the one at a span. @param whole the text, with or without quotes */
export function isPartOf(text: string, part: Span, whole: Span | undefined, item: Plain): boolean {
  if (!whole || part.start < whole.start || part.end > whole.end) return false;
  const others = `${text.slice(whole.start, part.start)},${text.slice(part.end, whole.end)}`;
  return others.split(',').some((one) => one.replace(/^[\s"']+|[\s"']+$/g, '') === item);
}
