/**
 * Values that are given for parameters, from files: names with values, the list that the API takes
 * (`ParameterKey`, `ParameterValue`), or either of them under `Parameters`, as in a stack's configuration file.
 */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { entriesOf, get, itemsOf, mapOf, scalarText } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';
import type { Value } from '../../values/value.ts';
import { literal } from './literal.ts';

export type Given = ReadonlyMap<string, Value>;

/** Of several files the last that names a parameter counts. Names that no template has do no harm. */
export function givenParameters(files: readonly SourceText[]): Given {
  const given = new Map<string, Value>();
  for (const file of files) for (const [name, value] of givenIn(file)) given.set(name, value);
  return given;
}

const read = new WeakMap<SourceText, Given>();

function givenIn(source: SourceText): Given {
  const before = read.get(source);
  if (before) return before;
  const [document] = dataFileOf(source).documents;
  const given = document ? givenAt(source, document, document.root) : new Map<string, Value>();
  read.set(source, given);
  return given;
}

function givenAt(source: SourceText, document: DataDocument, node: DataNode | undefined): Given {
  const inner = get(node, 'Parameters', document);
  if (inner && isNamesOrPairs(inner, document)) return givenAt(source, document, inner);
  const given = new Map<string, Value>();
  const add = (name: string, value: DataNode | undefined): void => {
    if (value) given.set(name, literal(source, document, value));
  };
  for (const { name, value } of entriesOf(node, document)) add(name, value);
  for (const item of itemsOf(node, document)) {
    const name = scalarText(get(item, 'ParameterKey', document));
    if (name !== undefined) add(name, get(item, 'ParameterValue', document));
  }
  return given;
}

function isNamesOrPairs(node: DataNode, document: DataDocument): boolean {
  return mapOf(node, document) !== undefined || itemsOf(node, document).length > 0;
}
