/** The value of an input variable: what is given to it, else what its own block tells. */
import type { Expression } from '../../syntax/hcl/ast.ts';
import { asSensitive } from '../../values/sensitive.ts';
import { oneOf, unknown, type Value } from '../../values/value.ts';
import { withoutRefused } from './combine.ts';
import { convert } from './convert.ts';
import { attributeOf, type DeclaredBlock, settingOf } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { locate, type Scope } from './scope.ts';
import { readType } from './typeExpressions.ts';

/**
 * The given value, else the default, converted to the declared type; without either, what the validations leave; else
 * unknown. Located where it is written. `scope` sees the variable's module, in the file of its block.
 */
export function variableValue(name: string, declared: DeclaredBlock, given: Value | undefined, scope: Scope): Value {
  const value = plainValue(name, declared, given, scope);
  return isSet(declared, 'sensitive', scope) ? asSensitive(value) : value;
}

function plainValue(name: string, declared: DeclaredBlock, given: Value | undefined, scope: Scope): Value {
  const typeNode = settingOf(declared, 'type');
  const type = typeNode ? readType(typeNode.node.value, { ...scope, source: typeNode.source }) : 'any';
  if (given && !(isNull(given) && isNotNullable(declared, scope))) return withoutRefused(convert(given, type));
  const fallback = settingOf(declared, 'default');
  if (fallback) {
    return withoutRefused(convert(evaluate(fallback.node.value, { ...scope, source: fallback.source }), type));
  }
  const { node } = declared;
  for (const item of node.body.items) {
    if (item.kind !== 'block' || item.type !== 'validation') continue;
    const condition = attributeOf(item.body, 'condition');
    const options = condition && allowedValues(condition.value, name);
    if (options)
      return oneOf(
        options.map((option) => convert(evaluate(option, scope), type)),
        locate(scope, node),
      );
  }
  return convert(unknown('no-default', `var.${name}`, locate(scope, node)), type);
}

function isNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null;
}

/** `nullable = false`: a null that is given means the default. */
function isNotNullable(declared: DeclaredBlock, scope: Scope): boolean {
  return isSet(declared, 'nullable', scope) === false;
}

/** A bool in a block; `undefined` where it is not set, or not known. */
export function isSet(declared: DeclaredBlock, name: string, scope: Scope): boolean | undefined {
  const setting = settingOf(declared, name);
  const value = setting && convert(evaluate(setting.node.value, { ...scope, source: setting.source }), 'bool');
  return value?.kind === 'known' && typeof value.value === 'boolean' ? value.value : undefined;
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
