/** Items between brackets, with commas between them: of HCL, JSON and YAML's flow style. */
import type { Span } from '../text/source.ts';
import { type Edit, wholeLines } from './edit.ts';

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
