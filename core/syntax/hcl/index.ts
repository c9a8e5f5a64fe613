/**
 * HCL's native syntax, as Terraform writes it. The parser never fails: it returns a tree and problems, and what is
 * broken in one line costs that line. It knows syntax only: neither Terraform's blocks (but for their names in
 * column 1, to find back after a forgotten brace) nor what an expression means.
 */
import type { Comment } from '../data.ts';
import type { SyntaxProblem } from '../problem.ts';
import type { Body, Expression, Template } from './ast.ts';
import { expression } from './expressions.ts';
import { extraAfterExpression } from './messages.ts';
import { Scanner } from './scanner.ts';
import { file } from './structure.ts';
import { bareTemplate } from './templates.ts';
import * as t from './tokens.ts';

export type * from './ast.ts';
export { children, visit } from './visit.ts';

interface Parsed {
  /** In the order of the text as far as possible, at most a few hundred. */
  readonly problems: SyntaxProblem[];
  readonly comments: Comment[];
}

export type HclFile = { readonly body: Body } & Parsed;

/** Parses a file. Offsets are UTF-16 code units in `text`; a byte order mark is passed over. */
export function parseHcl(text: string): HclFile {
  const s = new Scanner(text, true);
  const body = file(s);
  return { body, problems: sorted(s.problems), comments: s.comments };
}

/**
 * Parses the part of a text from `start` to `end` as one expression, in which newlines are white space. Offsets are
 * those of the whole text.
 */
export function parseHclExpression(text: string, start = 0, end = text.length): { expression: Expression } & Parsed {
  const s = new Scanner(end < text.length ? text.slice(0, end) : text, false, start);
  s.newlines = false;
  s.advance();
  const result = expression(s);
  if (s.token !== t.END && s.token !== t.SYNC) s.reportToken(extraAfterExpression);
  return { expression: result, problems: sorted(s.problems), comments: s.comments };
}

/** Parses the part of a text from `start` to `end` as a template without quotes, as in a template file. */
export function parseHclTemplate(text: string, start = 0, end = text.length): { template: Template } & Parsed {
  const s = new Scanner(end < text.length ? text.slice(0, end) : text, false, start);
  const template = bareTemplate(s);
  return { template, problems: sorted(s.problems), comments: s.comments };
}

function sorted(problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.length > 1 ? problems.sort((a, b) => a.start - b.start || a.end - b.end) : problems;
}
