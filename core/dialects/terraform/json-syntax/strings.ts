/**
 * Strings of Terraform's JSON syntax: templates, texts as they stand, or expressions that name something (a type, a
 * resource). Places are those in the JSON text, also where the string has escapes.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
import type { ScalarNode } from '../../../syntax/data.ts';
import { type Expression, parseHclExpression, parseHclTemplate, type Template } from '../../../syntax/hcl/index.ts';
import type { SyntaxProblem } from '../../../syntax/problem.ts';
import { contentMap } from '../../../syntax/yaml/index.ts';
import type { Span } from '../../../text/source.ts';

/** One text under conversion, and what is wrong with it. */
export interface JsonText {
  readonly text: string;
  readonly problems: SyntaxProblem[];
}

/** A string as it stands. */
export function literalText(node: Span & Pick<ScalarNode, 'content'>, value: string): Template {
  const { start, end, content } = node;
  const parts = value === '' ? [] : ([{ kind: 'literal', ...content, value }] as const);
  return { kind: 'template', start, end, parts, content, heredoc: undefined };
}

/** A string as a template. One that is nothing but an interpolation is its expression, as it would be in a `.tf` file. */
export function templateText(node: ScalarNode, value: string, file: JsonText): Expression {
  if (!/[$%]\{/.test(value)) return literalText(node, value);
  const { start, end, content } = node;
  const template = parsed(node, value, file, (text, from, to) => {
    const { template, problems } = parseHclTemplate(text, from, to);
    return { node: template, problems };
  });
  const [only] = template.parts;
  if (template.parts.length === 1 && only?.kind === 'interpolation') return only.expression;
  return { ...template, start, end, content };
}

/** A string that holds an expression without `${…}`: `alicloud_vpc.main`, `list(string)`, `all`. */
export function referenceText(node: ScalarNode, value: string, file: JsonText): Expression {
  // Terraform 0.11's `"${alicloud_vpc.main}"` is read as well.
  if (value.startsWith('${')) return templateText(node, value, file);
  return parsed(node, value, file, (text, from, to) => {
    const { expression, problems } = parseHclExpression(text, from, to);
    return { node: expression, problems };
  });
}

type Parse<N> = (
  text: string,
  from: number,
  to: number,
) => { readonly node: N; readonly problems: readonly SyntaxProblem[] };

/** Reads a string's content where it stands; one with escapes is read decoded, and its places are found again. */
function parsed<N extends Span>(node: ScalarNode, value: string, file: JsonText, parse: Parse<N>): N {
  const { start, end } = node.content;
  if (file.text.slice(start, end) === value) {
    const { node: tree, problems } = parse(file.text, start, end);
    tell(problems, file);
    return tree;
  }
  const place = contentMap(node, file.text);
  const { node: tree, problems } = parse(value, 0, value.length);
  tell(
    problems.map((problem) => moved(problem, place)),
    file,
  );
  return moved(tree, place);
}

/** No more of them than a person would read. */
const maxProblems = 200;

export function tell(problems: readonly SyntaxProblem[], { problems: told }: JsonText): void {
  for (const problem of problems) if (told.length < maxProblems) told.push(problem);
}

/** The same tree with every span moved: all numbers in it but the value of a literal are offsets. Its height is bounded by the parser. */
function moved<N>(node: N, place: (offset: number) => number): N {
  if (Array.isArray(node)) return node.map((item) => moved(item, place)) as N;
  if (typeof node !== 'object' || node === null) return node;
  const copy = { ...node } as Record<string, unknown>;
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === 'number') copy[name] = name === 'value' ? value : place(value);
    else if (typeof value === 'object') copy[name] = moved(value, place);
  }
  return copy as N;
}
