/** Where in YAML or JSON a value is being written, and through which keys that place is reached. */
import type { DataDocument, DataFile, DataNode, MapEntry, MapNode, ScalarNode, SequenceNode } from '../syntax/data.ts';
import { scalarText } from '../syntax/navigate.ts';
import { type Blank, blank, isNumber } from './blank.ts';

export interface DataBlank {
  readonly document: DataDocument;
  /** The keys that lead to the value, with the maps that have them; places in lists are left out. */
  readonly path: readonly { readonly key: string; readonly holder: MapNode }[];
  /** Tags and keys of functions on the way are kept: `!If`. The list's item that the value is, from 0, in each. */
  readonly calls: readonly { readonly name: string; readonly argument: number }[];
  /** What holds the value: its scalar, or the entry or the list that has none yet. */
  readonly slot: ScalarNode | MapEntry | SequenceNode;
  readonly blank: Blank;
}

export function dataBlankAt(
  { documents }: DataFile,
  text: string,
  offset: number,
  isJson: boolean,
): DataBlank | undefined {
  const document = documents.findLast(({ span }) => span.start <= offset);
  if (!document?.root) return undefined;
  const path: DataBlank['path'][number][] = [];
  const calls: DataBlank['calls'][number][] = [];
  const found = inNode(document.root);
  return found && { document, path, calls, ...found };

  function inNode(node: DataNode): Pick<DataBlank, 'slot' | 'blank'> | undefined {
    switch (node.kind) {
      case 'map':
        return inMap(node);
      case 'sequence':
        return inSequence(node);
      case 'scalar':
        return ofScalar(node);
      case 'alias':
        return undefined;
    }
  }

  function inMap(map: MapNode): ReturnType<typeof inNode> {
    const entry = map.entries.findLast(({ start }) => start <= offset);
    if (!entry || offset <= entry.key.end) return undefined;
    path.push({ key: scalarText(entry.key) ?? '', holder: map });
    const { value } = entry;
    if (value && !isEmpty(value)) return value.start <= offset ? inNode(value) : undefined;
    return behindColon(entry) ? { slot: entry, blank: empty(map.flow) } : undefined;
  }

  function behindColon({ key }: MapEntry): boolean {
    return /^["']?[ \t]*:[ \t]*$/.test(text.slice(key.end, offset));
  }

  function inSequence(sequence: SequenceNode): ReturnType<typeof inNode> {
    const place = sequence.items.findLastIndex(({ start }) => start <= offset);
    const item = sequence.items[place];
    const before = text.slice(Math.max(0, offset - 200), offset);
    const isNew = sequence.flow
      ? offset > sequence.start && /[[,]\s*$/.test(before)
      : /(?:^|\n)[ \t]*(?:- *)*-[ \t]*$/.test(before);
    if (sequence.tag) calls.push({ name: sequence.tag, argument: isNew ? place + 1 : place });
    if (sequence.flow && offset >= sequence.end && text[sequence.end - 1] === ']') return undefined;
    if (isNew)
      return { slot: item && isEmpty(item) && item.kind === 'scalar' ? item : sequence, blank: empty(sequence.flow) };
    return item && inNode(item);
  }

  function ofScalar(node: ScalarNode): ReturnType<typeof inNode> {
    const { start, end } = node.content;
    if (node.tag !== undefined || node.style === 'literal' || node.style === 'folded') return undefined;
    if (offset < start || offset > end || text.slice(start, end).includes('\n')) return undefined;
    if (node.style === 'plain') return { slot: node, blank: blank({ start, end }, { quoted: needsQuotes }) };
    const quote = node.style === 'single' ? "'" : '"';
    const open = text[end] === quote && node.end > end ? undefined : quote;
    return { slot: node, blank: blank({ start, end }, { quoted: () => false, open }) };
  }

  function empty(flow: boolean): Blank {
    const last = text[offset - 1];
    const space = last === ':' || (last === '-' && !flow);
    return blank({ start: offset, end: offset }, { space, quoted: needsQuotes });
  }

  function needsQuotes(word: string): boolean {
    return isJson ? !isNumber(word) : /^[^\w-]|[:#,[\]{}"']/.test(word);
  }
}

/** Nothing is written: what a YAML list has between its dashes. */
function isEmpty(node: DataNode): boolean {
  return node.kind === 'scalar' && node.value === null && node.start === node.end;
}
