/** Another value in the place of one, in YAML and JSON. */
import type { ScalarNode } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';
import { type Found, isAt, isFlow, nodeAround, type Page } from './data-nodes.ts';
import { styleAt } from './data-style.ts';
import { flowText, isPlainSafe, quotedWith } from './data-text.ts';
import type { Edit } from './edit.ts';
import type { Plain } from './plain.ts';

export function replaced(page: Page, at: Span, by: Plain): readonly Edit[] | undefined {
  const found = nodeAround(page.file, at);
  if (!found) return undefined;
  const { node } = found;
  const span = { start: at.start, end: at.end };
  if (isAt(node, at)) {
    if (node.kind === 'scalar') return ofScalar(page, found, node, by);
    // A tree in the place of another one, in one line.
    return found.entry || found.parent ? [{ ...span, text: flowText(by, styleAt(page, found)) }] : undefined;
  }
  // A part of a text: one address in a list with commas, or a literal in a template's action.
  const isPart =
    node.kind === 'scalar' && node.start <= at.start && at.end <= node.end && typeof by === 'string' && isPlainPart(by);
  const [quote = ''] = /^(["'`]).*\1$/.test(page.text.slice(at.start, at.end)) ? page.text.slice(at.start) : [];
  return isPart ? [{ ...span, text: `${quote}${by}${quote}` }] : undefined;
}

function ofScalar(page: Page, found: Found, node: ScalarNode, by: Plain): readonly Edit[] | undefined {
  const style = styleAt(page, found);
  const isQuoted = node.style === 'single' || node.style === 'double';
  // An anchor stays; a tag says how the old value was to be read.
  const start = node.anchor === undefined ? node.start : node.content.start - (isQuoted ? 1 : 0);
  const written = { start, end: node.end };
  if (node.tag?.startsWith('!') || typeof by !== 'string') return [{ ...written, text: flowText(by, style) }];
  if (node.style === 'literal' || node.style === 'folded') return undefined;
  if (node.style === 'single') return [{ ...written, text: quotedWith(by, "'") }];
  if (node.style === 'double') return [{ ...written, text: JSON.stringify(by) }];
  // What stood without quotes stays so where it can; a number stays a number.
  const stays = /^\d+$/.test(by) ? typeof node.value === 'number' : isPlainSafe(by, isInFlow(page, found));
  return [{ ...written, text: stays ? by : quotedWith(by, style.json || style.quotes === '"' ? '"' : "'") }];
}

/** Whether a text can stand inside of another one as it is, whatever the quotes. */
export function isPlainPart(text: string): boolean {
  return /^[\w.:/,-]*$/.test(text);
}

function isInFlow({ text }: Page, { parent }: Found): boolean {
  const node = parent?.node;
  return node !== undefined && (node.kind === 'map' || node.kind === 'sequence') && isFlow(node, text);
}
