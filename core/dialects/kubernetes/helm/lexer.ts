/** From a template's text to texts and actions, and from an action to words, as Go's text/template splits them. */
import type { Span } from '../../../text/source.ts';
import type { TemplateProblem } from './ast.ts';

export type Part =
  | (Span & { readonly kind: 'text' })
  /** `inner` is what stands between the braces, without trim markers. */
  | (Span & { readonly kind: 'action'; readonly inner: Span });

const space = /[ \t\r\n]/;

/** Texts and actions in order; comments are left out, texts are trimmed where `{{-` and `-}}` say so. */
export function partsOf(text: string): Part[] | TemplateProblem {
  const parts: Part[] = [];
  let at = 0;
  let trimLeft = false;
  for (;;) {
    const open = text.indexOf('{{', at);
    const textEnd = open < 0 ? text.length : open;
    const trimRight = open >= 0 && text[open + 2] === '-' && space.test(text[open + 3] ?? '');
    const start = trimLeft ? skipSpace(text, at, textEnd) : at;
    const end = trimRight ? trimmedEnd(text, start, textEnd) : textEnd;
    if (end > start) parts.push({ kind: 'text', start, end });
    if (open < 0) return parts;
    const from = open + (trimRight ? 3 : 2);
    const first = skipSpace(text, from, text.length);
    if (text.startsWith('/*', first) && (trimRight || first === from)) {
      const close = /\*\/(?:[ \t\r\n]+-)?\}\}/y;
      close.lastIndex = Math.max(0, text.indexOf('*/', first + 2));
      const found = close.exec(text);
      if (!found) return { what: 'comment', start: open, end: open + 2 };
      at = close.lastIndex;
      trimLeft = found[0].includes('-');
      continue;
    }
    const close = closingBraces(text, from);
    if (close < 0) return { what: '{{', start: open, end: open + 2 };
    trimLeft = text[close - 1] === '-' && space.test(text[close - 2] ?? '') && close - 1 > from;
    parts.push({
      kind: 'action',
      start: open,
      end: close + 2,
      inner: { start: from, end: trimLeft ? close - 1 : close },
    });
    at = close + 2;
  }
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && space.test(text[at] as string)) at++;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && space.test(text[at - 1] as string)) at--;
  return at;
}

/** The `}}` that ends an action: not one in a text in quotes. */
function closingBraces(text: string, from: number): number {
  const next = /\}\}|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|["`]/g;
  next.lastIndex = from;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] === '}}') return found.index;
    if (found[0].length === 1) return -1;
  }
  return -1;
}

export interface Word extends Span {
  readonly kind: 'name' | 'field' | 'variable' | 'text' | 'number' | 'sign' | 'dot';
  readonly text: string;
  /** White space stands in front of it: it begins another argument. */
  readonly apart: boolean;
}

const word =
  /(\s+)|(\.[\p{L}_][\p{L}\p{N}_]*)|(\$[\p{L}\p{N}_]*)|("(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')|([+-]?(?:0[xX][0-9a-fA-F_]+(?:\.[0-9a-fA-F]*)?(?:[pP][+-]?\d+)?|\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+))|([\p{L}_][\p{L}\p{N}_]*)|(\.)|(:=|[|(),=])/uy;

/** The words of an action. */
export function wordsOf(text: string, { start, end }: Span): Word[] | TemplateProblem {
  const words: Word[] = [];
  let apart = true;
  let at = start;
  while (at < end) {
    word.lastIndex = at;
    const found = word.exec(text);
    if (!found || word.lastIndex > end) return { what: text[at] ?? '', start: at, end: at + 1 };
    const [whole, blank, field, variable, quoted, number, name, dot] = found;
    at = word.lastIndex;
    if (blank === undefined) {
      const kind = field
        ? 'field'
        : variable
          ? 'variable'
          : quoted
            ? 'text'
            : number
              ? 'number'
              : name
                ? 'name'
                : dot
                  ? 'dot'
                  : 'sign';
      words.push({ kind, text: whole, apart, start: at - whole.length, end: at });
    }
    apart = blank !== undefined;
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** The text of a Go string or character literal. */
export function unquoted(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
      (_, x, u, long, octal, one) => {
        const code = Number.parseInt(x ?? u ?? long ?? octal ?? '', x || u || long ? 16 : 8);
        if (one !== undefined) return escapes[one] ?? one;
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      },
    );
}
