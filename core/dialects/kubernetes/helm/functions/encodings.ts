/** YAML, JSON, base64 and digests. */

import type { DataFile } from '../../../../syntax/data.ts';
import { parseJson } from '../../../../syntax/json.ts';
import { parseYaml } from '../../../../syntax/yaml/index.ts';
import { fromBase64, hex, toBase64, utf8 } from '../../../../text/bytes.ts';
import { sha256 } from '../../../../text/hash/sha2.ts';
import { type Datum, dict, list, nil, openReason, sortedKeys, string, textOf, unknown } from '../data.ts';
import type { Run } from '../run.ts';
import { originOf, sliced } from '../traced.ts';
import { computedDatum } from '../yaml-data.ts';
import { yamlOf } from '../yaml-text.ts';
import { asText, type FunctionTable, type Implementation, originOfAny, strict, textFunction } from './definition.ts';

const toYaml: Implementation = ([value], { run }) => textOf(yamlOf(value ?? nil, run));

/** Texts that are read are no longer than this. */
const maxRead = 2_000_000;

function reading(parse: (text: string) => DataFile, otherwise: Datum): Implementation {
  return strict(([value], { run }) => {
    const { text, pieces } = asText(value);
    run.budget.characters -= text.length;
    run.budget.steps -= text.length >> 4;
    if (text.length > maxRead || run.budget.steps < 0) return unknown('limit', 'text');
    const file = parse(text);
    if (file.problems.some(({ duplicateKey }) => !duplicateKey)) return unknown('invalid', 'text');
    const [document] = file.documents;
    if (!document) return otherwise;
    // A scalar that is a piece as it was written keeps its very characters; any other the place of its piece.
    return computedDatum(document, ({ start, end }) => {
      const part = sliced(pieces, start, end);
      return part.length === 1 ? part[0]?.origin : originOf(part);
    });
  });
}

const fromYaml = reading(parseYaml, dict());
const fromJson = reading(parseJson, dict());
const fromYamlArray = reading(parseYaml, list([]));

/** JSON text; `undefined` where a part is not known. */
function jsonText(value: Datum, run: Run, indent: string, depth = 0): string | undefined {
  run.budget.steps--;
  run.budget.characters -= 8;
  if (run.budget.steps < 0 || run.budget.characters < 0 || depth > 100 || openReason(value)) return undefined;
  const [line, inner] = indent === '' ? ['', ''] : [`\n${indent.repeat(depth)}`, `\n${indent.repeat(depth + 1)}`];
  switch (value.type) {
    case 'dict': {
      const members = sortedKeys(value).map((key) => {
        const member = jsonText(value.entries.get(key) as Datum, run, indent, depth + 1);
        return member === undefined ? undefined : `${JSON.stringify(key)}:${indent === '' ? '' : ' '}${member}`;
      });
      if (members.includes(undefined)) return undefined;
      return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${line}}`;
    }
    case 'list': {
      const items = value.items.map((item) => jsonText(item, run, indent, depth + 1));
      if (items.includes(undefined)) return undefined;
      return items.length === 0 ? '[]' : `[${inner}${items.join(`,${inner}`)}${line}]`;
    }
    case 'string':
      return JSON.stringify(value.text);
    case 'nil':
      return 'null';
    case 'native':
    case 'unknown':
      return undefined;
    default:
      return String(value.value);
  }
}

function json(indent: string, escapesHtml: boolean): Implementation {
  return ([value = nil], { run }) => {
    const text = jsonText(value, run, indent);
    if (text === undefined)
      return { type: 'unknown', reason: openReason(value) ?? { code: 'no-default', subject: 'toJson' } };
    const written = escapesHtml ? text.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`) : text;
    return string(written, originOfAny([value]));
  };
}

const toJson = json('', true);
const toPrettyJson = json('  ', true);
const toRawJson = json('', false);

export const encodingFunctions: FunctionTable = {
  toYaml,
  mustToYaml: toYaml,
  toYamlPretty: toYaml,
  fromYaml,
  fromYamlArray,
  fromJson,
  mustFromJson: fromJson,
  fromJsonArray: fromYamlArray,
  toJson,
  mustToJson: toJson,
  toPrettyJson,
  mustToPrettyJson: toPrettyJson,
  toRawJson,
  mustToRawJson: toRawJson,
  b64enc: textFunction((text) => toBase64(utf8(text))),
  b64dec: textFunction((text) => {
    const bytes = fromBase64(text);
    return bytes && new TextDecoder().decode(bytes);
  }),
  sha256sum: strict(([value], { run }) => {
    const { text } = asText(value);
    run.budget.steps -= text.length >> 2;
    return run.budget.steps < 0 ? unknown('limit', 'sha256sum') : string(hex(sha256(utf8(text))));
  }),
  adler32sum: textFunction((text) => {
    let [a, b] = [1, 0];
    for (const byte of utf8(text)) {
      a = (a + byte) % 65521;
      b = (b + a) % 65521;
    }
    return String(b * 65536 + a);
  }),
};
