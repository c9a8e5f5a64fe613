/** Quoted strings and heredocs: literal parts, `${…}` and `%{…}`. */
import type { Template, TemplateFor, TemplateIf, TemplatePart } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import { isReference, type Known, known, oneOf, unknown, type Value } from '../../values/value.ts';
import { maxText } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { elementsOf, evaluate } from './expressions.ts';
import { afterCreation, mistyped, refuse } from './functions/definition.ts';
import { truthsOf } from './operators.ts';
import { bind, locate, maxNesting, type Scope, spend, tooMuch } from './scope.ts';

/** A string, located at all of it; `"${x}"` alone is `x` itself, whatever its type. */
export function evaluateTemplate(node: Template, scope: Scope): Value {
  const at = locate(scope, node);
  const { parts } = node;
  const [first] = parts;
  if (!first) return known('', at);
  if (parts.length === 1) {
    if (first.kind === 'literal') return known(first.value, at);
    if (first.kind === 'interpolation') {
      const value = evaluate(first.expression, scope);
      return { ...value, at };
    }
  }
  return joined(parts, scope, at);
}

function joined(parts: readonly TemplatePart[], scope: Scope, at: Location): Value {
  const values = parts.map((part) => convert(evaluatePart(part, scope, at), 'string'));
  return combine(values, at, (texts) => joinTexts(texts, scope, at));
}

function joinTexts(texts: readonly Known[], scope: Scope, at: Location): Value {
  let text = '';
  for (const { value } of texts) {
    if (isReference(value)) return afterCreation(value, at);
    if (typeof value !== 'string') return refuse('null in a text', at);
    if (text.length + value.length > maxText) return unknown('limit', 'text', at);
    text += value;
  }
  return spend(scope, text.length >> 6) ? known(text, at) : tooMuch(at);
}

function evaluatePart(part: TemplatePart, scope: Scope, at: Location): Value {
  switch (part.kind) {
    case 'literal':
      return known(part.value, at);
    case 'interpolation':
      return evaluate(part.expression, scope);
    case 'templateIf':
      return nested(scope, at, () => templateIf(part, scope, at));
    case 'templateFor':
      return nested(scope, at, () => templateFor(part, scope, at));
  }
}

/** Directives in directives count as nesting like expressions in expressions. */
function nested(scope: Scope, at: Location, evaluatePart: () => Value): Value {
  const { work } = scope.module;
  if (--work.left < 0 || work.depth >= maxNesting) return tooMuch(at);
  work.depth++;
  const value = evaluatePart();
  work.depth--;
  return value;
}

function templateIf(part: TemplateIf, scope: Scope, at: Location): Value {
  const { canBeTrue, canBeFalse, open } = truthsOf(evaluate(part.condition, scope));
  if (!canBeTrue && !canBeFalse) return open ? { ...open, at } : refuse('condition', at);
  const sides: Value[] = [];
  if (canBeTrue) sides.push(joined(part.whenTrue, scope, at));
  if (canBeFalse) sides.push(joined(part.whenFalse, scope, at));
  return oneOf(distinct(sides), at);
}

function templateFor(part: TemplateFor, scope: Scope, at: Location): Value {
  return combine([evaluate(part.collection, scope)], at, ([collection]) => {
    const elements = elementsOf(collection as Known);
    if (!elements) return mistyped(collection as Known, 'list, set or map', at);
    const texts = elements.map(({ key, value }) => {
      const outer = part.key ? bind(scope, part.key.name, key) : scope;
      return joined(part.parts, bind(outer, part.value.name, value), at);
    });
    return combine(texts, at, (all) => joinTexts(all, scope, at));
  });
}
