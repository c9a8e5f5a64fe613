/** Where in `.portguard.yaml` a key or a value is being written. Indentation says it, also while the rest is broken. */
import { dataFileOf } from '../syntax/parsed.ts';
import type { SourceText } from '../text/source.ts';
import type { Blank } from './blank.ts';
import { dataBlankAt } from './data-blank.ts';

export interface ConfigPlace {
  readonly what: 'key' | 'value';
  /** Keys that lead to the map or the value. */
  readonly path: readonly string[];
  readonly blank: Blank;
}

const keyOnLine = /^([ \t]*)(?:"([^"]*)"|'([^']*)'|([^\s#'"-][^:#]*?))[ \t]*:(?:[ \t]|$)/;

export function configPlaceAt(source: SourceText, offset: number): ConfigPlace | undefined {
  const { text } = source;
  const start = source.lineStart(source.positionAt(offset).line);
  const before = text.slice(start, offset);
  const [, indent, word] = /^([ \t]*)([\w*/-]*)$/.exec(before) ?? [];
  if (indent !== undefined && word !== undefined && !word.startsWith('-')) {
    const [rest = ''] = /^[\w*/-]*/.exec(text.slice(offset, offset + 200)) ?? [];
    const isWritten = /^[ \t]*:/.test(text.slice(offset + rest.length, offset + rest.length + 20));
    const span = { start: offset - word.length, end: offset + rest.length };
    const quote = (key: string): string => (key.startsWith('*') ? `"${key}"` : key);
    return {
      what: 'key',
      path: keysAround(source, start, indent.length),
      blank: { span, write: (key) => quote(key) + (isWritten ? '' : ': ') },
    };
  }
  const found = dataBlankAt(dataFileOf(source), text, offset, false);
  return found && { what: 'value', path: found.path.map(({ key }) => key), blank: found.blank };
}

/** The keys of the lines above with less and less indentation. */
function keysAround({ text }: SourceText, start: number, indent: number): string[] {
  const path: string[] = [];
  let left = indent;
  for (const line of text.slice(0, start).split('\n').reverse()) {
    if (left === 0) break;
    const [, spaces = '', ...names] = keyOnLine.exec(line) ?? [];
    const name = names.find((one) => one !== undefined);
    if (name === undefined || spaces.length >= left) continue;
    path.unshift(name);
    left = spaces.length;
  }
  return path;
}
