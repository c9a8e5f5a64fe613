/** What our evaluator makes of an expression, in the same terms as Terraform's answer. */
import { evaluateModule } from '../../../../../core/dialects/terraform/evaluate.ts';
import { isRefused } from '../../../../../core/dialects/terraform/refusals.ts';
import { type Type, typeOf } from '../../../../../core/dialects/terraform/types.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { isSensitive } from '../../../../../core/values/sensitive.ts';
import type { Value } from '../../../../../core/values/value.ts';
import type { Answer } from './terraform.ts';

/** `undefined` where it is refused; a text with the reason where it is not known. */
export function ours(context: string, expression: string): Answer | string | undefined {
  const text = `${context}\nresource "x" "y" {\n  value = ${expression}\n  json  = jsonencode(${expression})\n}\n`;
  const { resources, problems } = evaluateModule([new SourceText('main.tf', text)]);
  if (problems.some(({ rule }) => rule === 'syntax/hcl')) return undefined;
  const attributes = resources[0]?.attributes.entries;
  const [value, json] = [attributes?.get('value')?.value, attributes?.get('json')?.value];
  if (!value || isRefused(value)) return undefined;
  const open = [value, json].find((one) => one?.kind === 'unknown' && one.reason.code !== 'invalid');
  if (open?.kind === 'unknown') return `${open.reason.code} ${open.reason.subject}`;
  return {
    json: json?.kind === 'known' ? String(json.value) : undefined,
    sensitive: isSensitive(value),
    holdsSecrets: isSensitive(json ?? value),
    type: typeJson(typeOf(value as Value)),
  };
}

function typeJson(type: Type): unknown {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'tuple':
      return ['tuple', type.elements.map(typeJson)];
    case 'object':
      return ['object', Object.fromEntries(Array.from(type.attributes, ([name, own]) => [name, typeJson(own.type)]))];
    default:
      return [type.kind, typeJson(type.element)];
  }
}
