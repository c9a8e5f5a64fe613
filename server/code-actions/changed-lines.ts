import type { FileEdit } from '../../core/changes/edit.ts';
import type { SourceText } from '../../core/text/source.ts';

/** The edit that makes one text of another: the part that differs, from the beginning of its first line. */
export function changedLines(source: SourceText, after: string): FileEdit {
  const { text } = source;
  const most = Math.min(text.length, after.length);
  let start = 0;
  while (start < most && text[start] === after[start]) start++;
  if (start > 0) start = text.lastIndexOf('\n', start - 1) + 1;
  let behind = 0;
  while (behind < most - start && text[text.length - 1 - behind] === after[after.length - 1 - behind]) behind++;
  return { source, start, end: text.length - behind, text: after.slice(start, after.length - behind) };
}
