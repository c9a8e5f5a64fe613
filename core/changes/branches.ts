/**
 * Templates of manifests: in which branches of their actions a place stands. What is added to a mapping must not slip
 * into an `if` that one of its entries stands in, and what is written in another branch is not missing.
 */
import type { SourceText, Span } from '../text/source.ts';
import { insertionPoint } from './embedded.ts';

interface Turn {
  readonly offset: number;
  /** The branches from here on, the outermost first. */
  readonly branches: string;
}

const turns = new WeakMap<SourceText, readonly Turn[]>();

const action = /\{\{-?\s*(?:\/\*[\s\S]*?\*\/|(if|range|with|define|block|else|end)\b)[\s\S]*?\}\}/g;

/** The branches that text which is inserted at an offset stands in: equal texts for the same ones. */
export function branchesAt(source: SourceText, offset: number): string {
  const { source: host, start } = insertionPoint(source, offset);
  let found = '';
  for (const turn of turnsOf(host)) {
    if (turn.offset > start) break;
    found = turn.branches;
  }
  return found;
}

function turnsOf(host: SourceText): readonly Turn[] {
  let known = turns.get(host);
  if (!known) {
    known = [...turnsIn(host.text)];
    turns.set(host, known);
  }
  return known;
}

function* turnsIn(text: string): Generator<Turn> {
  if (!text.includes('{{')) return;
  const open: string[] = [];
  for (const match of text.matchAll(action)) {
    const [whole, word] = match;
    if (word === undefined) continue;
    if (word === 'end' || word === 'else') open.pop();
    if (word !== 'end') open.push(`${match.index}`);
    yield { offset: match.index + whole.length, branches: open.join(' ') };
  }
}

/**
 * Whether a template writes a key of a mapping more often than its rendering shows: in a branch that was not taken.
 * @param map the mapping in the rendered text
 */
export function isHidden(source: SourceText, map: Span, key: string): boolean {
  if (!source.isRendered) return false;
  const { text } = source;
  const around = {
    start: text.slice(0, map.start).trimEnd().length,
    end: map.end + text.slice(map.end).search(/\S|$/),
  };
  const { source: host, start } = insertionPoint(source, around.start);
  const own = source.outermost(map);
  const next =
    around.end < text.length ? source.outermost({ start: around.end, end: around.end + 1 }).start : host.text.length;
  // In a loop what follows stands before it.
  const end = next < own.end ? own.end : next;
  return countOf(key, host.text.slice(start, end)) > countOf(key, text.slice(map.start, map.end));
}

function countOf(key: string, text: string): number {
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`(?:^|[\\s{,])["']?${name}["']?[ \\t]*:`, 'gm'))].length;
}
