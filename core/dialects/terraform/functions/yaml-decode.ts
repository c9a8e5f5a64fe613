/** `yamldecode`: one document, mappings to objects and sequences to tuples, as github.com/zclconf/go-cty-yaml does. */
import type { DataDocument, DataFile, DataNode, MapNode } from '../../../syntax/data.ts';
import { dataFileOf } from '../../../syntax/parsed.ts';
import { parseYaml } from '../../../syntax/yaml/index.ts';
import { fullTag } from '../../../syntax/yaml/schema.ts';
import type { Location, SourceText } from '../../../text/source.ts';
import { isMap, type Known, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, maxText, sequence } from '../collections.ts';
import { convert } from '../convert.ts';
import { type Scope, spend, tooMuch } from '../scope.ts';
import { refuse } from './definition.ts';
import { fileOf, writtenAt } from './written.ts';
import { scalarValue } from './yaml-scalars.ts';

interface Reading {
  readonly text: string;
  /** Where the text is a whole file's. */
  readonly file: SourceText | undefined;
  readonly document: DataDocument;
  readonly at: Location;
  readonly scope: Scope;
  /** What an alias stands for is read once. */
  readonly done: Map<DataNode, Value>;
}

/** @param text a known string */
export function decodedYaml(text: Known<string>, at: Location, scope: Scope): Value {
  if (text.value.length > maxText) return unknown('limit', 'YAML', at);
  const file = fileOf(text as Known);
  const { documents, problems } = parsed(text.value, file);
  if (problems.some((problem) => !problem.duplicateKey)) return refuse('not YAML', at);
  const [document] = documents;
  if (!document || documents.length > 1) return refuse('not one YAML document', at);
  const reading: Reading = { text: text.value, file, document, at, scope, done: new Map() };
  return document.root ? valueAt(document.root, reading) : convert({ kind: 'known', value: null, at }, 'any');
}

function parsed(text: string, file: SourceText | undefined): DataFile {
  return file && !file.path.endsWith('.json') ? dataFileOf(file) : parseYaml(text);
}

/** Steps for each node: deciding what a scalar is takes longer than moving a value. */
const nodeCost = 3;

function valueAt(node: DataNode, reading: Reading): Value {
  const before = reading.done.get(node);
  if (before) return before;
  if (!spend(reading.scope, nodeCost)) return tooMuch(reading.at);
  const value = writtenAt(read(node, reading), node, reading.file);
  reading.done.set(node, value);
  return value;
}

function read(node: DataNode, reading: Reading): Value {
  const { at, text, document } = reading;
  if (node.kind === 'alias') {
    const target = document.anchors.get(node);
    return target ? valueAt(target, reading) : refuse(`YAML alias ${node.name}`, at);
  }
  const tag = node.tag === undefined ? undefined : fullTag(node.tag, undefined);
  // A document may declare what its tags stand for; the reader keeps them as they are written.
  if (node.tag !== undefined && (tag === undefined || /^%TAG/m.test(text))) {
    return unknown('unsupported', `YAML tag ${node.tag}`, at);
  }
  if (node.kind === 'scalar') return scalarValue(node, tag, text, at);
  if (tag !== undefined && tag !== `tag:yaml.org,2002:${node.kind === 'map' ? 'map' : 'seq'}`) {
    return refuse(`YAML tag ${node.tag}`, at);
  }
  if (node.kind === 'map') return objectOf(node, reading);
  const items = node.items.map((item) => valueAt(item, reading));
  return items.find(isOpen) ?? sequence('tuple', items, at);
}

/** A part that is refused, or too much, is so as a whole. */
function isOpen(value: Value): boolean {
  return value.kind !== 'known';
}

/** Later members win, those that `<<` brings included: go-cty-yaml takes them in the order of the text. */
function objectOf(node: MapNode, reading: Reading): Value {
  const { at } = reading;
  const members = new Map<string, MapMember>();
  for (const entry of node.entries) {
    const { key } = entry;
    if (key.kind !== 'scalar') return refuse('YAML key that is no string', at);
    const value = entry.value ? valueAt(entry.value, reading) : ({ kind: 'known', value: null, at } as const);
    if (value.kind !== 'known') return value;
    if (key.value === '<<' && key.tag === undefined) {
      const refused = merge(value, members, at);
      if (refused) return refused;
      continue;
    }
    const name = convert(scalarValue(key, key.tag && fullTag(key.tag, undefined), reading.text, at), 'string');
    if (name.kind !== 'known') return name;
    if (typeof name.value !== 'string') return refuse('YAML key that is null', at);
    members.set(name.value, { key: at, value });
  }
  return mapping('object', members, at);
}

/** One mapping: a list of them, which YAML allows too, is refused. */
function merge({ value }: Known, members: Map<string, MapMember>, at: Location): Value | undefined {
  if (!isMap(value)) return refuse('YAML merge of something else than a mapping', at);
  for (const [name, member] of value.entries) members.set(name, member);
  return undefined;
}
