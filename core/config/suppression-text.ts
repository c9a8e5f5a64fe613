/** The words of a suppression: `RULE[, RULE] -- reason`, alone or several separated by `;` or line ends. */

export interface SuppressionWords {
  /** As written, with the offset in the text. */
  readonly rules: readonly { readonly pattern: string; readonly offset: number }[];
  readonly reason: string | undefined;
}

/** Reads one `RULE[, RULE] -- reason`; offsets count from the start of `text` plus `base`. */
export function readSuppression(text: string, base = 0): SuppressionWords {
  const separator = /(^|\s)--(\s|$)/.exec(text);
  const head = separator ? text.slice(0, separator.index) : text;
  const reason = separator ? text.slice(separator.index + separator[0].length).trim() : '';
  const rules = [...head.matchAll(/[^\s,]+/g)].map((word) => ({ pattern: word[0], offset: base + word.index }));
  return { rules, reason: reason === '' ? undefined : reason };
}

/** Reads a list of them. A part without rule ids at its start belongs to the reason before it. */
export function readSuppressionList(text: string): SuppressionWords[] {
  const list: SuppressionWords[] = [];
  for (const part of text.matchAll(/[^;\n]+/g)) {
    if (part[0].trim() === '') continue;
    const last = list.at(-1);
    const beginsWithRules = /^\s*[\w*-]+(\/[\w*-]+)?(\s*,\s*[\w*-]+(\/[\w*-]+)?)*\s*(--|$)/.test(part[0]);
    if (last?.reason !== undefined && !beginsWithRules) {
      list[list.length - 1] = { rules: last.rules, reason: `${last.reason}; ${part[0].trim()}` };
    } else list.push(readSuppression(part[0], part.index));
  }
  return list;
}
