/** How Terraform's expressions name what is declared: `var.x`, `local.x`, `data.type.x`, `module.x.output`, `type.x`. */
import { isLocalSource } from '../dialects/terraform/child-modules.ts';
import { attributeOf } from '../dialects/terraform/declarations.ts';
import type { Block, Expression, GetAttr, Node } from '../syntax/hcl/index.ts';
import { joinPath } from '../text/path.ts';
import type { Span } from '../text/source.ts';

/** Roots of expressions that name nothing which a block declares. */
const otherRoots: ReadonlySet<string> = new Set(['each', 'count', 'self', 'path', 'terraform']);

/** The address that ends in this node, with its place: of `var.x.y[0]`, the node `var.x`. */
export function nameFormedBy(node: Node): { readonly address: string; readonly span: Span } | undefined {
  if (node.kind !== 'getAttr' || node.name === '') return undefined;
  const { object, name } = node;
  if (object.kind === 'variable') {
    if (otherRoots.has(object.name) || object.name === 'data' || object.name === 'ephemeral') return undefined;
    return { address: `${object.name}.${name}`, span: node };
  }
  const isTyped = object.kind === 'getAttr' && object.object.kind === 'variable';
  if (!isTyped || object.object.kind !== 'variable') return undefined;
  const root = object.object.name;
  return root === 'data' || root === 'ephemeral'
    ? { address: `${root}.${object.name}.${name}`, span: node }
    : undefined;
}

/** Where the chain of steps ends that a node belongs to. Nodes are asked for from the outside in. */
export function chainEnds(): (node: Node) => number {
  const ends = new Map<Node, number>();
  return (node) => {
    const end = ends.get(node) ?? node.end;
    if (node.kind === 'getAttr') ends.set(node.object, end);
    else if (node.kind === 'index') ends.set(node.collection, end);
    else if (node.kind === 'splat') ends.set(node.source, end).set(node.each, end);
    return end;
  };
}

/** `module.x.y`, `module.x[0].y`, `module.x[*].y`: the output that is asked for, at its own name. */
export function calledOutput(
  node: Node,
): { readonly call: string; readonly name: string; readonly span: Span } | undefined {
  if (node.kind === 'splat') {
    const call = callOf(node.source);
    const first = call === undefined ? undefined : firstStep(node.each);
    return call === undefined || !first ? undefined : { call, name: first.name, span: lastOf(first) };
  }
  if (node.kind !== 'getAttr' || node.name === '') return undefined;
  const call = callOf(node.object.kind === 'index' ? node.object.collection : node.object);
  return call === undefined ? undefined : { call, name: node.name, span: lastOf(node) };
}

function callOf(node: Expression): string | undefined {
  const isCall = node.kind === 'getAttr' && node.object.kind === 'variable' && node.object.name === 'module';
  return isCall ? node.name : undefined;
}

/** The step that is taken from a splat's element. */
function firstStep(each: Expression): GetAttr | undefined {
  let node = each;
  while (node.kind === 'getAttr' || node.kind === 'index') {
    const inner: Expression = node.kind === 'getAttr' ? node.object : node.collection;
    if (inner.kind === 'splatItem') return node.kind === 'getAttr' && node.name !== '' ? node : undefined;
    node = inner;
  }
  return undefined;
}

function lastOf({ end, name }: GetAttr): Span {
  return { start: end - name.length, end };
}

/** The text of an argument that is no more than a text, without its quotes. */
export function literalOf(node: Expression | undefined): { readonly text: string; readonly span: Span } | undefined {
  if (node?.kind !== 'template' || node.heredoc) return undefined;
  const [part] = node.parts;
  return node.parts.length === 1 && part?.kind === 'literal' ? { text: part.value, span: node.content } : undefined;
}

/** The folder of the module that a block calls. */
export function childFolder(call: Block, folder: string, installed: string | undefined): string | undefined {
  const source = literalOf(attributeOf(call.body, 'source')?.value)?.text;
  return source !== undefined && isLocalSource(source) ? joinPath(folder, source) : installed;
}
