/** `portguard:ignore` and `portguard:ignore-file` in comments of YAML, HCL and JSON. */
import type { Comments, Unit } from '../dialects/unit.ts';
import type { Comment } from '../syntax/data.ts';
import type { SourceText, Span } from '../text/source.ts';
import { firstFrom, groupedBy, within } from './lookup.ts';
import { readSuppression } from './suppression-text.ts';
import type { Cover, Suppression } from './suppressions.ts';

const directive = /^[\s*]*portguard:\s*(ignore-file|ignore)(?![\w-])(.*?)(?:\*\/)?$/m;

/** One text's comments in order, and what was found out about them. */
interface Page {
  readonly source: SourceText;
  readonly comments: readonly Comment[];
  /** Before this offset stand only comments, blank lines and document markers. */
  readonly topEnd: number;
  /** From a line to the one that a comment above it belongs to. */
  readonly targets: Map<number, number>;
}

/** The first lines of resources in one file, in order. */
interface Head {
  readonly start: number;
  readonly address: string;
}

type Heads = ReadonlyMap<string, readonly Head[]>;

export function commentSuppressions(unit: Unit): Suppression[] {
  let heads: Heads | undefined;
  return unit.comments.flatMap(({ source, comments }) => {
    if (!comments.some(({ text }) => text.includes('portguard:'))) return [];
    heads ??= headsOf(unit);
    const page = pageOf({ source, comments });
    return page.comments.flatMap((comment) => suppressionOf(comment, page, unit, heads as Heads));
  });
}

function headsOf({ model: { resources } }: Unit): Heads {
  const heads = [...resources.values()].flatMap(({ address, nameAt, blockAt }) =>
    [nameAt, { ...blockAt, end: blockAt.start }].map((place) => {
      const { source, start } = place.source.outermost(place);
      return { path: source.path, start, address };
    }),
  );
  const byPath = groupedBy(heads, ({ path }) => path);
  for (const list of byPath.values()) list.sort((a, b) => a.start - b.start);
  return byPath;
}

function pageOf({ source, comments: written }: Comments): Page {
  const comments = [...written].sort((a, b) => a.start - b.start);
  let topEnd = 0;
  for (const { start, end } of comments) {
    const between = source.text.slice(topEnd, start).replace(/#+$|\/\/$|\/\*+$/, '');
    if (!/^(?:\s|---|%YAML.*)*$/.test(between)) break;
    topEnd = end;
  }
  return { source, comments, topEnd, targets: new Map() };
}

function suppressionOf(comment: Comment, page: Page, unit: Unit, heads: Heads): Suppression[] {
  const match = directive.exec(comment.text);
  if (!match) return [];
  const [, kind, tail = ''] = match;
  const { source } = page;
  const written = source.text.slice(comment.start, comment.end);
  const words = readSuppression(tail);
  const tailStart = comment.start + Math.max(0, written.indexOf(tail));
  const wholeFile = kind === 'ignore-file' && comment.end <= page.topEnd;
  return [
    {
      rules: words.rules.map(({ pattern, offset }) => {
        const start = tailStart + offset;
        return { pattern, at: source.outermost({ start, end: start + pattern.length }) };
      }),
      reason: words.reason,
      at: source.outermost(comment),
      wholeFile: kind === 'ignore-file',
      covers: wholeFile ? wholeText(source) : kind === 'ignore' ? lineCover(comment, page, unit, heads) : nothing,
    },
  ];
}

const nothing: Cover = { spans: [], resources: new Set() };

function wholeText(source: SourceText): Cover {
  return { spans: [source.outermost({ start: 0, end: source.text.length })], resources: new Set() };
}

/** The comment's own line, or the next that is no comment when it stands alone; a resource when that line heads one. */
function lineCover(comment: Comment, page: Page, { model }: Unit, heads: Heads): Cover {
  const covered = page.source.outermost(lineSpan(page.source, targetLine(comment, page)));
  const headed = within(heads.get(covered.source.path) ?? [], covered, ({ start }) => start);
  const resources = new Set(headed.map(({ address }) => address));
  const blocks = [...resources].flatMap((address) => model.resources.get(address)?.blockAt ?? []);
  return { spans: [covered, ...blocks.map((block) => block.source.outermost(block))], resources };
}

function targetLine(comment: Comment, page: Page): number {
  const { source } = page;
  const own = source.positionAt(comment.start).line;
  const before = source.text.slice(source.lineStart(own), comment.start);
  if (/[^\s#/*]/.test(before)) return own;
  const last = source.positionAt(comment.end).line;
  // A block comment that ends before code on the same line belongs to that code.
  if (/[^\s*/]/.test(source.text.slice(comment.end, source.lineStart(last + 1)))) return last;
  return firstCodeFrom(last + 1, page);
}

/** The line itself, or the next that does not begin with a comment. */
function firstCodeFrom(first: number, { source, comments, targets }: Page): number {
  const passed: number[] = [];
  let line = first;
  for (;;) {
    const known = targets.get(line);
    if (known !== undefined) {
      line = known;
      break;
    }
    passed.push(line);
    const start = source.lineStart(line);
    const next = comments[firstFrom(comments, start + 1, ({ end }) => end)];
    const isCode = !next || next.start >= source.lineStart(line + 1);
    if (isCode || /[^\s#/*]/.test(source.text.slice(start, Math.max(start, next.start)))) break;
    line = source.positionAt(next.end).line + 1;
    if (line > source.lineCount) break;
  }
  for (const one of passed) targets.set(one, line);
  return line;
}

function lineSpan(source: SourceText, line: number): Span {
  return { start: source.lineStart(line), end: Math.max(source.lineStart(line) + 1, source.lineStart(line + 1)) };
}
