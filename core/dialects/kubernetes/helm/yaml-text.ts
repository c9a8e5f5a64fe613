/** Values as YAML text, in the style of Go's encoder (`toYaml`): every scalar keeps where it was written. */

import { plainValue } from '../../../syntax/yaml/schema.ts';
import { type Datum, type Dict, type List, openReason, printed, sortedKeys } from './data.ts';
import type { Run } from './run.ts';
import { originOf, type Piece, type Traced, unknownPiece } from './traced.ts';

const maxDepth = 100;

/** Without a line end behind the last line, as Helm trims it. Costs of the run's budget, and ends with it. */
export function yamlOf(value: Datum, run: Run): Piece[] {
  const pieces: Piece[] = [];
  write(value, 0, pieces, run, 0);
  const last = pieces.at(-1);
  if (last) pieces[pieces.length - 1] = { ...last, text: last.text.replace(/\n$/, '') };
  return pieces;
}

/** Writes what begins on a line of its own, at `indent` spaces that are already written. */
function write(value: Datum, indent: number, pieces: Piece[], run: Run, depth: number): void {
  run.budget.steps -= 1;
  run.budget.characters -= indent + 8;
  if (depth > maxDepth) run.budget.steps = -1;
  if (value.type === 'string')
    run.budget.characters -= value.text.length * (value.text.includes('\n') ? 1 + indent : 1);
  if (run.budget.steps < 0 || run.budget.characters < 0) return;
  if (value.type === 'dict' && value.entries.size > 0) writeDict(value, indent, pieces, run, depth);
  else if (value.type === 'list' && value.items.length > 0) writeList(value, indent, pieces, run, depth);
  else {
    for (const piece of scalarOf(value, indent)) {
      if (piece.origin || piece.unknown || piece.maybe) pieces.push(piece);
      else append(pieces, piece.text);
    }
    append(pieces, '\n');
  }
}

/** Text without origin, joined to such text before it: a long list would fall into many pieces. */
function append(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (last && !last.origin && !last.unknown && !last.maybe) pieces[pieces.length - 1] = { text: last.text + text };
  else pieces.push({ text });
}

function writeDict(value: Dict, indent: number, pieces: Piece[], run: Run, depth: number): void {
  for (const [i, key] of sortedKeys(value).entries()) {
    if (i > 0) append(pieces, ' '.repeat(indent));
    const member = value.entries.get(key) as Datum;
    append(pieces, `${quotedIfNeeded(key)}:`);
    if (isNested(member)) {
      // Go's encoder does not indent lists under their key.
      const inner = member.type === 'list' ? indent : indent + 2;
      append(pieces, `\n${' '.repeat(inner)}`);
      write(member, inner, pieces, run, depth + 1);
    } else {
      append(pieces, ' ');
      write(member, indent, pieces, run, depth + 1);
    }
    if (run.budget.steps < 0) return;
  }
}

function writeList(value: List, indent: number, pieces: Piece[], run: Run, depth: number): void {
  for (const [i, item] of value.items.entries()) {
    if (i > 0) append(pieces, ' '.repeat(indent));
    append(pieces, '- ');
    write(item, indent + 2, pieces, run, depth + 1);
    if (run.budget.steps < 0) return;
  }
}

function isNested(value: Datum): boolean {
  return (value.type === 'dict' && value.entries.size > 0) || (value.type === 'list' && value.items.length > 0);
}

function scalarOf(value: Datum, indent: number): Traced {
  switch (value.type) {
    case 'nil':
      return [{ text: 'null', origin: value.origin }];
    case 'dict':
      return [{ text: '{}', origin: value.origin }];
    case 'list':
      return [{ text: '[]', origin: value.origin }];
    case 'string': {
      const reason = openReason(value);
      // Part of it is known, but nobody can say how the whole would be quoted.
      if (reason) return value.pieces.some(({ text }) => text.includes('\n')) ? [unknownPiece(reason)] : value.pieces;
      return textAsYaml(value.text, value.pieces, indent);
    }
    case 'float64':
      return [{ text: String(value.value), origin: value.origin }];
    default:
      return printed(value);
  }
}

function textAsYaml(text: string, pieces: Traced, indent: number): Traced {
  if (isPlain(text)) return pieces;
  const inexact = originOf(pieces);
  if (text.includes('\n') && isPrintable(text) && !/^\s/.test(text)) {
    const padding = ' '.repeat(indent + 2);
    const lines = text.replace(/\n+$/, '').split('\n');
    const kept = text.length - text.replace(/\n+$/, '').length;
    const header = `|${kept === 0 ? '-' : kept === 1 ? '' : '+'}`;
    const body = lines.map((line) => (line === '' ? '' : padding + line)).join('\n');
    return [{ text: `${header}\n` }, { text: body, origin: inexact }, { text: '\n'.repeat(Math.max(0, kept - 1)) }];
  }
  if (
    isPrintable(text) &&
    !text.includes('\n') &&
    typeof plainValue(text) === 'string' &&
    text !== '' &&
    !isWord(text)
  ) {
    return [{ text: "'" }, { text: text.replaceAll("'", "''"), origin: inexact }, { text: "'" }];
  }
  return [{ text: '"' }, { text: JSON.stringify(text).slice(1, -1), origin: inexact }, { text: '"' }];
}

function quotedIfNeeded(key: string): string {
  return isPlain(key) ? key : JSON.stringify(key);
}

/** YAML 1.1's words, too: Go's encoder quotes what older readers take for a boolean. */
function isWord(text: string): boolean {
  return /^(?:y|n|yes|no|on|off)$/i.test(text);
}

function isPlain(text: string): boolean {
  if (!/^[\p{L}\p{N}_./\\$^+(;<][^\n\t\r]*$/u.test(text) && !/^-[^\s-][^\n\t\r]*$/.test(text)) return false;
  if (/: |:$| #|^\s|\s$/.test(text) || !isPrintable(text)) return false;
  return (
    typeof plainValue(text) === 'string' &&
    !isWord(text) &&
    !/^[\d.+-][\d_.:eE+-]*$/.test(text) &&
    !/^0[xXoO]/.test(text)
  );
}

function isPrintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: YAML forbids them outside of double quotes
  return !/[\x00-\x09\x0b-\x1f\x7f\ufeff]/.test(text);
}
