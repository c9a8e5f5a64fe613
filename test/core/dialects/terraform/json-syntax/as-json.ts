/** The JSON form of a text in HCL's native syntax, as Terraform's documentation maps one to the other. */
import { type Block, type Body, type Expression, parseHcl } from '../../../../../core/syntax/hcl/index.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = Record<string, Json>;

export function asJson(hcl: string): string {
  return JSON.stringify(bodyOf(parseHcl(hcl).body, '', hcl), undefined, 2);
}

function bodyOf({ items }: Body, type: string, hcl: string): JsonObject {
  const object: JsonObject = {};
  for (const item of items) {
    if (item.kind === 'attribute') object[item.name] = argument(item.name, item.value, type, hcl);
    else insert(object, [item.type, ...item.labels.map(({ value }) => value)], blockOf(item, hcl));
  }
  return object;
}

function blockOf({ body, type }: Block, hcl: string): Json {
  return bodyOf(body, type, hcl);
}

/** Puts a block behind others of its type and labels. */
function insert(object: JsonObject, [name = '', ...labels]: readonly string[], block: Json): void {
  const before = object[name];
  if (labels.length > 0) {
    const inner = (before ?? {}) as JsonObject;
    object[name] = inner;
    insert(inner, labels, block);
  } else if (before === undefined) object[name] = block;
  else object[name] = Array.isArray(before) ? [...before, block] : [before, block];
}

const references: Readonly<Record<string, readonly string[]>> = {
  variable: ['type'],
  lifecycle: ['ignore_changes', 'replace_triggered_by'],
  provisioner: ['when', 'on_failure'],
  dynamic: ['iterator'],
};

function argument(name: string, value: Expression, type: string, hcl: string): Json {
  const isReference = ['depends_on', 'provider', 'providers'].includes(name) || references[type]?.includes(name);
  if (!isReference) return plain(value, hcl);
  if (value.kind === 'tuple') return value.items.map((item) => textOf(item, hcl));
  return textOf(value, hcl);
}

function plain(value: Expression, hcl: string): Json {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return value.value;
    case 'null':
      return null;
    case 'tuple':
      return value.items.map((item) => plain(item, hcl));
    case 'object': {
      const keys = value.items.map(({ key }) => (key.kind === 'variable' ? key.name : plain(key, hcl)));
      return Object.fromEntries(value.items.map((item, i) => [String(keys[i]), plain(item.value, hcl)]));
    }
    case 'template': {
      if (!value.parts.every(({ kind }) => kind === 'literal')) return `\${${textOf(value, hcl)}}`;
      const text = value.parts.map((part) => (part.kind === 'literal' ? part.value : '')).join('');
      return text.replace(/[$%](?=\{)/g, '$&$&');
    }
    default:
      return `\${${textOf(value, hcl)}}`;
  }
}

function textOf({ start, end }: Expression, hcl: string): string {
  return hcl.slice(start, end);
}
