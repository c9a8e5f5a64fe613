/** Plain data as YAML or JSON, in the style of the text that it goes into. */
import type { DataNode } from '../syntax/data.ts';
import { parseYaml } from '../syntax/yaml/index.ts';
import { Expression, isMapping, isSequence, type Plain } from './plain.ts';

export interface Style {
  readonly json: boolean;
  /** White space of one level. */
  readonly step: string;
  /** Of texts that could stand without quotes too. */
  readonly quotes: '' | "'" | '"';
}

/** In one line, as JSON and YAML's flow style want it. */
export function flowText(plain: Plain, style: Style): string {
  if (isSequence(plain)) return `[${plain.map((item) => flowText(item, style)).join(', ')}]`;
  if (isMapping(plain)) {
    const entries = Object.entries(plain).map(([key, value]) => `${keyText(key, style)}: ${flowText(value, style)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return scalarText(plain, style, true);
}

/** In lines; the first one without indentation. @param indent of the lines that follow */
export function blockText(plain: Plain, style: Style, indent: string): string {
  if (style.json) return jsonText(plain, style, indent);
  if (isSequence(plain) && plain.length > 0) {
    return plain.map((item) => `- ${blockText(item, style, `${indent}  `)}`).join(`\n${indent}`);
  }
  if (isMapping(plain) && Object.keys(plain).length > 0) {
    return Object.entries(plain)
      .map(([key, value]) => entryText(key, value, style, indent))
      .join(`\n${indent}`);
  }
  return isSequence(plain) || isMapping(plain) ? flowText(plain, style) : scalarText(plain, style, false);
}

/** `key: value`, what is nested in lines of its own. */
export function entryText(key: string, value: Plain, style: Style, indent: string): string {
  const name = keyText(key, style);
  if (style.json) return `${name}: ${jsonText(value, style, indent)}`;
  const nests = (isSequence(value) && value.length > 0) || (isMapping(value) && Object.keys(value).length > 0);
  if (!nests) return `${name}: ${blockText(value, style, indent)}`;
  const inner = `${indent}${style.step}`;
  return `${name}:\n${inner}${blockText(value, style, inner)}`;
}

function jsonText(plain: Plain, style: Style, indent: string): string {
  const inner = `${indent}${style.step}`;
  if (isSequence(plain) && plain.some((item) => typeof item === 'object')) {
    return `[\n${plain.map((item) => `${inner}${jsonText(item, style, inner)}`).join(',\n')}\n${indent}]`;
  }
  if (!isMapping(plain) || Object.keys(plain).length === 0) return flowText(plain, style);
  const lines = Object.entries(plain).map(([key, value]) => `${inner}${entryText(key, value, style, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function keyText(key: string, style: Style): string {
  if (style.json) return JSON.stringify(key);
  return isPlainSafe(key, true) ? key : quotedWith(key, style.quotes || "'");
}

function scalarText(plain: string | number | boolean | Expression, style: Style, flow: boolean): string {
  if (plain instanceof Expression) return plain.text;
  if (typeof plain !== 'string') return String(plain);
  if (style.json) return JSON.stringify(plain);
  if (style.quotes) return quotedWith(plain, style.quotes);
  return isPlainSafe(plain, flow) ? plain : quotedWith(plain, "'");
}

/** @param quotes the mark to use, as far as the text can stand in it */
export function quotedWith(text: string, quotes: "'" | '"'): string {
  const needsEscapes = /[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(text);
  return quotes === '"' || needsEscapes ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** Whether a text without quotes is read back as the same text: the reader itself is asked. */
export function isPlainSafe(text: string, flow: boolean): boolean {
  const { documents, problems, comments } = parseYaml(flow ? `[${text}]` : text);
  if (problems.length > 0 || comments.length > 0 || documents.length !== 1) return false;
  const root: DataNode | undefined = documents[0]?.root;
  const node = flow && root?.kind === 'sequence' && root.items.length === 1 ? root.items[0] : root;
  // YAML 1.1 readers (ROS, kubectl) see a truth value in these, and sixties in digits with colons.
  if (/^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(text) || /^[-+]?[\d_:.]+$/.test(text)) return false;
  return node?.kind === 'scalar' && node.style === 'plain' && node.value === text && node.tag === undefined;
}
