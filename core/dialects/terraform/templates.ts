/** Quoted strings and heredocs: literal parts, `${…}` and `%{…}`. */
import type { Template, TemplateFor, TemplateIf, TemplatePart } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import { isReference, type Known, known, oneOf, unknown, type Value } from '../../values/value.ts';
import { maxText } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { evaluate } from './expressions.ts';
import { afterCreation, mistyped, refuse } from './functions/definition.ts';
import { elementsOf } from './loops.ts';
import { markedAnyway } from './marks.ts';
import { truthsOf } from './operators.ts';
import { mistakeIn } from './refusals.ts';
import { bind, locate, maxNesting, type Scope, spend, tooMuch } from './scope.ts';
import { composed } from './strings.ts';
import { ofType } from './traits.ts';

/** A string, located at all of it; `"${x}"` alone is `x` itself, whatever its type. */
export function evaluateTemplate(node: Template, scope: Scope): Value {
  const at = locate(scope, node);
  const { parts } = node;
  const [first] = parts;
  if (!first) return known('', at);
  if (parts.length === 1) {
    if (first.kind === 'literal') return known(composed(first.value), at);
    if (first.kind === 'interpolation') {
      const value = evaluate(first.expression, scope);
      return { ...value, at };
    }
  }
  return joined(parts, scope, at);
}

function joined(parts: readonly TemplatePart[], scope: Scope, at: Location): Value {
  const values = parts.map((part) => evaluatePart(part, scope, at));
  const text = combine(
    values.map((value) => convert(value, 'string')),
    at,
    (texts) => joinTexts(texts, scope, at),
  );
  return markedAnyway(ofType(text, 'string'), ...values);
}

function joinTexts(texts: readonly Known[], scope: Scope, at: Location): Value {
  let text = '';
  for (const { value } of texts) {
    if (isReference(value)) return afterCreation(value, at);
    if (typeof value !== 'string') return refuse('null in a text', at);
    if (text.length + value.length > maxText) return unknown('limit', 'text', at);
    text += value;
  }
  return spend(scope, text.length >> 6) ? known(composed(text), at) : tooMuch(at);
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
  const condition = evaluate(part.condition, scope);
  const { canBeTrue, canBeFalse, open } = truthsOf(condition);
  if (!canBeTrue && !canBeFalse) return open ? { ...open, at } : refuse('condition', at);
  const whenTrue = joined(part.whenTrue, scope, at);
  const whenFalse = joined(part.whenFalse, scope, at);
  const sides = [...(canBeTrue ? [whenTrue] : []), ...(canBeFalse ? [whenFalse] : [])];
  // Which text was chosen tells something of either.
  return markedAnyway(oneOf(distinct(sides), at), condition, whenTrue, whenFalse);
}

function templateFor(part: TemplateFor, scope: Scope, at: Location): Value {
  const all = evaluate(part.collection, scope);
  const mistake = mistakeIn([all], at);
  if (mistake) return mistake;
  const made = combine([all], at, ([collection]) => {
    const elements = elementsOf(collection as Known);
    if (!elements) return mistyped(collection as Known, 'list, set or map', at);
    const texts = elements.map(({ key, value }) => {
      const outer = part.key ? bind(scope, part.key.name, key) : scope;
      return joined(part.parts, bind(outer, part.value.name, value), at);
    });
    return markedAnyway(
      combine(texts, at, (pieces) => joinTexts(pieces, scope, at)),
      ...texts,
    );
  });
  return markedAnyway(made, all);
}
