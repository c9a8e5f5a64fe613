/** Plain data as HCL, in the style of `terraform fmt`. */
import { Expression, isMapping, isSequence, type Plain } from './plain.ts';

/** @param indent white space before the line that the value ends up in */
export function hclText(plain: Plain, indent = ''): string {
  if (plain instanceof Expression) return plain.text;
  if (typeof plain === 'string') return quoted(plain);
  if (typeof plain !== 'object') return String(plain);
  if (isSequence(plain)) return `[${plain.map((item) => hclText(item, indent)).join(', ')}]`;
  const entries = Object.entries(plain);
  if (entries.length === 0) return '{}';
  return `{\n${settings(entries, `${indent}  `)}\n${indent}}`;
}

/** A block with its settings; mappings among them become nested blocks. */
export function hclBlock(head: string, body: Plain, indent = ''): string {
  if (!isMapping(body)) return `${indent}${head} {}`;
  const inner = `${indent}  `;
  const entries = Object.entries(body);
  const attributes = entries.filter(([, value]) => !isMapping(value));
  const blocks = entries.filter(([, value]) => isMapping(value));
  const parts = [
    ...(attributes.length > 0 ? [settings(attributes, inner)] : []),
    ...blocks.map(([name, value]) => hclBlock(name, value, inner)),
  ];
  return `${indent}${head} {\n${parts.join('\n\n')}\n${indent}}`;
}

function settings(entries: readonly (readonly [string, Plain])[], indent: string): string {
  const names = entries.map(([name]) => (/^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(name)));
  const width = Math.max(...names.map((name) => name.length));
  return entries
    .map(([, value], i) => `${indent}${(names[i] as string).padEnd(width)} = ${hclText(value, indent)}`)
    .join('\n');
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
