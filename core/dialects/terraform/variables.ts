/** The value of an input variable, as far as its own block tells it. */
import type { Block, Expression } from '../../syntax/hcl/ast.ts';
import { asSensitive } from '../../values/sensitive.ts';
import { oneOf, unknown, type Value } from '../../values/value.ts';
import { withoutRefused } from './combine.ts';
import { convert } from './convert.ts';
import { attributeOf } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { locate, type Scope } from './scope.ts';
import { readType } from './typeExpressions.ts';

/**
 * The default, converted to the declared type; without a default, what the validations leave; else unknown. Located
 * where it is written.
 */
export function variableValue(name: string, block: Block, scope: Scope): Value {
  const value = givenValue(name, block, scope);
  const sensitive = attributeOf(block.body, 'sensitive')?.value;
  return sensitive?.kind === 'boolean' && sensitive.value ? asSensitive(value) : value;
}

function givenValue(name: string, block: Block, scope: Scope): Value {
  const typeNode = attributeOf(block.body, 'type');
  const type = typeNode ? readType(typeNode.value, scope) : 'any';
  const fallback = attributeOf(block.body, 'default');
  if (fallback) return withoutRefused(convert(evaluate(fallback.value, scope), type));
  for (const item of block.body.items) {
    if (item.kind !== 'block' || item.type !== 'validation') continue;
    const condition = attributeOf(item.body, 'condition');
    const options = condition && allowedValues(condition.value, name);
    if (options)
      return oneOf(
        options.map((option) => convert(evaluate(option, scope), type)),
        locate(scope, block),
      );
  }
  return convert(unknown('no-default', `var.${name}`, locate(scope, block)), type);
}

/** The list in `contains([…], var.name)`, also as one side of `&&`. */
function allowedValues(condition: Expression, name: string): readonly Expression[] | undefined {
  switch (condition.kind) {
    case 'parenthesised':
      return allowedValues(condition.expression, name);
    case 'binary':
      if (condition.operator !== '&&') return undefined;
      return allowedValues(condition.right, name) ?? allowedValues(condition.left, name);
    case 'call': {
      const [list, value] = condition.args;
      const matches = condition.name === 'contains' && list?.kind === 'tuple' && list.items.length > 0;
      return matches && value && isVariable(value, name) ? list.items : undefined;
    }
    default:
      return undefined;
  }
}

function isVariable(node: Expression, name: string): boolean {
  return node.kind === 'getAttr' && node.name === name && node.object.kind === 'variable' && node.object.name === 'var';
}
