/** What a YAML scalar means to `yamldecode` (github.com/zclconf/go-cty-yaml): YAML 1.2's numbers, YAML 1.1's words. */
import type { ScalarNode } from '../../../syntax/data.ts';
import { fromBase64 } from '../../../text/bytes.ts';
import type { Location } from '../../../text/source.ts';
import { known, unknown, type Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { refuse } from './definition.ts';
import { parseTimestamp, timestampText } from './timestamps.ts';

const core = 'tag:yaml.org,2002:';

const words: ReadonlyMap<string, boolean | null> = new Map(
  (
    [
      [true, 'y Y yes Yes YES true True TRUE on On ON'],
      [false, 'n N no No NO false False FALSE off Off OFF'],
      [null, '~ null Null NULL'],
    ] as const
  ).flatMap(([value, spellings]) => [
    ['', null] as const,
    ...spellings.split(' ').map((word) => [word, value] as const),
  ]),
);
const infinities = /^[+-]?\.(?:inf|Inf|INF)$/;
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** @param tag in full, `undefined` where none is written */
export function scalarValue(node: ScalarNode, tag: string | undefined, source: string, at: Location): Value {
  const text = (
    typeof node.value === 'string' ? node.value : source.slice(node.content.start, node.content.end)
  ).normalize();
  if (tag !== undefined && !tag.startsWith(core)) return refuse(`YAML tag ${tag}`, at);
  const type = tag?.slice(core.length);
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const value = typedValue(text, type, node.style === 'plain' || isBlock, at);
  // A block of text is a string, but go-cty-yaml looks at what it says before it makes one of it.
  return isBlock && type === undefined ? convert(value, 'string') : value;
}

function typedValue(text: string, type: string | undefined, isOpen: boolean, at: Location): Value {
  if (type === 'str') return known(text, at);
  if (type === 'binary') return fromBase64(text) ? known(text, at) : refuse('not base64', at);
  // What could be a number or a word is none in quotes, whatever its tag says.
  if (!isOpen && (text === '' || /^[-+0-9yYnNtTfFoO~.]/.test(text))) return known(text, at);
  return (isOpen ? spelt(text, type, at) : undefined) ?? tagged(text, type, at);
}

/** Words, times and numbers are told by their spelling, also under a tag that means something else. */
function spelt(text: string, type: string | undefined, at: Location): Value | undefined {
  const word = words.get(text);
  if (word !== undefined) return known(word, at);
  if (infinities.test(text)) return unknown('unsupported', text, at);
  if (type === undefined && /^\.(?:nan|NaN|NAN)$/.test(text)) return refuse('not a number', at);
  const time = type === undefined || type === 'timestamp' ? timestampOf(text) : undefined;
  if (time !== undefined) return known(time, at);
  return integer.test(text) || float.test(text) ? numberOf(text, at) : undefined;
}

function tagged(text: string, type: string | undefined, at: Location): Value {
  switch (type) {
    case undefined:
      return known(text, at);
    case 'null':
      return known(null, at);
    case 'int':
    case 'float':
      return numberOf(text.replaceAll('_', ''), at);
    default:
      return refuse(`YAML tag !!${type}`, at);
  }
}

function numberOf(text: string, at: Location): Value {
  const based = /^([+-]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(text);
  if (!based) return convert(known(text, at), 'number');
  const [, sign, digits = ''] = based;
  const value = BigInt(digits);
  return value < 2n ** 64n ? convert(known(`${sign}${value}`, at), 'number') : refuse('number of 64 bits', at);
}

const times =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(Z|[+-]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;

/** A date, or a date and time, as RFC 3339 writes it. */
function timestampOf(text: string): string | undefined {
  const match = times.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3]
    .map((i) => match[i])
    .concat([4, 5, 6].map((i) => match[i] ?? match[i + 4] ?? '0'))
    .map((part) => (part ?? '').padStart(2, '0'));
  const time = parseTimestamp(`${year}-${month}-${day}T${hour}:${minute}:${second}${match[7] ?? 'Z'}`);
  return time && timestampText(time);
}
