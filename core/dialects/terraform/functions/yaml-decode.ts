/**
 * `yamldecode`: YAML 1.1 words (`yes`, `on`), decimal and hexadecimal numbers, dates as texts, as go-cty-yaml reads
 * them. The tree is our own reader's; what it means is decided here.
 */
import type { DataDocument, DataNode, MapNode, ScalarNode } from '../../../syntax/data.ts';
import { writtenText } from '../../../syntax/navigate.ts';
import { parseYaml } from '../../../syntax/yaml/index.ts';
import type { Location } from '../../../text/source.ts';
import { type Data, isMap, known, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, sequence } from '../collections.ts';
import { convert } from '../convert.ts';
import { type Computed, fromInteger, parseNumber, wholeOf } from '../numbers/numeric.ts';
import { numberValue } from '../traits.ts';
import { refuse } from './definition.ts';

/** Aliases may multiply a text: at most so many nodes come out of it. */
const maxNodes = 50_000;
const maxLevels = 100;

export function yamlValue(text: string, at: Location): Value {
  const { documents, problems } = parseYaml(text);
  const [document, second] = documents;
  if (problems.some((problem) => !problem.duplicateKey) || second || !document?.root) return refuse('not YAML', at);
  const reading: Reading = { text, document, at, open: new Set(), nodes: 0 };
  return valueAt(document.root, reading, 0);
}

interface Reading {
  readonly text: string;
  readonly document: DataDocument;
  readonly at: Location;
  /** Anchored nodes whose value is being made. */
  readonly open: Set<DataNode>;
  nodes: number;
}

function valueAt(node: DataNode, reading: Reading, depth: number): Value {
  const { at, document, open } = reading;
  if (++reading.nodes > maxNodes || depth > maxLevels) return unknown('limit', 'YAML', at);
  if (node.kind === 'alias') {
    const target = document.anchors.get(node);
    if (!target || open.has(target)) return refuse(`*${node.name}`, at);
    return valueAt(target, reading, depth + 1);
  }
  if (node.kind === 'scalar') return scalarOf(node, reading);
  if (node.tag !== undefined && node.tag !== (node.kind === 'map' ? '!!map' : '!!seq')) return refuse(node.tag, at);
  open.add(node);
  const value = node.kind === 'sequence' ? listOf(node.items, reading, depth) : mapOf(node, reading, depth);
  open.delete(node);
  return value;
}

function listOf(nodes: readonly DataNode[], reading: Reading, depth: number): Value {
  const items = nodes.map((item) => valueAt(item, reading, depth + 1));
  return items.find(isRefused) ?? sequence('tuple', items, reading.at);
}

function isRefused(value: Value): boolean {
  return value.kind === 'unknown';
}

function mapOf(node: MapNode, reading: Reading, depth: number): Value {
  const { at } = reading;
  const members = new Map<string, MapMember>();
  for (const { key, value } of node.entries) {
    const read = value ? valueAt(value, reading, depth + 1) : known<Data>(null, at);
    if (isRefused(read)) return read;
    if (key.kind === 'scalar' && key.style === 'plain' && key.value === '<<') {
      if (read.kind !== 'known' || !isMap(read.value)) return refuse('<< of no map', at);
      for (const [name, member] of read.value.entries) members.set(name, member);
      continue;
    }
    const named = key.kind === 'scalar' || key.kind === 'alias' ? valueAt(key, reading, depth + 1) : undefined;
    const text = named && convert(named, 'string');
    const name = text?.kind === 'known' ? text.value : undefined;
    if (typeof name !== 'string') return refuse('key of a YAML map', at);
    members.set(name, { key: at, value: read });
  }
  return mapping('object', members, at);
}

type Plain = string | boolean | null | { readonly number: Computed };

const words: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ...'y Y yes Yes YES true True TRUE on On ON'.split(' ').map((word): [string, Plain] => [word, true]),
  ...'n N no No NO false False FALSE off Off OFF'.split(' ').map((word): [string, Plain] => [word, false]),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Plain] => [word, null]),
]);

function scalarOf(node: ScalarNode, { text, at }: Reading): Value {
  const written = node.style === 'plain' ? (writtenText(node, text) ?? '') : String(node.value ?? '');
  if (node.style === 'double' && /(?:^|[^\\])(?:\\\\)*\\\//.test(text.slice(node.start, node.end)))
    return refuse('escape', at);
  const tag = node.tag?.replace(/^tag:yaml\.org,2002:|^!<tag:yaml\.org,2002:(.*)>$/, '!!$1');
  if (node.style !== 'plain' && (tag === undefined || tag.startsWith('!!'))) return known(written, at);
  if (tag === '!!str' || tag === '!!binary' || tag === '!') return known(written, at);
  const plain = resolved(written);
  if (plain === undefined) return refuse(`number ${written}`, at);
  const fits =
    tag === undefined ||
    (tag === '!!int' && isNumber(plain) && isWhole(plain.number)) ||
    (tag === '!!float' && isNumber(plain)) ||
    (tag === '!!bool' && typeof plain === 'boolean') ||
    (tag === '!!null' && plain === null) ||
    (tag === '!!timestamp' && dateText(written) !== undefined);
  if (!fits) return refuse(`${tag} ${written}`, at);
  return isNumber(plain) ? numberValue(plain.number, at) : known<Data>(plain, at);
}

function isNumber(plain: Plain): plain is { readonly number: Computed } {
  return typeof plain === 'object' && plain !== null;
}

function isWhole(number: Computed): boolean {
  return typeof number !== 'string' && wholeOf(number) !== undefined;
}

/** What a plain scalar means; `undefined` for the numbers that Terraform does not have. */
function resolved(written: string): Plain | undefined {
  const word = words.get(written);
  if (word !== undefined) return word;
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(written)) return undefined;
  const hex = /^([-+]?)0(x[0-9a-fA-F]{1,16}|o[0-7]{1,21})$/.exec(written);
  if (hex) return { number: fromInteger((hex[1] === '-' ? -1n : 1n) * BigInt(`0${hex[2]}`)) };
  const date = dateText(written);
  if (date !== undefined) return date;
  const number = /^[-+.\d]/.test(written) ? parseNumber(written) : undefined;
  return number === undefined ? written : { number };
}

/** A date, or a date with a time, as Terraform writes it down again. */
function dateText(written: string): string | undefined {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?[ \t]*(Z|[-+]\d\d:\d\d)?)?$/.exec(
      written,
    );
  if (!match) return undefined;
  const [, year, month = '', day = '', hour = '0', minute = '0', second = '0', zone = 'Z'] = match;
  const two = (part: string): string => part.padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const isDay = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  return isDay && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    ? `${date}T${two(hour)}:${two(minute)}:${two(second)}${zone}`
    : undefined;
}
