/**
 * YAML 1.2's core schema: which value a scalar without quotes stands for. YAML 1.1 readings (`yes`, `0777`, dates)
 * depend on the consumer of a key, not on the text, and are decided by the dialects.
 */
type ScalarValue = string | number | boolean | null;

const INTEGER = /^[-+]?[0-9]+$/;
const OCTAL = /^0o[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/** The value of a plain scalar as written. */
export function plainValue(text: string): ScalarValue {
  if (text.length === 0) return null;
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46) {
    if (INTEGER.test(text) || FLOAT.test(text) || HEXADECIMAL.test(text)) return Number(text);
    if (OCTAL.test(text)) return Number.parseInt(text.slice(2), 8);
    if (INFINITE.test(text)) return first === 45 ? -Infinity : Infinity;
    if (NOT_A_NUMBER.test(text)) return Number.NaN;
    return text;
  }
  if (text.length > 5) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

const CORE = 'tag:yaml.org,2002:';

/**
 * The value of a scalar with a tag. A tag that YAML does not define (`!Ref`) leaves the text a string, quoted or not.
 * @param tag in full, `tag:yaml.org,2002:int` or `!Ref`
 * @param text the scalar's text, escapes and folding done
 */
export function taggedValue(tag: string, text: string): ScalarValue {
  if (!tag.startsWith(CORE)) return text;
  const value = plainValue(text);
  switch (tag.slice(CORE.length)) {
    case 'int':
    case 'float':
      return typeof value === 'number' ? value : text;
    case 'bool':
      return typeof value === 'boolean' ? value : text;
    case 'null':
      return null;
    default:
      return text;
  }
}

/**
 * A tag in full. `undefined` when its handle (`!e!`) was not declared by a %TAG directive.
 * @param handles prefixes that the document's %TAG directives declare, by handle
 */
export function fullTag(tag: string, handles: ReadonlyMap<string, string> | undefined): string | undefined {
  if (tag.startsWith('!<')) return tag.slice(2, tag.endsWith('>') ? -1 : undefined);
  const second = tag.indexOf('!', 1);
  const handle = second < 0 ? '!' : tag.slice(0, second + 1);
  const prefix = handles?.get(handle) ?? (handle === '!!' ? CORE : handle === '!' ? '!' : undefined);
  return prefix === undefined ? undefined : prefix + tag.slice(handle.length);
}
