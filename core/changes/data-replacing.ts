/** Another value in the place of one, in YAML and JSON. */
import type { DataFile } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';
import { type Found, innermost, isFlow } from './data-nodes.ts';
import { styleAt } from './data-style.ts';
import { flowText, isPlainSafe, quotedWith } from './data-text.ts';
import type { Edit } from './edit.ts';
import type { Plain } from './plain.ts';

export interface Page {
  readonly text: string;
  readonly file: DataFile;
  readonly json: boolean;
}

export function replaced(page: Page, at: Span, by: Plain): readonly Edit[] | undefined {
  const found = innermost(page.file, at);
  if (!found) return undefined;
  const { node } = found;
  const span = { start: at.start, end: at.end };
  if (node.start === at.start && node.end === at.end) {
    const style = styleAt(page, found);
    if (node.kind !== 'scalar' || node.tag?.startsWith('!') || typeof by !== 'string') {
      return node.kind === 'scalar' || found.entry || found.parent
        ? [{ ...span, text: flowText(by, style) }]
        : undefined;
    }
    if (node.style === 'literal' || node.style === 'folded') return undefined;
    if (node.style === 'single') return [{ ...span, text: quotedWith(by, "'") }];
    if (node.style === 'double') return [{ ...span, text: JSON.stringify(by) }];
    // What stood without quotes stays so where it can; a number stays a number.
    const stays = /^\d+$/.test(by) ? typeof node.value === 'number' : isPlainSafe(by, isInFlow(page, found));
    return [{ ...span, text: stays ? by : quotedWith(by, style.json || style.quotes === '"' ? '"' : "'") }];
  }
  // A part of a text: one address in a list with commas.
  const isPart =
    node.kind === 'scalar' && node.start <= at.start && at.end <= node.end && typeof by === 'string' && isPlainPart(by);
  return isPart ? [{ ...span, text: by }] : undefined;
}

/** Whether a text can stand inside of another one as it is, whatever the quotes. */
export function isPlainPart(text: string): boolean {
  return /^[\w.:/,-]*$/.test(text);
}

function isInFlow({ text }: Page, { parent }: Found): boolean {
  const node = parent?.node;
  return node !== undefined && (node.kind === 'map' || node.kind === 'sequence') && isFlow(node, text);
}
