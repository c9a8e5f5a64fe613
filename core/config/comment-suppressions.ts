/** `portguard:ignore` and `portguard:ignore-file` in comments of YAML, HCL and JSON. */
import type { Comments, Unit } from '../dialects/unit.ts';
import type { Comment } from '../syntax/data.ts';
import type { SourceText, Span } from '../text/source.ts';
import { readSuppression } from './suppression-text.ts';
import type { Cover, Suppression } from './suppressions.ts';

const directive = /^[\s*]*portguard:\s*(ignore-file|ignore)(?![\w-])(.*?)(?:\*\/)?$/m;

export function commentSuppressions(unit: Unit): Suppression[] {
  return unit.comments.flatMap((comments) => {
    if (!comments.comments.some(({ text }) => text.includes('portguard:'))) return [];
    return comments.comments.flatMap((comment) => suppressionOf(comment, comments, unit));
  });
}

function suppressionOf(comment: Comment, comments: Comments, unit: Unit): Suppression[] {
  const match = directive.exec(comment.text);
  if (!match) return [];
  const [, kind, tail = ''] = match;
  const { source } = comments;
  const written = source.text.slice(comment.start, comment.end);
  const words = readSuppression(tail);
  const tailStart = comment.start + Math.max(0, written.indexOf(tail));
  const wholeFile = kind === 'ignore-file' && isAtTop(comment, comments);
  return [
    {
      rules: words.rules.map(({ pattern, offset }) => {
        const start = tailStart + offset;
        return { pattern, at: source.outermost({ start, end: start + pattern.length }) };
      }),
      reason: words.reason,
      at: source.outermost(comment),
      wholeFile: kind === 'ignore-file',
      covers: wholeFile ? wholeText(source) : kind === 'ignore' ? lineCover(comment, comments, unit) : nothing,
    },
  ];
}

const nothing: Cover = { spans: [], resources: new Set() };

function wholeText(source: SourceText): Cover {
  return { spans: [source.outermost({ start: 0, end: source.text.length })], resources: new Set() };
}

/** Only comments, blank lines and document markers stand before it. */
function isAtTop(comment: Comment, { source, comments }: Comments): boolean {
  let at = 0;
  for (const one of [...comments].sort((a, b) => a.start - b.start)) {
    if (!/^(?:\s|---|%YAML.*)*$/.test(source.text.slice(at, one.start).replace(/#+$|\/\/$|\/\*+$/, ''))) return false;
    if (one.start >= comment.start) return true;
    at = one.end;
  }
  return true;
}

/** The comment's own line, or the next that is no comment when it stands alone; a resource when that line heads one. */
function lineCover(comment: Comment, comments: Comments, unit: Unit): Cover {
  const { source } = comments;
  const line = lineSpan(source, targetLine(comment, comments));
  const covered = source.outermost(line);
  const spans = [covered];
  const resources = new Set<string>();
  for (const { address, nameAt, blockAt } of unit.model.resources.values()) {
    const heads = [nameAt, { ...blockAt, end: blockAt.start }].some((place) => {
      const head = place.source.outermost(place);
      return head.source.path === covered.source.path && head.start >= covered.start && head.start < covered.end;
    });
    if (!heads) continue;
    spans.push(blockAt.source.outermost(blockAt));
    resources.add(address);
  }
  return { spans, resources };
}

function targetLine(comment: Comment, { source, comments }: Comments): number {
  const own = source.positionAt(comment.start).line;
  const before = source.text.slice(source.lineStart(own), comment.start);
  if (/[^\s#/*]/.test(before)) return own;
  let line = source.positionAt(comment.end).line;
  // A block comment that ends before code on the same line belongs to that code.
  if (/[^\s*/]/.test(source.text.slice(comment.end, source.lineStart(line + 1)))) return line;
  for (;;) {
    line += 1;
    const start = source.lineStart(line);
    const end = source.lineStart(line + 1);
    const next = comments.find((one) => one.end > start && one.start < end);
    if (!next || /[^\s#/*]/.test(source.text.slice(start, Math.max(start, next.start)))) return line;
    line = source.positionAt(next.end).line;
    if (line >= source.lineCount) return line;
  }
}

function lineSpan(source: SourceText, line: number): Span {
  return { start: source.lineStart(line), end: Math.max(source.lineStart(line) + 1, source.lineStart(line + 1)) };
}
