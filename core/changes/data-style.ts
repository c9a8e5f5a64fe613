/** How a text of YAML or JSON is written around a place: what is added looks like it. */
import type { DataNode } from '../syntax/data.ts';
import type { Found, Page } from './data-nodes.ts';
import type { Style } from './data-text.ts';

/** Enough scalars to see a habit. */
const enough = 200;

export function styleAt({ text, json }: Pick<Page, 'text' | 'json'>, { node, document }: Found): Style {
  const near = quotesOf(node);
  return { json, step: stepOf(text, json), quotes: near ?? (document.root && quotesOf(document.root)) ?? '' };
}

/** The quotes of texts that would not need them; none where most stand without. */
function quotesOf(node: DataNode): Style['quotes'] | undefined {
  const counts = { '': 0, "'": 0, '"': 0 };
  const open: DataNode[] = [node];
  for (let seen = 0, next = open.pop(); next && seen < enough; next = open.pop()) {
    if (next.kind === 'map') for (const { value } of next.entries) if (value) open.push(value);
    if (next.kind === 'sequence') open.push(...next.items);
    if (next.kind !== 'scalar' || typeof next.value !== 'string' || next.tag !== undefined) continue;
    seen++;
    if (next.style === 'single') counts["'"]++;
    else if (next.style === 'double') counts['"']++;
    else if (next.style === 'plain') counts['']++;
  }
  const [most] = (Object.entries(counts) as [Style['quotes'], number][]).sort((a, b) => b[1] - a[1]);
  return most && most[1] > 0 ? most[0] : undefined;
}

/** The indentation of the first line that is indented; two spaces where there is none. */
function stepOf(text: string, json: boolean): string {
  const [, step] = /\n([ \t]+)[^\s#*/-]/.exec(text) ?? [];
  return step !== undefined && (json || step.length <= 4) ? step : '  ';
}
