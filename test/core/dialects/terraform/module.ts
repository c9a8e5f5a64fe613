/** Short texts for the values that the tests look at. */

import type { Resource } from '../../../../core/dialects/resource.ts';
import { evaluateModule } from '../../../../core/dialects/terraform/evaluate.ts';
import { type Location, SourceText } from '../../../../core/text/source.ts';
import { isList, isMap, isReference, type Value } from '../../../../core/values/value.ts';

export function moduleOf(...texts: readonly string[]) {
  return evaluateModule(texts.map((text, i) => new SourceText(i === 0 ? 'main.tf' : `file${i}.tf`, text)));
}

export function written({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}

/** `known "a"`, `unknown no-default var.x`, `oneOf …`, references as `→ address.attribute`. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return 'unset';
  if (value.kind === 'unknown') return `?${value.reason.code} ${value.reason.subject}`;
  if (value.kind === 'oneOf') return `oneOf(${value.options.map((option) => shown(option)).join(' | ')})`;
  const data = value.value;
  if (isReference(data)) return `→${data.resource}${data.attribute === '' ? '' : `.${data.attribute}`}`;
  if (isList(data)) return `[${data.items.map(shown).join(', ')}]`;
  if (isMap(data)) return `{${Array.from(data.entries, ([key, { value }]) => `${key}: ${shown(value)}`).join(', ')}}`;
  return JSON.stringify(data);
}

export function attribute(resource: Resource | undefined, name: string): Value | undefined {
  return resource?.attributes.entries.get(name)?.value;
}

/** The attribute `v` of the resource `a.b` in this text. */
export function settingOf(text: string): string {
  const { resources } = moduleOf(text);
  return shown(
    attribute(
      resources.find(({ address }) => address === 'a.b'),
      'v',
    ),
  );
}

/** An expression as the attribute of a resource, with other text in front. */
export function expression(expression: string, context = ''): string {
  return settingOf(`${context}\nresource "a" "b" {\n  v = ${expression}\n}\n`);
}

/** `address exists` of every resource. */
export function addresses(text: string): string[] {
  return moduleOf(text).resources.map(({ address, exists }) => (exists === 'yes' ? address : `${address}?`));
}
