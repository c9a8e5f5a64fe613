/**
 * How libyaml's emitter sets texts and indicators: what a block may hold, what is escaped, where a line behind column 80
 * breaks, when a space or a new line is due.
 */
import { maxText } from '../collections.ts';

/** What is written so far, and where the next character comes. */
export interface Emitter {
  readonly parts: string[];
  length: number;
  column: number;
  /** Spaces before a line of the present collection; -1 outside of all. */
  indent: number;
  /** The last character is white space or an indicator. */
  spaced: boolean;
  /** Nothing but indentation and indicators stands in this line yet. */
  atIndent: boolean;
  /** The text ends such that only `...` says that the document ends. */
  isOpenEnded: boolean;
}

export type Place = 'root' | 'item' | 'value' | 'simple key';

export const lineBreak = /[\r\n\x85\u2028\u2029]/;
/** What has to be escaped; characters outside of the basic plane too. */
const special = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

export function string(e: Emitter, text: string, place: Place): void {
  const before = e.indent;
  e.indent = e.indent < 0 ? 2 : e.indent + 2;
  const isBlock = text.includes('\n') && !special.test(text) && !/ (?:$|[\n\u2028\u2029])/.test(text);
  if (isBlock && place !== 'simple key') block(e, text);
  else doubleQuoted(e, text, place !== 'simple key');
  e.indent = before;
}

export function plain(e: Emitter, text: string, place: Place): void {
  if (!e.spaced) put(e, ' ');
  put(e, text);
  e.spaced = false;
  e.atIndent = false;
  if (place === 'root') e.isOpenEnded = true;
}

/** A literal block. The header says when it begins with white space, and what follows the last line. */
function block(e: Emitter, text: string): void {
  indicator(e, '|', true);
  if (/^[ \n\u2028\u2029]/.test(text)) indicator(e, '2', false);
  const lines = text.split(/(?<=[\n\u2028\u2029])/);
  const last = lines.at(-1) as string;
  if (!/[\n\u2028\u2029]$/.test(text)) indicator(e, '-', false);
  else if (last.length === 1) indicator(e, '+', false);
  breakLine(e);
  e.spaced = true;
  e.atIndent = true;
  for (const line of lines) {
    const content = line.replace(/[\n\u2028\u2029]$/, '');
    if (e.length > maxText) return;
    if (content !== '') {
      newLine(e);
      put(e, content);
      e.atIndent = false;
    }
    if (content === line) continue;
    e.parts.push(line.slice(content.length));
    e.length++;
    e.column = 0;
    e.atIndent = true;
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\x85', 'N'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);

const bestWidth = 80;
const harmless = /^[!#-[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+$/;
const runs = /[!#-[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+|./gsu;

function doubleQuoted(e: Emitter, text: string, mayBreak: boolean): void {
  indicator(e, '"', true);
  // The emitter asks for a byte order mark at the text's beginning where it means each character.
  const escapesAll = text.startsWith('\ufeff');
  let afterSpace = false;
  for (const { 0: run, index } of text.matchAll(escapesAll ? /./gsu : runs)) {
    if (run === ' ' && !escapesAll) {
      const isInside = index > 0 && index < text.length - 1;
      if (mayBreak && !afterSpace && e.column > bestWidth && isInside) {
        newLine(e);
        if (text[index + 1] === ' ') put(e, '\\');
      } else put(e, ' ');
    } else if (!escapesAll && harmless.test(run)) put(e, run);
    else {
      const escaped = `\\${escapes.get(run) ?? numbered(run.codePointAt(0) as number)}`;
      put(e, escaped, escaped.length);
    }
    afterSpace = run === ' ';
  }
  indicator(e, '"', false);
}

function numbered(code: number): string {
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `u${digits.padStart(4, '0')}` : `U${digits.padStart(8, '0')}`;
}

/** @param text of one line */
function put(e: Emitter, text: string, columns = columnsOf(text)): void {
  e.parts.push(text);
  e.length += text.length;
  e.column += columns;
}

/** Characters, not the halves of those outside of the basic plane. */
function columnsOf(text: string): number {
  let columns = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) columns++;
  return columns;
}

function breakLine(e: Emitter): void {
  e.parts.push('\n');
  e.length++;
  e.column = 0;
}

export function indicator(e: Emitter, text: string, needsSpace: boolean, isSpace = false, keepsIndent = false): void {
  if (needsSpace && !e.spaced) put(e, ' ');
  put(e, text);
  e.spaced = isSpace;
  e.atIndent = e.atIndent && keepsIndent;
  e.isOpenEnded = false;
}

/** To the column of the present indentation: in this line if nothing stands in it yet, else in the next. */
export function newLine(e: Emitter): void {
  const indent = Math.max(0, e.indent);
  if (!e.atIndent || e.column > indent || (e.column === indent && !e.spaced)) breakLine(e);
  if (e.column < indent) put(e, ' '.repeat(indent - e.column));
  e.spaced = true;
  e.atIndent = true;
}

/** Nothing is written yet. */
export function emitter(): Emitter {
  return { parts: [], length: 0, column: 0, indent: -1, spaced: true, atIndent: true, isOpenEnded: false };
}
