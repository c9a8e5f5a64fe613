/** Token kinds: plain numbers, so that the scanner and the parser compare nothing but small integers. Typed as `number`,
 * because a call between two comparisons changes the token and TypeScript would not know. */
import type { BinaryOperator } from './ast.ts';

export const END: number = 0;
export const NEWLINE: number = 1;
/** No character of the text: here an item of a body begins (or a line ends that must not be passed) although brackets
 * are still open. Every open bracket gives up on it; the body goes on from there. */
export const SYNC: number = 2;
export const IDENTIFIER: number = 3;
export const NUMBER: number = 4;
export const QUOTE: number = 5;
export const HEREDOC: number = 6;
export const OPEN_BRACE: number = 7;
export const CLOSE_BRACE: number = 8;
export const OPEN_PAREN: number = 9;
export const CLOSE_PAREN: number = 10;
export const OPEN_BRACKET: number = 11;
export const CLOSE_BRACKET: number = 12;
export const EQUAL: number = 13;
export const COMMA: number = 14;
export const DOT: number = 15;
export const COLON: number = 16;
export const DOUBLE_COLON: number = 17;
export const QUESTION: number = 18;
export const ARROW: number = 19;
export const ELLIPSIS: number = 20;
export const BANG: number = 21;
/** `~}` */
export const TRIM_CLOSE: number = 22;
/** A character that HCL doesn't know. */
export const BAD: number = 23;
export const OR: number = 24;
export const AND: number = 25;
export const EQUAL_EQUAL: number = 26;
export const NOT_EQUAL: number = 27;
export const LESS: number = 28;
export const LESS_EQUAL: number = 29;
export const GREATER: number = 30;
export const GREATER_EQUAL: number = 31;
export const PLUS: number = 32;
export const MINUS: number = 33;
export const STAR: number = 34;
export const SLASH: number = 35;
export const PERCENT: number = 36;

/** By token; 0 for all that is no binary operator. */
export const PRECEDENCE = new Uint8Array(64);
export const OPERATORS: BinaryOperator[] = [];
const levels: [number, BinaryOperator][][] = [
  [[OR, '||']],
  [[AND, '&&']],
  [
    [EQUAL_EQUAL, '=='],
    [NOT_EQUAL, '!='],
  ],
  [
    [LESS, '<'],
    [LESS_EQUAL, '<='],
    [GREATER, '>'],
    [GREATER_EQUAL, '>='],
  ],
  [
    [PLUS, '+'],
    [MINUS, '-'],
  ],
  [
    [STAR, '*'],
    [SLASH, '/'],
    [PERCENT, '%'],
  ],
];
for (const [level, operators] of levels.entries()) {
  for (const [token, text] of operators) {
    PRECEDENCE[token] = level + 1;
    OPERATORS[token] = text;
  }
}
