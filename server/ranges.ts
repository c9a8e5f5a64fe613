/** Places of `core` as LSP ranges. */
import type { Range } from 'vscode-languageserver/node';
import type { Location } from '../core/text/source.ts';

/** The range in the location's own text; `outermost` leads to the file. */
export function rangeOf({ source, start, end }: Location): Range {
  const [from, to] = [source.positionAt(start), source.positionAt(end)];
  return { start: { line: from.line, character: from.column }, end: { line: to.line, character: to.column } };
}
