/** Reads type constraints: `list(string)`, `object({ port = number, cidr = optional(string, "…") })`. */
import type { Call, Expression } from '../../syntax/hcl/ast.ts';
import { convert } from './convert.ts';
import { evaluate } from './expressions.ts';
import type { Scope } from './scope.ts';
import type { AttributeType, Type } from './types.ts';

/** The type; `any` where the constraint cannot be read, which converts nothing. */
export function readType(node: Expression, scope: Scope): Type {
  switch (node.kind) {
    case 'variable':
      return simple(node.name);
    case 'template': {
      // Terraform 0.11 wrote types as strings, and 1.x still reads these three.
      const [part] = node.parts;
      return part?.kind === 'literal' ? simple(part.value) : 'any';
    }
    case 'call':
      return constructed(node, scope);
    default:
      return 'any';
  }
}

function simple(name: string): Type {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return name;
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: 'any' };
    default:
      return 'any';
  }
}

function constructed({ name, args }: Call, scope: Scope): Type {
  const [first] = args;
  if (!first) return 'any';
  switch (name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: readType(first, scope) };
    case 'tuple':
      if (first.kind !== 'tuple') return 'any';
      return { kind: 'tuple', elements: first.items.map((item) => readType(item, scope)) };
    case 'object':
      return first.kind === 'object' ? objectType(first.items, scope) : 'any';
    default:
      return 'any';
  }
}

function objectType(items: readonly { readonly key: Expression; readonly value: Expression }[], scope: Scope): Type {
  const attributes = new Map<string, AttributeType>();
  for (const { key, value } of items) {
    const name = keyName(key);
    if (name === undefined) return 'any';
    attributes.set(name, attributeType(value, scope));
  }
  return { kind: 'object', attributes };
}

function keyName(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template' || key.parts.length !== 1) return undefined;
  const [part] = key.parts;
  return part?.kind === 'literal' ? part.value : undefined;
}

function attributeType(node: Expression, scope: Scope): AttributeType {
  if (node.kind !== 'call' || node.name !== 'optional') return { type: readType(node, scope), optional: false };
  const [typeNode, fallback] = node.args;
  const type = typeNode ? readType(typeNode, scope) : 'any';
  // A default is given like any other value: what it leaves out has defaults of its own.
  return { type, optional: true, fallback: fallback && convert(evaluate(fallback, scope), type) };
}
