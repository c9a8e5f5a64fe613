/** Values as Terraform expressions, spaced as hclwrite's formatter spaces them. */
import type { Location } from '../../../text/source.ts';
import { isList, isMap, isReference, unknown, type Value } from '../../../values/value.ts';
import { maxText } from '../collections.ts';
import { convert } from '../convert.ts';
import { afterCreation } from './definition.ts';

interface Line {
  text: string;
  /** Characters before the `=` of an object's member, and brackets that are open at that place. */
  assignedAt: number | undefined;
  /** Brackets opened less those closed. */
  net: number;
  netBefore: number;
}

interface Writing {
  readonly lines: Line[];
  length: number;
}

/** The expression, or why there is none. */
export function hclText(value: Value, at: Location): string | Value {
  const writing: Writing = { lines: [newLine()], length: 0 };
  return write(value, writing, at) ?? formatted(writing.lines);
}

/** One attribute in a line, as variables files have them. */
export function hclAttributes(attributes: Iterable<readonly [string, Value]>, at: Location): string | Value {
  const writing: Writing = { lines: [newLine()], length: 0 };
  return members(attributes, writing, at) ?? formatted(writing.lines);
}

function newLine(): Line {
  return { text: '', assignedAt: undefined, net: 0, netBefore: 0 };
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name);
}

function write(value: Value, writing: Writing, at: Location): Value | undefined {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'oneOf') {
    return (
      value.options.find((option) => option.kind === 'unknown') ?? unknown('limit', 'several values in a text', at)
    );
  }
  if (writing.length > maxText) return unknown('limit', 'text', at);
  const data = value.value;
  if (isReference(data)) return afterCreation(data, at);
  if (isList(data)) {
    put(writing, '[', 1);
    for (const [i, item] of data.items.entries()) {
      if (i > 0) put(writing, ', ');
      const failure = write(item, writing, at);
      if (failure) return failure;
    }
    put(writing, ']', -1);
  } else if (isMap(data)) {
    put(writing, '{', 1);
    if (data.entries.size > 0) writing.lines.push(newLine());
    const failure = members(
      Array.from(data.entries, ([name, member]) => [name, member.value] as const),
      writing,
      at,
    );
    if (failure) return failure;
    put(writing, '}', -1);
  } else if (typeof data === 'string') put(writing, quoted(data));
  else {
    const text = data === null ? undefined : convert(value, 'string');
    put(writing, text?.kind === 'known' ? String(text.value) : 'null');
  }
  return undefined;
}

function members(all: Iterable<readonly [string, Value]>, writing: Writing, at: Location): Value | undefined {
  for (const [name, value] of all) {
    put(writing, isIdentifier(name) ? name : quoted(name));
    const line = writing.lines.at(-1) as Line;
    line.assignedAt = line.text.length;
    line.netBefore = line.net;
    put(writing, ' = ');
    const failure = write(value, writing, at);
    if (failure) return failure;
    writing.lines.push(newLine());
  }
  return undefined;
}

function put(writing: Writing, text: string, bracket = 0): void {
  const line = writing.lines.at(-1) as Line;
  line.text += text;
  line.net += bracket;
  writing.length += text.length;
}

/** Members in lines of their own have their `=` in one column; brackets that stay open indent what follows. */
function formatted(lines: readonly Line[]): string {
  const open: number[] = [];
  let text = '';
  for (const [i, line] of aligned(lines).entries()) {
    const net = lines[i]?.net ?? 0;
    for (let closed = -net; closed > 0 && open.length > 0; ) {
      const last = open.pop() as number;
      if (closed < last) open.push(last - closed);
      closed -= last;
    }
    text += `${i > 0 ? '\n' : ''}${'  '.repeat(open.length)}${line}`;
    if (net > 0) open.push(net);
  }
  return text;
}

function aligned(lines: readonly Line[]): string[] {
  const texts = lines.map(({ text }) => text);
  const isMember = ({ assignedAt, net, netBefore }: Line): boolean => assignedAt !== undefined && net === netBefore;
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && isMember(lines[end] as Line)) end++;
    const width = Math.max(0, ...lines.slice(start, end).map(columns));
    for (let i = start; i < end; i++) {
      const line = lines[i] as Line;
      const name = line.text.slice(0, line.assignedAt);
      texts[i] = name + ' '.repeat(width - columns(line)) + line.text.slice(line.assignedAt);
    }
    start = end + 1;
  }
  return texts;
}

function columns({ text, assignedAt }: Line): number {
  return Array.from(text.slice(0, assignedAt)).length;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['${', '$${'],
  ['%{', '%%{'],
]);

function quoted(text: string): string {
  const inner = text.replace(
    /[$%]\{|["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    (part) => escapes.get(part) ?? numbered(part),
  );
  return `"${inner}"`;
}

function numbered(character: string): string {
  const code = character.codePointAt(0) as number;
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}
