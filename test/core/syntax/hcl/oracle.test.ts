/** Go's own HCL, compiled to WebAssembly, has the last word on what is valid and where references and calls are. */
import { getExpressionAst, parse } from '@cdktf/hcl2json';
import { expect, test } from 'vitest';
import {
  children,
  type Expression,
  type Node,
  parseHcl,
  parseHclExpression,
  visit,
} from '../../../../core/syntax/hcl/index.ts';
import { fixtures, mutate, peers, random, vectorExpressions } from './corpus.ts';

interface GoNode {
  readonly type: string;
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
  readonly meta?: { readonly name?: string };
  readonly children?: readonly GoNode[];
}

/** References as `start-end` and calls as `start name(`, in bytes. */
function goReferences(node: GoNode, found: string[] = []): string[] {
  const { start, end } = node.range;
  if (node.type === 'scopeTraversal') found.push(`${start.byte}-${end.byte}`);
  if (node.type === 'function') found.push(`${start.byte} ${node.meta?.name}(`);
  for (const child of node.children ?? []) goReferences(child, found);
  return found;
}

function ourReferences(text: string, root: Expression): string[] {
  const found: string[] = [];
  const byte = (at: number) => Buffer.byteLength(text.slice(0, at));
  const walk = (node: Node): void => {
    if (isTraversal(node)) found.push(`${byte(node.start)}-${byte(node.end)}`);
    else if (node.kind === 'item' && node.key.kind === 'variable') walk(node.value);
    else {
      if (node.kind === 'call') found.push(`${byte(node.start)} ${node.name}(`);
      for (const child of children(node)) walk(child);
    }
  };
  walk(root);
  return found;
}

/** What Go calls a scope traversal: steps behind a variable, indexes with literal keys among them. */
function isTraversal(node: Node): boolean {
  switch (node.kind) {
    case 'variable':
      return true;
    case 'getAttr':
      return isTraversal(node.object);
    case 'index':
      return isLiteralKey(node.key) && isTraversal(node.collection);
    default:
      return false;
  }
}

function isLiteralKey(key: Expression): boolean {
  if (key.kind === 'template') return key.parts.every((part) => part.kind === 'literal');
  return key.kind === 'number' || key.kind === 'boolean' || key.kind === 'null';
}

/** All arguments' values, as texts of their own. */
function expressionsOf(text: string): string[] {
  const found: string[] = [];
  visit(parseHcl(text).body, (node) => {
    // A heredoc needs the line end behind its marker.
    if (node.kind === 'attribute') found.push(`${text.slice(node.value.start, node.value.end)}\n`);
    return undefined;
  });
  return found;
}

test('references and calls are where Go finds them', async () => {
  const texts = [...fixtures().values(), ...peers().values()].filter((text) => parseHcl(text).problems.length === 0);
  const expressions = new Set([...vectorExpressions(), ...texts.flatMap(expressionsOf)]);
  let references = 0;
  for (const text of expressions) {
    const { expression, problems } = parseHclExpression(text);
    const ast = (await getExpressionAst('main.tf', text).catch(() => undefined)) as GoNode | null | undefined;
    expect(problems.length > 0, text).toBe(ast === undefined);
    if (ast === undefined) continue;
    const ours = ourReferences(text, expression).sort();
    references += ours.length;
    expect(ours, text).toEqual(ast ? goReferences(ast).sort() : []);
  }
  console.log(`${expressions.size} expressions, ${references} references and calls`);
  expect(references).toBeGreaterThan(50);
});

/** hcl2json also refuses what it can't turn into JSON; that is no syntax error. */
async function goAccepts(text: string): Promise<boolean> {
  try {
    await parse('main.tf', text);
    return true;
  } catch (error) {
    return String(error).includes('convert');
  }
}

test('what Go refuses has a problem, and what it accepts has none', async () => {
  const next = random(3);
  const texts = [...fixtures().values(), ...[...peers().values()].filter((text) => text.length < 2000)];
  const refused: string[] = [];
  const accepted: string[] = [];
  let valid = 0;
  for (let round = 0; round < 800; round++) {
    const text = mutate(texts[round % texts.length] as string, next);
    const problems = parseHcl(text).problems.length;
    if (await goAccepts(text)) {
      valid++;
      if (problems > 0) refused.push(text);
    } else if (problems === 0) accepted.push(text);
  }
  expect(valid).toBeGreaterThan(100);
  expect(refused).toEqual([]);
  expect(accepted).toEqual([]);
});
