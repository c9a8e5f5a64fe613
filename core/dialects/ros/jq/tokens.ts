/** The words of a jq program. Strings are read by the parser, because programs stand in them. */

export interface Token {
  readonly kind: 'field' | 'variable' | 'name' | 'format' | 'number' | 'operator' | 'quote' | 'end' | 'wrong';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const blank = /(?:\s+|#[^\n]*)*/y;
const kinds: readonly (readonly [Token['kind'], RegExp])[] = [
  ['field', /\.[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['variable', /\$[A-Za-z_][A-Za-z0-9_]*/y],
  ['name', /(?:[A-Za-z_][A-Za-z0-9_]*::)*[A-Za-z_][A-Za-z0-9_]*/y],
  ['format', /@[A-Za-z0-9_]+/y],
  ['quote', /"/y],
  ['operator', /\?\/\/(?!=)|\/\/=|\/\/|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\.\.|[.[\]{}()|,:;=<>+\-*/%?]/y],
];

/** The word at this offset, blanks and comments before it left out. */
export function tokenAt(text: string, offset: number): Token {
  blank.lastIndex = offset;
  const start = offset + (blank.exec(text)?.[0].length ?? 0);
  if (start >= text.length) return { kind: 'end', text: '', start, end: start };
  for (const [kind, expression] of kinds) {
    expression.lastIndex = start;
    const [word] = expression.exec(text) ?? [];
    if (word !== undefined) return { kind, text: word, start, end: start + word.length };
  }
  return { kind: 'wrong', text: text[start] as string, start, end: start + 1 };
}
