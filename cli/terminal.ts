/** What is particular to terminals: colours, and texts that must not control them. */
import type { Language, Text } from '../core/text/message.ts';

export interface Console {
  readonly language: Language;
  /** To stdout, as it is. */
  out(text: string): void;
  /** A line on stderr. */
  error(text: Text | string): void;
}

export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'cyan' | 'green';
export type Paint = (style: Style, text: string) => string;

const codes: Record<Style, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  green: [32, 39],
};

export function painter(colored: boolean): Paint {
  return (style, text) => (colored ? `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m` : text);
}

/** `--color` and `--no-color` win; then NO_COLOR and FORCE_COLOR; then whether a person is looking. */
export function wantsColor(
  chosen: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (chosen !== undefined) return chosen;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return isTerminal && env.TERM !== 'dumb';
}
