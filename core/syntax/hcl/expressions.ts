/** Expressions: operators by precedence, steps behind a value, values, and the brackets around them. */
import {
  type BinaryOperator,
  type Expression,
  MAX_HEIGHT,
  MAX_NESTING,
  type Missing,
  type ObjectItem,
  type Splat,
} from './ast.ts';
import {
  attributeNameExpected,
  callExpected,
  colonInConditional,
  commaInCall,
  commaInList,
  equalInObject,
  expressionExpected,
  extraAfterExpression,
  extraInFor,
  forAsKey,
  forColon,
  forGroupInTuple,
  forKeyInObject,
  forKeyInTuple,
  functionNameExpected,
  invalidNumber,
  legacyIndexes,
  nestedSplat,
  parenAfterEllipsis,
  separatorInObject,
  splatCloseExpected,
  unexpectedCloser,
} from './messages.ts';
import { closeBracket, hasNewline, looksLikeItem, reportUnclosed, resyncList, skipItem, tooDeep } from './recovery.ts';
import type { Scanner } from './scanner.ts';
import { forNames, heredocTemplate, quotedTemplate } from './templates.ts';
import * as t from './tokens.ts';
import { startsTopLevelBlock } from './toplevel.ts';

/** Reads an expression at the token at hand; `missing` where there is none. */
export function expression(s: Scanner): Expression {
  if (s.depth >= MAX_NESTING) {
    tooDeep(s);
    return missingHere(s);
  }
  s.depth++;
  let result = binary(s, 1);
  if (s.token === t.QUESTION) result = conditional(s, result);
  s.depth--;
  return result;
}

function conditional(s: Scanner, condition: Expression): Expression {
  let height = s.height;
  s.advance();
  const whenTrue = expression(s);
  height = Math.max(height, s.height);
  let whenFalse: Expression;
  if (s.token === t.COLON) {
    s.advance();
    whenFalse = expression(s);
    height = Math.max(height, s.height);
  } else {
    s.reportToken(colonInConditional);
    whenFalse = missingHere(s);
  }
  s.height = height + 1;
  return { kind: 'conditional', start: condition.start, end: whenFalse.end, condition, whenTrue, whenFalse };
}

function binary(s: Scanner, least: number): Expression {
  let left = unary(s);
  let height = s.height;
  for (;;) {
    const precedence = t.PRECEDENCE[s.token] as number;
    if (precedence < least) break;
    if (height >= MAX_HEIGHT) {
      tooDeep(s);
      break;
    }
    const operator = t.OPERATORS[s.token] as BinaryOperator;
    s.advance();
    const right = binary(s, precedence + 1);
    height = Math.max(height, s.height) + 1;
    left = { kind: 'binary', start: left.start, end: right.end, operator, left, right };
  }
  s.height = height;
  return left;
}

function unary(s: Scanner): Expression {
  if (s.token !== t.MINUS && s.token !== t.BANG) return withSteps(s, primary(s));
  if (s.depth >= MAX_NESTING) {
    tooDeep(s);
    return missingHere(s);
  }
  const start = s.tokenStart;
  const operator = s.token === t.MINUS ? '-' : '!';
  s.depth++;
  s.advance();
  const operand = unary(s);
  s.depth--;
  s.height++;
  return { kind: 'unary', start, end: operand.end, operator, operand };
}

function missingHere(s: Scanner): Missing {
  s.height = 0;
  return { kind: 'missing', start: s.previousEnd, end: s.previousEnd };
}

// Steps: .name .0 .* [key] [*]

function withSteps(s: Scanner, from: Expression): Expression {
  let node = from;
  let height = s.height;
  while (s.token === t.DOT || s.token === t.OPEN_BRACKET) {
    if (height >= MAX_HEIGHT) {
      tooDeep(s);
      break;
    }
    if (s.token === t.DOT) {
      const dot = s.tokenStart;
      s.advance();
      if (s.token === t.IDENTIFIER || s.token === t.NUMBER) node = nameOrIndex(s, node);
      else if (s.token === t.STAR) node = attributeSplat(s, node, dot);
      else {
        s.report(attributeNameExpected, dot, dot + 1);
        node = { kind: 'getAttr', start: node.start, end: dot + 1, object: node, name: '' };
        height++;
        break;
      }
      height = Math.max(height, s.height) + 1;
    } else {
      node = indexOrSplat(s, node);
      height = Math.max(height, s.height) + 1;
    }
  }
  s.height = height;
  return node;
}

/** Behind a dot: `.name`, or an index as in `.0`. */
function nameOrIndex(s: Scanner, object: Expression): Expression {
  const { start } = object;
  const end = s.tokenEnd;
  const name = s.tokenText();
  if (s.token === t.IDENTIFIER) {
    s.advance();
    return { kind: 'getAttr', start, end, object, name };
  }
  const dot = name.indexOf('.');
  let collection = object;
  let keyStart = s.tokenStart;
  if (dot > 0) {
    s.report(legacyIndexes, s.tokenStart, end);
    const keyEnd = keyStart + dot;
    const key = numberLiteral(name.slice(0, dot), keyStart, keyEnd);
    collection = { kind: 'index', start, end: keyEnd, collection, key, legacy: true };
    keyStart = keyEnd + 1;
  }
  const key = numberLiteral(name.slice(dot + 1), keyStart, end);
  s.advance();
  return { kind: 'index', start, end, collection, key, legacy: true };
}

function numberLiteral(text: string, start: number, end: number): Expression {
  return { kind: 'number', start, end, value: Number(text), text };
}

/** `.*` and the names and indexes with dots behind it; a `[0]` behind them is no part of the splat. */
function attributeSplat(s: Scanner, source: Expression, dot: number): Splat {
  let each: Expression = { kind: 'splatItem', start: dot, end: s.tokenEnd };
  let height = 0;
  s.advance();
  while (s.token === t.DOT) {
    const at = s.tokenStart;
    if (height >= MAX_HEIGHT) {
      tooDeep(s);
      break;
    }
    s.advance();
    if (s.token === t.IDENTIFIER || s.token === t.NUMBER) {
      each = nameOrIndex(s, each);
      height++;
      continue;
    }
    if (s.token === t.STAR) {
      s.report(nestedSplat, at, s.tokenEnd);
      s.advance();
    } else s.report(attributeNameExpected, at, at + 1);
    each = { kind: 'getAttr', start: each.start, end: at + 1, object: each, name: '' };
    break;
  }
  s.height = height + 1;
  return { kind: 'splat', start: source.start, end: each.end, source, full: false, each };
}

function indexOrSplat(s: Scanner, collection: Expression): Expression {
  const open = s.tokenStart;
  const { start } = collection;
  s.advance();
  if (s.token === t.STAR) return fullSplat(s, collection, open);
  const { newlines } = s;
  s.newlines = false;
  if (s.token === t.NEWLINE) s.rescan();
  s.openBrackets++;
  const key = expression(s);
  const { height } = s;
  if (s.token !== t.CLOSE_BRACKET) skipToCloser(s, t.CLOSE_BRACKET);
  s.openBrackets--;
  const end = closeBracket(s, t.CLOSE_BRACKET, newlines, open, '[');
  s.height = height;
  return { kind: 'index', start, end: Math.max(end, key.end), collection, key, legacy: false };
}

/** `[*]`, which covers all steps behind it. */
function fullSplat(s: Scanner, source: Expression, open: number): Expression {
  let end = s.tokenEnd;
  s.advance();
  if (s.token === t.CLOSE_BRACKET) {
    end = s.tokenEnd;
    s.advance();
  } else s.reportToken(splatCloseExpected);
  s.height = 0;
  let each: Expression = { kind: 'splatItem', start: open, end };
  if (s.depth >= MAX_NESTING) tooDeep(s);
  else {
    s.depth++;
    each = withSteps(s, each);
    s.depth--;
  }
  return { kind: 'splat', start: source.start, end: each.end, source, full: true, each };
}

// Values

function primary(s: Scanner): Expression {
  const start = s.tokenStart;
  switch (s.token) {
    case t.QUOTE:
      return quotedTemplate(s);
    case t.IDENTIFIER:
      return word(s);
    case t.NUMBER: {
      const text = s.tokenText();
      const value = Number(text);
      if (Number.isNaN(value)) s.report(invalidNumber, start, s.tokenEnd);
      s.advance();
      s.height = 0;
      return { kind: 'number', start, end: start + text.length, value, text };
    }
    case t.OPEN_BRACKET:
      return tuple(s);
    case t.OPEN_BRACE:
      return object(s);
    case t.OPEN_PAREN:
      return parenthesised(s);
    case t.HEREDOC:
      return heredocTemplate(s);
    default:
      s.reportToken(expressionExpected);
      return missingHere(s);
  }
}

/** A variable, a keyword or a function call. */
function word(s: Scanner): Expression {
  const { tokenStart: start, tokenEnd: end, previousEnd, lineStart } = s;
  const name = s.tokenText();
  s.advance();
  s.height = 0;
  switch (s.token) {
    case t.OPEN_PAREN:
      return call(s, name, start, end);
    case t.DOUBLE_COLON:
      return namespacedCall(s, name, start);
    case t.EQUAL:
    case t.OPEN_BRACE:
    case t.QUOTE:
      // `name =` or `name "label" {` in a line of its own inside of brackets: they were never closed.
      if (!s.newlines && hasNewline(s.text, previousEnd, start) && looksLikeItem(s.text, start)) {
        s.tokenEnd = previousEnd;
        s.previousEnd = previousEnd;
        s.lineStart = lineStart;
        s.sync(start);
        s.report(expressionExpected, previousEnd, previousEnd);
        return missingHere(s);
      }
  }
  const length = end - start;
  if (length === 4 && name === 'true') return { kind: 'boolean', start, end, value: true };
  if (length === 5 && name === 'false') return { kind: 'boolean', start, end, value: false };
  if (length === 4 && name === 'null') return { kind: 'null', start, end };
  return { kind: 'variable', start, end, name };
}

function namespacedCall(s: Scanner, first: string, start: number): Expression {
  let name = first;
  while (s.token === t.DOUBLE_COLON) {
    s.advance();
    name += '::';
    if (s.token !== t.IDENTIFIER) {
      s.reportToken(functionNameExpected);
      break;
    }
    name += s.tokenText();
    s.advance();
  }
  const end = s.previousEnd;
  if (s.token === t.OPEN_PAREN) return call(s, name, start, end);
  s.report(callExpected, start, end);
  s.height = 0;
  return { kind: 'call', start, end, name, nameSpan: { start, end }, args: [], expandFinal: false };
}

function call(s: Scanner, name: string, start: number, nameEnd: number): Expression {
  const open = s.tokenStart;
  const { newlines } = s;
  const args: Expression[] = [];
  let expandFinal = false;
  let height = 0;
  s.newlines = false;
  s.openParens++;
  s.advance();
  while (!endsList(s, t.CLOSE_PAREN)) {
    args.push(expression(s));
    if (s.height > height) height = s.height;
    if (s.token === t.COMMA) {
      s.advance();
      continue;
    }
    if (s.token === t.ELLIPSIS) {
      expandFinal = true;
      const ellipsis = s.tokenStart;
      s.advance();
      if (s.token !== t.CLOSE_PAREN && !endsList(s, t.CLOSE_PAREN)) {
        s.report(parenAfterEllipsis, ellipsis, s.tokenEnd);
        skipToCloser(s, t.CLOSE_PAREN);
      }
      break;
    }
    if (endsList(s, t.CLOSE_PAREN)) break;
    s.reportToken(commaInCall);
    if (!resyncList(s, t.CLOSE_PAREN)) break;
  }
  s.openParens--;
  const end = closeBracket(s, t.CLOSE_PAREN, newlines, open, '(');
  s.height = height + 1;
  return { kind: 'call', start, end, name, nameSpan: { start, end: nameEnd }, args, expandFinal };
}

/** The list's closer, or what cannot be in it: then the closer is missing. */
function endsList(s: Scanner, closer: number): boolean {
  switch (s.token) {
    case t.END:
    case t.SYNC:
    case t.CLOSE_BRACE:
      return true;
    case t.CLOSE_PAREN:
      return closer === t.CLOSE_PAREN || s.openParens > 0;
    case t.CLOSE_BRACKET:
      return closer === t.CLOSE_BRACKET || s.openBrackets > 0;
    default:
      return false;
  }
}

function parenthesised(s: Scanner): Expression {
  const start = s.tokenStart;
  const { newlines } = s;
  s.newlines = false;
  s.openParens++;
  s.advance();
  const inner = expression(s);
  const { height } = s;
  if (!endsList(s, t.CLOSE_PAREN)) {
    s.reportToken(extraAfterExpression);
    skipToCloser(s, t.CLOSE_PAREN);
  }
  s.openParens--;
  const end = closeBracket(s, t.CLOSE_PAREN, newlines, start, '(');
  s.height = height + 1;
  return { kind: 'parenthesised', start, end: Math.max(end, inner.end), expression: inner };
}

/** Skips what doesn't belong into a bracket, up to its closer or the place where it is given up. */
function skipToCloser(s: Scanner, closer: number): void {
  while (!endsList(s, closer)) {
    if (s.token === t.COMMA) s.advance();
    else {
      s.report(extraAfterExpression, s.tokenStart, s.tokenEnd);
      const before = s.position;
      if (!resyncList(s, closer)) return;
      if (s.position === before) expression(s);
    }
  }
}

function tuple(s: Scanner): Expression {
  const start = s.tokenStart;
  const { newlines } = s;
  s.newlines = false;
  s.openBrackets++;
  s.advance();
  if (atFor(s)) {
    return forExpression(s, start, newlines, t.CLOSE_BRACKET);
  }
  const items: Expression[] = [];
  let height = 0;
  while (!endsList(s, t.CLOSE_BRACKET)) {
    items.push(expression(s));
    if (s.height > height) height = s.height;
    if (s.token === t.COMMA) {
      s.advance();
      continue;
    }
    if (endsList(s, t.CLOSE_BRACKET)) break;
    s.reportToken(commaInList);
    if (!resyncList(s, t.CLOSE_BRACKET)) break;
  }
  s.openBrackets--;
  const end = closeBracket(s, t.CLOSE_BRACKET, newlines, start, '[');
  s.height = height + 1;
  return { kind: 'tuple', start, end, items };
}

function atFor(s: Scanner): boolean {
  return s.token === t.IDENTIFIER && s.tokenEnd - s.tokenStart === 3 && s.text.startsWith('for', s.tokenStart);
}

/** `for` as an object's key, which HCL refuses, as against `for` that begins a loop. */
function forIsKey(s: Scanner): boolean {
  let at = s.tokenEnd;
  while (s.text.charCodeAt(at) === 32 || s.text.charCodeAt(at) === 9) at++;
  const c = s.text.charCodeAt(at);
  return c === 61 || c === 58;
}

function object(s: Scanner): Expression {
  const start = s.tokenStart;
  const { newlines } = s;
  const indentation = s.hints ? s.lineIndentation() : -1;
  s.newlines = false;
  s.advance();
  if (atFor(s)) {
    if (!forIsKey(s)) return forExpression(s, start, newlines, t.CLOSE_BRACE);
    s.report(forAsKey, s.tokenStart, s.tokenEnd);
  }
  s.newlines = true;
  const items: ObjectItem[] = [];
  let height = 0;
  for (;;) {
    while (s.token === t.NEWLINE) s.advance();
    if (endsObject(s, indentation)) break;
    if (s.token === t.CLOSE_BRACKET || s.token === t.CLOSE_PAREN) {
      s.report(unexpectedCloser(s.tokenText()), s.tokenStart, s.tokenEnd);
      s.advance();
      continue;
    }
    if (s.token === t.COMMA) {
      s.reportToken(expressionExpected);
      s.advance();
      continue;
    }
    items.push(objectItem(s));
    if (s.height > height) height = s.height;
    if (s.token === t.COMMA || s.token === t.NEWLINE) s.advance();
    else if (s.token === t.SYNC && continuesAfterSync(s, indentation)) s.resume();
  }
  const closed = s.token === t.CLOSE_BRACE;
  const end = closed ? s.tokenEnd : s.previousEnd;
  s.newlines = newlines;
  if (closed) s.advance();
  else {
    s.unbalanced = true;
    reportUnclosed(s, start, '{');
  }
  s.height = height + 1;
  return { kind: 'object', start, end, items };
}

/** The object's `}`, or where it can't go on: a closer of a bracket around it, a top-level block, less indentation. */
function endsObject(s: Scanner, indentation: number): boolean {
  switch (s.token) {
    case t.END:
    case t.SYNC:
      return true;
    case t.CLOSE_BRACKET:
      return s.openBrackets > 0;
    case t.CLOSE_PAREN:
      return s.openParens > 0;
    case t.IDENTIFIER:
      if (s.syncs && s.tokenStart === s.lineStart && startsTopLevelBlock(s.text, s.tokenStart)) {
        s.sync(s.tokenStart);
        return true;
      }
  }
  const column = indentation >= 0 ? s.indentation() : -1;
  if (column >= 0 && (s.token === t.CLOSE_BRACE ? column < indentation : column <= indentation)) {
    s.sync(s.tokenStart);
    return true;
  }
  return s.token === t.CLOSE_BRACE;
}

/** An inner object was given up for lack of indentation; is the line one of this object? */
function continuesAfterSync(s: Scanner, indentation: number): boolean {
  return (
    indentation >= 0 &&
    !s.oneLine &&
    s.position - s.lineStart > indentation &&
    !(s.position < s.limit && startsTopLevelBlock(s.text, s.position))
  );
}

function objectItem(s: Scanner): ObjectItem {
  const key = expression(s);
  let { height } = s;
  let value: Expression;
  if (s.token === t.EQUAL || s.token === t.COLON || s.token === t.OPEN_BRACE) {
    if (s.token === t.OPEN_BRACE) s.reportToken(equalInObject);
    else s.advance();
    value = expression(s);
    height = Math.max(height, s.height);
    if (!endsItem(s)) {
      s.reportToken(separatorInObject);
      if (!startsLineItem(s)) skipItem(s);
    }
  } else {
    s.reportToken(equalInObject);
    value = missingHere(s);
    if (!endsItem(s)) skipItem(s);
    else if (s.token === t.CLOSE_BRACKET || s.token === t.CLOSE_PAREN) s.advance();
  }
  s.height = height + 1;
  return { kind: 'item', start: key.start, end: Math.max(value.end, key.end), key, value };
}

function endsItem(s: Scanner): boolean {
  switch (s.token) {
    case t.NEWLINE:
    case t.COMMA:
    case t.CLOSE_BRACE:
    case t.END:
    case t.SYNC:
      return true;
    case t.CLOSE_BRACKET:
      return s.openBrackets > 0;
    case t.CLOSE_PAREN:
      return s.openParens > 0;
    default:
      return false;
  }
}

/** `a = 1 b = 2`: only the separator is missing. */
function startsLineItem(s: Scanner): boolean {
  return s.token === t.IDENTIFIER && looksLikeItem(s.text, s.tokenStart);
}

/** `for … in … : …` behind its open bracket; the token at hand is the word `for`. */
function forExpression(s: Scanner, start: number, newlines: boolean, closer: number): Expression {
  const isObject = closer === t.CLOSE_BRACE;
  s.advance();
  const { key, value } = forNames(s);
  const collection = expression(s);
  let { height } = s;
  if (s.token === t.COLON) s.advance();
  else s.reportToken(forColon);
  let result = expression(s);
  height = Math.max(height, s.height);
  let keyResult: Expression | undefined;
  if (s.token === t.ARROW) {
    s.advance();
    keyResult = result;
    result = expression(s);
    height = Math.max(height, s.height);
    if (!isObject) s.report(forKeyInTuple, keyResult.start, keyResult.end);
  } else if (isObject) s.report(forKeyInObject, result.start, result.end);
  let group = false;
  if (s.token === t.ELLIPSIS) {
    group = true;
    if (!isObject) s.reportToken(forGroupInTuple);
    s.advance();
  }
  let condition: Expression | undefined;
  if (s.token === t.IDENTIFIER && s.tokenText() === 'if') {
    s.advance();
    condition = expression(s);
    height = Math.max(height, s.height);
  }
  if (!endsList(s, closer)) {
    s.reportToken(extraInFor);
    skipToCloser(s, closer);
  }
  if (isObject && s.token !== closer) s.unbalanced = true;
  if (!isObject) s.openBrackets--;
  const inner = (condition ?? result).end;
  const end = Math.max(inner, closeBracket(s, closer, newlines, start, isObject ? '{' : '['));
  s.height = height + 1;
  return { kind: 'for', start, end, object: isObject, key, value, collection, keyResult, result, condition, group };
}
