/**
 * `yamlencode`, to the character as Terraform writes it: block style, every string in double quotes or, with several
 * lines, as a literal block. The layout is libyaml's emitter, which go-cty-yaml uses.
 */
import type { Location } from '../../../text/source.ts';
import { isList, isMap, isReference, type Known, unknown, type Value } from '../../../values/value.ts';
import { maxText } from '../collections.ts';
import { convert } from '../convert.ts';
import { afterCreation, refuse } from './definition.ts';

/** The column behind which a string in quotes is folded at its next space. */
const width = 80;
/** Longer keys, and those of several lines, stand behind a `? `. */
const maxSimpleKey = 128;

/** The text, or why there is none. */
export function yamlText(value: Value, at: Location): string | Value {
  const written = write(value, { indent: -1, column: 0, inMapping: false }, at);
  if (typeof written !== 'string') return written;
  if (written.length > maxText) return unknown('limit', 'YAML', at);
  // A plain scalar alone leaves the document open.
  const isPlain =
    value.kind === 'known' &&
    (typeof value.value === 'number' || typeof value.value === 'boolean' || value.value === null);
  return `${written}${isPlain ? '\n...' : ''}\n`;
}

interface Place {
  /** Indentation of the collection around; -1 at the top. */
  readonly indent: number;
  /** Where the value begins on its line. */
  readonly column: number;
  /** A sequence in a mapping is not indented. */
  readonly inMapping: boolean;
}

function write(value: Value, place: Place, at: Location): string | Value {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'oneOf') return unknown('limit', 'several values inside of YAML', at);
  const data = value.value;
  if (isReference(data)) return afterCreation(data, at);
  if (isList(data)) return data.items.length === 0 ? '[]' : sequence(data.items, place, at);
  if (isMap(data)) return data.entries.size === 0 ? '{}' : mapping(data.entries, place, at);
  return scalar(value, place, at);
}

function scalar(value: Known, { indent, column }: Place, at: Location): string | Value {
  const data = value.value;
  if (data === null) return 'null';
  if (typeof data === 'string') return text(data, Math.max(indent, 0) + 2, column);
  const plain = convert(value, 'string');
  return plain.kind === 'known' && typeof plain.value === 'string' ? plain.value : refuse('YAML', at);
}

function sequence(items: readonly Value[], { indent, inMapping }: Place, at: Location): string | Value {
  const own = indent < 0 ? 0 : inMapping ? indent : indent + 2;
  const lines: string[] = [];
  for (const item of items) {
    const written = write(item, { indent: own, column: own + 2, inMapping: false }, at);
    if (typeof written !== 'string') return written;
    lines.push(`- ${written}`);
  }
  return (inMapping ? `\n${' '.repeat(own)}` : '') + lines.join(`\n${' '.repeat(own)}`);
}

function mapping(
  entries: ReadonlyMap<string, { readonly value: Value }>,
  { indent, inMapping }: Place,
  at: Location,
): string | Value {
  const own = indent < 0 ? 0 : indent + 2;
  const lines: string[] = [];
  for (const [name, member] of entries) {
    const simple = !name.includes('\n') && name.length <= maxSimpleKey;
    const key = simple ? quoted(name) : `? ${text(name, own + 2, own + 2)}\n${' '.repeat(own)}`;
    const written = write(member.value, { indent: own, column: own + key.length + 2, inMapping: true }, at);
    if (typeof written !== 'string') return written;
    lines.push(`${key}:${written.startsWith('\n') ? '' : ' '}${written}`);
  }
  return (inMapping ? `\n${' '.repeat(own)}` : '') + lines.join(`\n${' '.repeat(own)}`);
}

/** A string whose further lines stand at `indent`. */
function text(value: string, indent: number, column: number): string {
  return value.includes('\n') && mayBeBlock(value) ? block(value, indent) : folded(value, indent, column);
}

/** Control characters, and spaces at the end of a line, need quotes. */
function mayBeBlock(value: string): boolean {
  return !/ (?:\n|$)/.test(value) && ![...value].some((character) => character !== '\n' && !isPrintable(character));
}

function block(value: string, indent: number): string {
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const chomp = !value.endsWith('\n') ? '-' : value === '\n' || value.endsWith('\n\n') ? '+' : '';
  const lines = value.replace(/\n$/, '').split('\n');
  const written = lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n');
  // What is kept at the end is written out; the line end behind everything is the caller's.
  return `|${hint}${chomp}\n${written}`;
}

function folded(value: string, indent: number, start: number): string {
  const characters = [...value];
  let result = '"';
  let column = start + 1;
  let afterSpace = false;
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    if (character === ' ' && !afterSpace && column > width && i > 0 && i < characters.length - 1) {
      result += `\n${' '.repeat(indent)}${characters[i + 1] === ' ' ? '\\' : ''}`;
      column = indent + (characters[i + 1] === ' ' ? 1 : 0);
      afterSpace = true;
      continue;
    }
    const written = escaped(character);
    result += written;
    column += [...written].length;
    afterSpace = character === ' ';
  }
  return `${result}"`;
}

function quoted(value: string): string {
  return `"${[...value].map(escaped).join('')}"`;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(character: string): string {
  const known = escapes[character];
  if (known) return known;
  if (isPrintable(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code <= 0xff
    ? `\\x${hex.padStart(2, '0')}`
    : code <= 0xffff
      ? `\\u${hex.padStart(4, '0')}`
      : `\\U${hex.padStart(8, '0')}`;
}

/** As libyaml has it: nothing beyond 16 bits, no byte order mark. */
function isPrintable(character: string): boolean {
  return /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character);
}
