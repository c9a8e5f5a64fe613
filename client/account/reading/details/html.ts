/**
 * HTML in which whatever is put in is text, unless it was made here: names of an account, which anybody may have given,
 * cannot become markup, and cannot turn the writing direction around.
 */
import { printable } from '../../../../core/text/printable.ts';

class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Html = Markup;
export type Part = Html | string | number | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For templates only: html`<p>${text}</p>`, also inside of the quotes of an attribute. */
export function html({ raw }: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Markup(raw.map((literal, i) => (i === 0 ? literal : `${written(parts[i - 1])}${literal}`)).join(''));
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (isList(part)) return part.map(written).join('');
  return printable(String(part)).replace(/[&<>"']/g, (mark) => entities[mark] as string);
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

/** Text that comes from the account: it keeps its writing direction to itself. */
export function named(text: string | undefined): Html | undefined {
  return text ? html`<bdi>${text}</bdi>` : undefined;
}

/** Parts with something in between; those that are empty are left out. */
export function joined(parts: readonly Part[], between: Part): readonly Part[] {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.flatMap((part, i) => (i === 0 ? [part] : [between, part]));
}
