/** Bodies: arguments, blocks and their labels, and where braces are missing or left over. */
import { type Attribute, type Block, type Body, type Label, MAX_NESTING } from './ast.ts';
import { expression } from './expressions.ts';
import { decodeLiteral } from './literals.ts';
import {
  badCharacter,
  blockHeaderExpected,
  commaAfterArgument,
  dotInName,
  equalExpected,
  equalOrBraceExpected,
  itemExpected,
  nestedTooDeeply,
  newlineAfterArgument,
  newlineAfterBlock,
  newlineBeforeBrace,
  oneLineBlockClose,
  oneLineBlockNoBlock,
  oneLineBlockOneArgument,
  openBraceMissing,
  openBraceOnNextLine,
  quotedName,
  redefined,
  templateInLabel,
  unclosedBlock,
  unclosedLabel,
  unexpectedCloser,
} from './messages.ts';
import { looksLikeItem, skipBlock, skipLine } from './recovery.ts';
import type { Mark, Scanner } from './scanner.ts';
import * as t from './tokens.ts';
import { startsExactTopLevelBlock, startsTopLevelBlock } from './toplevel.ts';

type Item = Attribute | Block;

/** Where an item stands: it decides which newlines must stand around it. */
const TOP = 0;
const NESTED = 1;
const ONE_LINE = 2;

/** From here on names are kept in a set to find duplicates. */
const MANY = 16;

/**
 * Reads a whole file. Where braces don't match, the top-level block is read once more, with its indentation telling
 * where they are missing or left over; that costs each part of a text at most one more pass.
 */
export function file(s: Scanner): Body {
  const items: Item[] = [];
  let last: { mark: Mark; count: number } | undefined;
  let hintsUntil = -1;
  s.advance();
  while (s.token !== t.END) {
    switch (s.token) {
      case t.NEWLINE:
        s.advance();
        break;
      case t.SYNC:
        s.resume();
        break;
      case t.IDENTIFIER:
      case t.QUOTE: {
        const mark = s.mark();
        s.hints = mark.tokenStart < hintsUntil;
        s.unbalanced = false;
        const item = bodyItem(s, TOP, '');
        if (s.unbalanced && !s.hints) {
          hintsUntil = Math.max(s.tokenEnd, mark.tokenStart + 1);
          s.newlines = true;
          s.rewind(mark);
          break;
        }
        if (item?.kind === 'block') last = { mark, count: items.length };
        if (item) addItem(s, items, item);
        break;
      }
      case t.CLOSE_BRACE:
        // A brace was left out of the block before, or was added to it.
        if (last && last.mark.tokenStart >= hintsUntil) {
          hintsUntil = s.tokenEnd;
          items.length = last.count;
          s.rewind(last.mark);
          last = undefined;
          break;
        }
        s.report(unexpectedCloser('}'), s.tokenStart, s.tokenEnd);
        s.advance();
        break;
      default:
        unexpected(s);
    }
  }
  return { kind: 'body', start: 0, end: s.text.length, items };
}

function unexpected(s: Scanner): void {
  if (s.token === t.CLOSE_BRACKET || s.token === t.CLOSE_PAREN) {
    s.report(unexpectedCloser(s.tokenText()), s.tokenStart, s.tokenEnd);
    s.advance();
  } else {
    s.reportToken(itemExpected);
    skipLine(s);
  }
}

function addItem(s: Scanner, items: Item[], item: Item): void {
  if (item.kind === 'attribute' && items.length > 0 && isSet(items, item.name)) {
    s.report(redefined(item.name), item.nameSpan.start, item.nameSpan.end);
  }
  items.push(item);
}

/** Names of long bodies; short ones are searched through. */
const namesOf = new WeakMap<Item[], { names: Set<string>; count: number }>();

function isSet(items: Item[], name: string): boolean {
  if (items.length < MANY) {
    for (const item of items) if (item.kind === 'attribute' && item.name === name) return true;
    return false;
  }
  let known = namesOf.get(items);
  if (!known) {
    known = { names: new Set(), count: 0 };
    namesOf.set(items, known);
  }
  for (; known.count < items.length; known.count++) {
    const item = items[known.count] as Item;
    if (item.kind === 'attribute') known.names.add(item.name);
  }
  return known.names.has(name);
}

/** The items between a block's braces; the token at hand stands behind the `{`. Stops at `}` or where it is missing. */
function blockItems(s: Scanner, type: string, indentation: number, braceMissing: boolean): Item[] {
  const items: Item[] = [];
  // Go's rule: what stands on the line of the { makes it a block on one line, with a single argument.
  let oneLine =
    !braceMissing && s.token !== t.NEWLINE && s.token !== t.END && s.token !== t.CLOSE_BRACE && s.token !== t.SYNC;
  let itemColumn = -1;
  for (;;) {
    if (s.token === t.NEWLINE) {
      if (oneLine) s.report(oneLineBlockClose, s.previousEnd, s.previousEnd);
      oneLine = false;
      s.advance();
      continue;
    }
    if (s.token === t.END) return items;
    if (s.token === t.SYNC) {
      if (s.position < s.limit && startsTopLevelBlock(s.text, s.position)) return items;
      s.resume();
      continue;
    }
    if (s.hints && indentation >= 0) {
      const column = s.indentation();
      if (column >= 0) {
        if (itemColumn < 0 && s.token !== t.CLOSE_BRACE) itemColumn = column;
        if (itemColumn > indentation) {
          // Less indented than the block's content: it belongs to a block around this one.
          if (s.token === t.CLOSE_BRACE ? column < indentation : column <= indentation) return items;
          if (s.token === t.CLOSE_BRACE && column >= itemColumn) {
            s.report(unexpectedCloser('}'), s.tokenStart, s.tokenEnd);
            s.advance();
            continue;
          }
        }
      }
    }
    if (s.token === t.CLOSE_BRACE) return items;
    if (s.token !== t.IDENTIFIER && s.token !== t.QUOTE) {
      unexpected(s);
      continue;
    }
    if (s.syncs && s.tokenStart === s.lineStart && startsOther(s, type)) return items;
    const item = bodyItem(s, oneLine ? ONE_LINE : NESTED, type);
    if (item) addItem(s, items, item);
    if (oneLine) afterOneLineItem(s);
  }
}

function startsOther(s: Scanner, type: string): boolean {
  if (!startsExactTopLevelBlock(s.text, s.tokenStart)) return false;
  return !(type === 'check' && s.text.startsWith('data', s.tokenStart));
}

function afterOneLineItem(s: Scanner): void {
  switch (s.token) {
    case t.CLOSE_BRACE:
    case t.NEWLINE:
    case t.SYNC:
    case t.END:
      return;
    default:
      s.reportToken(oneLineBlockOneArgument);
      if (s.token === t.COMMA) s.advance();
      else if (s.token !== t.IDENTIFIER) skipLine(s);
  }
}

/** One argument or block and the end of its line. The token at hand is its name. */
function bodyItem(s: Scanner, place: number, parent: string): Item | undefined {
  const { tokenStart: start, lineStart } = s;
  let name: string;
  if (s.token === t.QUOTE) {
    s.report(quotedName, s.tokenStart, s.tokenStart + 1);
    name = label(s).value;
  } else {
    name = s.tokenText();
    s.advance();
  }
  const nameSpan = { start, end: s.previousEnd };
  switch (s.token) {
    case t.EQUAL:
      s.advance();
      return argument(s, place, name, nameSpan);
    case t.COLON:
    case t.EQUAL_EQUAL:
    case t.ARROW:
      s.reportToken(equalExpected);
      s.advance();
      return argument(s, place, name, nameSpan);
    case t.NUMBER:
    case t.OPEN_BRACKET:
      s.reportToken(equalExpected);
      return argument(s, place, name, nameSpan);
    case t.QUOTE:
    case t.IDENTIFIER:
    case t.OPEN_BRACE:
      return block(s, place, name, nameSpan, lineStart, parent);
    case t.NEWLINE:
      if (opensWithoutBrace(s, start, lineStart)) return block(s, place, name, nameSpan, lineStart, parent);
  }
  if (s.token === t.DOT) s.report(dotInName, start, s.tokenEnd);
  else if (s.token === t.BAD) s.reportToken(itemExpected);
  else s.report(equalOrBraceExpected(name), start, nameSpan.end);
  const { end } = nameSpan;
  skipLine(s);
  return { kind: 'attribute', start, end, name, nameSpan, value: { kind: 'missing', start: end, end } };
}

function argument(s: Scanner, place: number, name: string, nameSpan: { start: number; end: number }): Attribute {
  const value = expression(s);
  const end = Math.max(value.end, nameSpan.end);
  if (place !== ONE_LINE) endOfLine(s, place, newlineAfterArgument);
  return { kind: 'attribute', start: nameSpan.start, end, name, nameSpan, value };
}

function endOfLine(s: Scanner, place: number, message: typeof newlineAfterArgument): void {
  switch (s.token) {
    case t.NEWLINE:
      s.advance();
      return;
    case t.END:
    case t.SYNC:
      return;
    case t.CLOSE_BRACE:
      if (place === NESTED) s.report(newlineBeforeBrace, s.tokenStart, s.tokenEnd);
      return;
    case t.COMMA:
      s.report(commaAfterArgument, s.tokenStart, s.tokenEnd);
      s.advance();
      if (s.token === t.NEWLINE) s.advance();
      return;
    case t.IDENTIFIER:
      s.report(message, s.tokenStart, s.tokenEnd);
      if (looksLikeItem(s.text, s.tokenStart)) return;
      break;
    case t.CLOSE_BRACKET:
    case t.CLOSE_PAREN:
      s.report(unexpectedCloser(s.tokenText()), s.tokenStart, s.tokenEnd);
      break;
    default:
      s.reportToken(message);
  }
  skipLine(s);
}

// Blocks

function block(
  s: Scanner,
  place: number,
  type: string,
  typeSpan: { start: number; end: number },
  lineStart: number,
  parent: string,
): Item {
  const { start } = typeSpan;
  if (place === ONE_LINE) s.report(oneLineBlockNoBlock, start, typeSpan.end);
  const problems = s.problems.length;
  const labels = blockLabels(s);
  const indentation = columnOf(s.text, start, lineStart);
  let openBrace: { start: number; end: number } | undefined;
  const headerEnd = s.previousEnd;
  if (s.token === t.OPEN_BRACE) openBrace = { start: s.tokenStart, end: s.tokenEnd };
  else if (s.token === t.NEWLINE && opensWithoutBrace(s, start, lineStart)) {
    s.advance();
    while (s.token === t.NEWLINE) s.advance();
    if (s.token === t.OPEN_BRACE) {
      s.report(openBraceOnNextLine, s.tokenStart, s.tokenEnd);
      openBrace = { start: s.tokenStart, end: s.tokenEnd };
    } else s.report(openBraceMissing, headerEnd, headerEnd);
  } else {
    const only = labels[0];
    if (only?.quoted && labels.length === 1 && parent !== '') {
      // `cidr "10.0.0.0/8"`: an argument without its equals sign.
      s.problems.length = problems;
      s.report(equalExpected, only.start, only.start);
      s.jump(start, typeSpan.end);
      return argument(s, place, type, typeSpan);
    }
    s.report(openBraceMissing, headerEnd, headerEnd);
    const body: Body = { kind: 'body', start: headerEnd, end: headerEnd, items: [] };
    skipLine(s);
    return { kind: 'block', start, end: headerEnd, type, typeSpan, labels, openBrace, body, closeBrace: undefined };
  }
  if (s.depth >= MAX_NESTING) {
    s.report(nestedTooDeeply, start, s.tokenEnd);
    const at = s.tokenEnd;
    if (openBrace) skipBlock(s);
    else skipLine(s);
    const body: Body = { kind: 'body', start: at, end: Math.max(at, s.previousEnd), items: [] };
    if (place !== ONE_LINE) endOfLine(s, place, newlineAfterBlock);
    return { kind: 'block', start, end: body.end, type, typeSpan, labels, openBrace, body, closeBrace: undefined };
  }
  const bodyStart = openBrace ? openBrace.end : s.previousEnd;
  s.depth++;
  if (openBrace) s.advance();
  const items = blockItems(s, type, indentation, !openBrace);
  s.depth--;
  let closeBrace: { start: number; end: number } | undefined;
  if (s.token === t.CLOSE_BRACE) closeBrace = { start: s.tokenStart, end: s.tokenEnd };
  else {
    s.unbalanced = true;
    if (openBrace) s.report(unclosedBlock, start, openBrace.end);
  }
  const last = items.at(-1)?.end ?? bodyStart;
  const body: Body = { kind: 'body', start: bodyStart, end: Math.max(closeBrace?.start ?? last, last), items };
  const end = closeBrace?.end ?? body.end;
  if (closeBrace) {
    s.advance();
    if (place !== ONE_LINE) endOfLine(s, place, newlineAfterBlock);
  }
  return { kind: 'block', start, end, type, typeSpan, labels, openBrace, body, closeBrace };
}

/** The labels in a header, past what doesn't belong there; stops at `{` or the line's end. */
function blockLabels(s: Scanner): Label[] {
  const labels: Label[] = [];
  for (;;) {
    switch (s.token) {
      case t.QUOTE: {
        const found = label(s);
        // The tail of a label whose quote is in the wrong place is no label.
        if (found.value.trim() !== '' || found.end - found.start === 2) labels.push(found);
        break;
      }
      case t.IDENTIFIER:
        labels.push({ kind: 'label', start: s.tokenStart, end: s.tokenEnd, value: s.tokenText(), quoted: false });
        s.advance();
        break;
      case t.OPEN_BRACE:
      case t.NEWLINE:
      case t.END:
      case t.SYNC:
      case t.CLOSE_BRACE:
        return labels;
      default:
        s.reportToken(blockHeaderExpected);
        s.advance();
    }
  }
}

/** A quoted label. One without its closing quote ends with its line, or before the `{` at the line's end. */
function label(s: Scanner): Label {
  const { text, tokenStart: start, limit } = s;
  let at = start + 1;
  let plain = true;
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (c === 34 || c === 10) break;
    if (c === 13 && text.charCodeAt(at + 1) !== 10) s.report(badCharacter('\r'), at, at + 1);
    if (c === 92) {
      plain = false;
      const next = text.charCodeAt(at + 1);
      at += next === 10 || next === 13 ? 1 : 2;
      continue;
    }
    if ((c === 36 || c === 37) && text.charCodeAt(at + 1) === c && text.charCodeAt(at + 2) === 123) {
      plain = false;
      at += 3;
      continue;
    }
    if ((c === 36 || c === 37) && text.charCodeAt(at + 1) === 123) s.report(templateInLabel, at, at + 2);
    at++;
  }
  let contentEnd = Math.min(at, limit);
  const closed = at < limit && text.charCodeAt(at) === 34;
  let end = contentEnd + 1;
  if (!closed) {
    while (contentEnd > start + 1 && text.charCodeAt(contentEnd - 1) <= 32) contentEnd--;
    if (contentEnd > start + 1 && text.charCodeAt(contentEnd - 1) === 123) contentEnd--;
    while (contentEnd > start + 1 && text.charCodeAt(contentEnd - 1) <= 32) contentEnd--;
    end = contentEnd;
    s.report(unclosedLabel, start, end);
  }
  const value = plain ? text.slice(start + 1, contentEnd) : decodeLiteral(s, start + 1, contentEnd, true);
  s.jump(start, end);
  return { kind: 'label', start, end, value, quoted: true };
}

/** Whether the lines behind a header without `{` are its content: they are indented, or begin with the `{`. */
function opensWithoutBrace(s: Scanner, start: number, lineStart: number): boolean {
  const { text } = s;
  const indentation = columnOf(text, start, lineStart);
  if (indentation < 0) return false;
  let line = s.tokenEnd;
  let at = line;
  // Blank lines say nothing, but more than a few of them part what doesn't belong together.
  for (let blank = 0; blank < 3; blank++) {
    while (at < s.limit && at - line < 400 && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
    const c = text.charCodeAt(at);
    if (c === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (text.charCodeAt(at) !== 10) break;
    line = ++at;
  }
  if (at >= s.limit) return false;
  if (text.charCodeAt(at) === 123) return true;
  return at - line > indentation && looksLikeItem(text, at);
}

/** The column of an offset that is the first in its line, else -1. */
function columnOf(text: string, start: number, lineStart: number): number {
  if (start - lineStart > 400) return -1;
  for (let at = lineStart; at < start; at++) {
    const c = text.charCodeAt(at);
    if (c !== 32 && c !== 9) return -1;
  }
  return start - lineStart;
}
