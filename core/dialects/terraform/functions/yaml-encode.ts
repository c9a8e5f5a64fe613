/**
 * `yamlencode`. Terraform's encoder (github.com/zclconf/go-cty-yaml) quotes every string and key, writes texts of
 * several lines as blocks, and otherwise leaves the layout to libyaml's emitter.
 */

import { utf8 } from '../../../text/bytes.ts';
import type { Location } from '../../../text/source.ts';
import { isList, isMap, isReference, type MapData, unknown, type Value } from '../../../values/value.ts';
import { maxText } from '../collections.ts';
import { convert } from '../convert.ts';
import { afterCreation } from './definition.ts';
import { type Emitter, emitter, indicator, lineBreak, newLine, type Place, plain, string } from './yaml-emitter.ts';

/** The text, or why there is none. */
export function yamlText(value: Value, at: Location): string | Value {
  const e = emitter();
  const failure = node(e, value, 'root', at);
  if (failure) return failure;
  newLine(e);
  if (e.isOpenEnded) {
    indicator(e, '...', true);
    newLine(e);
  }
  return e.parts.join('');
}

function node(e: Emitter, value: Value, place: Place, at: Location): Value | undefined {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'oneOf') {
    return (
      value.options.find((option) => option.kind === 'unknown') ?? unknown('limit', 'several values inside of YAML', at)
    );
  }
  if (e.length > maxText) return unknown('limit', 'YAML', at);
  const data = value.value;
  if (isReference(data)) return afterCreation(data, at);
  if (isList(data)) return list(e, data.items, place, at);
  if (isMap(data)) return map(e, data.entries, at);
  if (typeof data === 'string') string(e, data, place);
  else {
    const text = data === null ? undefined : convert(value, 'string');
    plain(e, text?.kind === 'known' ? String(text.value) : 'null', place);
  }
  return undefined;
}

function list(e: Emitter, items: readonly Value[], place: Place, at: Location): Value | undefined {
  if (items.length === 0) return empty(e, '[', ']');
  const before = e.indent;
  // As a value of a mapping, a list is not indented; as the first thing in a list's item, it is.
  if (e.indent < 0) e.indent = 0;
  else if (!(place === 'value' && !e.atIndent)) e.indent += 2;
  for (const item of items) {
    newLine(e);
    indicator(e, '-', true, false, true);
    const failure = node(e, item, 'item', at);
    if (failure) return failure;
  }
  e.indent = before;
  return undefined;
}

function map(e: Emitter, members: MapData['entries'], at: Location): Value | undefined {
  if (members.size === 0) return empty(e, '{', '}');
  const before = e.indent;
  e.indent = e.indent < 0 ? 0 : e.indent + 2;
  for (const [name, { value }] of members) {
    newLine(e);
    if (!lineBreak.test(name) && utf8(name).length <= maxSimpleKey) {
      string(e, name, 'simple key');
      indicator(e, ':', false);
    } else {
      indicator(e, '?', true, false, true);
      string(e, name, 'value');
      newLine(e);
      indicator(e, ':', true, false, true);
    }
    const failure = node(e, value, 'value', at);
    if (failure) return failure;
  }
  e.indent = before;
  return undefined;
}

/** In bytes. */
const maxSimpleKey = 128;

function empty(e: Emitter, open: string, close: string): undefined {
  indicator(e, open, true, true);
  indicator(e, close, false);
}
