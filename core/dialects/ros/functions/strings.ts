/** Functions that make text: Fn::Join, Fn::Sub, Fn::Split, Fn::Replace, Fn::Indent, Fn::Str, Base64. */

import type { DataNode, ScalarNode } from '../../../syntax/data.ts';
import { get } from '../../../syntax/navigate.ts';
import { contentMap } from '../../../syntax/yaml/index.ts';
import { toBase64, utf8 } from '../../../text/bytes.ts';
import { type Location, locationOf } from '../../../text/source.ts';
import { asSensitive, isSensitive } from '../../../values/sensitive.ts';
import { type Data, isMap, known, mapValue, sameWay, unknown, type Value } from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { maxItems } from '../limits.ts';
import { joined, replaced, textOf } from '../text.ts';
import {
  argumentNodes,
  argumentValues,
  asBoolean,
  type Call,
  evaluate,
  type Implementation,
  malformed,
  numberOf,
  withItems,
} from './call.ts';
import { attribute, refer } from './references.ts';

export const strings: Record<string, Implementation> = {
  'Fn::Join'(call) {
    const [delimiter, list] = argumentValues(call);
    if (!delimiter || !list) return malformed(call);
    return withItems(call, list, (items) =>
      combine([delimiter, ...items], call.at, ([separator = '', ...parts]) =>
        joinedData(parts, typeof separator === 'object' ? '' : String(separator), call.at),
      ),
    );
  },

  'Fn::Sub'(call) {
    const [template, variables] = argumentNodes(call);
    if (!template) return malformed(call);
    if (template.kind === 'scalar') return substituted(call, String(template.value ?? ''), template, variables);
    return mapValue(evaluate(call, template), ({ value }) =>
      typeof value === 'string' ? substituted(call, value, undefined, variables) : malformed(call),
    );
  },

  'Fn::Split'(call) {
    const [delimiter, text] = argumentValues(call);
    if (!delimiter || !text) return malformed(call);
    return mapValue<Data, Data>(text, (one) =>
      combine([delimiter], call.at, ([separator]) => {
        if (typeof separator !== 'string' || separator === '') return malformed(call);
        const used = { ...one, at: call.at };
        return mapValue<string, Data>(textOf(one.value, call.at), ({ value }) => {
          const words = value.split(separator);
          if (words.length > maxItems) return unknown('limit', `${words.length} items`, call.at);
          const part = (word: string): Value =>
            isSensitive(one) ? asSensitive(sameWay<Data>(word, used)) : sameWay(word, used);
          const items = words.map(part);
          return sameWay({ type: 'list', items }, used);
        });
      }),
    );
  },

  'Fn::Replace'(call) {
    const [table, text] = argumentValues(call);
    if (!table || !text) return malformed(call);
    return mapValue(table, ({ value: data }) => {
      if (!isMap(data)) return malformed(call);
      const names = [...data.entries.keys()];
      const replacements = [...data.entries.values()].map(({ value }) => value);
      return combine([text, ...replacements], call.at, ([subject = null, ...rest]) =>
        mapValue<string, Data>(textOf(subject, call.at), ({ value }) => {
          let result = value;
          for (const [i, name] of names.entries()) {
            const replacement = textOf(rest[i] ?? null, call.at);
            if (replacement.kind !== 'known') return replacement;
            const next = replaced(result, name, replacement.value, call.at);
            if (next.kind !== 'known') return next;
            result = next.value;
          }
          return known(result, call.at);
        }),
      );
    });
  },

  /** `[text, level, size, whether the first line too]`. */
  'Fn::Indent'(call) {
    const [text, level, size = known(2, call.at), first = known(true, call.at)] = argumentValues(call);
    if (!text || !level) return malformed(call);
    return combine([text, level, size, first], call.at, ([subject = null, levels = null, width = null, too = null]) => {
      const [count, spaces, withFirst] = [numberOf(levels), numberOf(width), asBoolean(too)];
      if (count === undefined || spaces === undefined || withFirst === undefined) return malformed(call);
      if (!(count >= 0 && count <= 20 && spaces >= 0 && spaces <= 4)) return malformed(call);
      return mapValue<string, Data>(textOf(subject, call.at), ({ value }) => {
        const lines = value.split('\n');
        // Whether an empty line gets blanks is not documented.
        if (lines.slice(0, -1).includes('')) return unknown('unsupported', `${call.name} of an empty line`, call.at);
        const indented = lines.map((line, i) =>
          line === '' || (i === 0 && !withFirst) ? line : ' '.repeat(count * spaces) + line,
        );
        return joined(indented, '\n', call.at);
      });
    });
  },

  'Fn::Str': (call) => oneText(call, (text) => text),
  'Fn::Base64Encode': (call) => oneText(call, (text) => toBase64(utf8(text))),
  'Fn::Base64': (call) => oneText(call, (text) => toBase64(utf8(text))),
  'Fn::Base64Decode': (call) => oneText(call, decoded),
};

function joinedData(parts: readonly Data[], separator: string, at: Location): Value {
  const texts: string[] = [];
  for (const part of parts) {
    const text = textOf(part, at);
    if (text.kind !== 'known') return text;
    texts.push(text.value);
  }
  return joined(texts, separator, at);
}

/** `${Name}`, `${Resource.Attribute}`, `${ALIYUN::Region}`, and `${!Literal}` for a literal `${Literal}`. */
const placeholder = /\$\{([^{}]*)\}/g;

function substituted(
  call: Call,
  template: string,
  node: ScalarNode | undefined,
  variables: DataNode | undefined,
): Value {
  const given = variables && evaluate(call, variables);
  const texts: string[] = [];
  /** Which variable follows each text; a variable that is used twice has the same value twice. */
  const order: number[] = [];
  const places = new Map<string, number>();
  const values: Value[] = [];
  const toSource = node && sourceSpans(call, node);
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    const name = match[1]?.trim() ?? '';
    texts.push(template.slice(end, match.index));
    end = match.index + match[0].length;
    if (name.startsWith('!')) {
      texts.push(`${texts.pop()}\${${name.slice(1)}}`);
      order.push(-1);
      continue;
    }
    const place = places.get(name) ?? values.length;
    if (place === values.length) {
      places.set(name, place);
      const start = match.index + match[0].indexOf(name);
      const left = given?.kind === 'known' && isLeftOut(call, variables, name, given.value);
      const at = (): Location => toSource?.(start, start + name.length) ?? call.at;
      values.push(left ? unknown('no-default', name, call.at) : variable(call, name, given, at));
    }
    order.push(place);
  }
  texts.push(template.slice(end));
  const [only] = values;
  if (only && texts.length === 2 && texts.every((text) => text === '')) return asText(call, only);
  return combine(values, call.at, (data) => {
    const parts: string[] = [];
    for (const [i, text] of texts.entries()) {
      parts.push(text);
      const place = order[i];
      if (place === undefined || place < 0) continue;
      const part = textOf(data[place] ?? null, call.at);
      if (part.kind !== 'known') return part;
      parts.push(part.value);
    }
    return joined(parts, '', call.at);
  });
}

/** A variable that the map names but that comes out as ALIYUN::NoValue: it has no value, and its name is not wrong. */
function isLeftOut({ evaluation }: Call, variables: DataNode | undefined, name: string, given: Data): boolean {
  return isMap(given) && !given.entries.has(name) && get(variables, name, evaluation.template.document) !== undefined;
}

function variable(call: Call, name: string, given: Value | undefined, at: () => Location): Value {
  if (given?.kind === 'known' && isMap(given.value)) {
    const member = given.value.entries.get(name);
    if (member) return member.value;
  } else if (given && given.kind !== 'known') {
    return unknown('unsupported', `${call.name} with variables that are not a plain map`, call.at);
  }
  const isAttribute = name.includes('.') && !name.startsWith('ALIYUN::');
  const value = isAttribute ? attribute(call, name, at()) : refer(call, name, at());
  return value ?? known('', call.at);
}

/** `${Name}` alone is the value as text; a reference stays one, so that it still says to what it refers. */
function asText({ at }: Call, value: Value): Value {
  return mapValue(value, (one): Value => {
    if (
      typeof one.value === 'string' ||
      (typeof one.value === 'object' && one.value !== null && one.value.type === 'reference')
    ) {
      return { ...one, at };
    }
    return mapValue<string, Data>(textOf(one.value, at), (text) => ({ ...one, value: text.value, at }));
  });
}

/** Spans of a scalar's value, in the source. */
function sourceSpans({ at }: Call, node: ScalarNode): (start: number, end: number) => Location {
  const place = contentMap(node, at.source.text);
  return (start, end) => locationOf(at.source, { start: place(start), end: place(end - 1) + 1 });
}

function oneText(call: Call, f: (text: string) => string | undefined): Value {
  const node = call.argument;
  if (!node) return malformed(call);
  return combine([evaluate(call, node)], call.at, ([data = null]) =>
    mapValue<string, Data>(textOf(data, call.at), ({ value }) => {
      const result = f(value);
      return result === undefined ? malformed(call) : known(result, call.at);
    }),
  );
}

function decoded(text: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
