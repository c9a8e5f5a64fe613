/** Readers that only the catalogues of managed services need. */
import type { Plain } from '../changes/plain.ts';
import type { List } from '../network/model.ts';
import {
  isList,
  isMap,
  isReference,
  type Known,
  known,
  mapValue,
  oneOf,
  sameWay,
  unknown,
  type Value,
} from '../values/value.ts';
import { itemsOf, type Reader, read, readList, type Scope, spelledAsItIs, valueAt } from './catalogue.ts';
import { scalar } from './fields.ts';
import { fromJsonText } from './json-text.ts';

type Optional<T> = Value<T> | undefined;

/**
 * Yes where nothing is set: a missing white list that means everyone.
 * @param inner the setting below it that makes it
 */
export function absent(path: string, inner: string): Reader<Value<boolean>> {
  return {
    paths: [`${path}.${inner}`, path],
    spell: spelledAsItIs,
    read(scope) {
      const value = valueAt(scope, path);
      if (value === undefined) return { kind: 'known', value: true, at: scope.at, byDefault: true };
      if (value.kind === 'unknown' && value.reason === scope.resource.incomplete) return value;
      const empty = value.kind === 'known' && isList(value.value) && value.value.items.length === 0;
      return known(empty, value.at);
    },
  };
}

/** On a row with `each`: reads from the whole resource instead of the item. */
export function fromResource<T>(reader: Reader<T>): Reader<T> {
  return {
    // The paths are not relative to `each`, so they cannot be listed as this row's.
    paths: [],
    read: (scope) => reader.read({ ...scope, root: known(scope.resource.attributes, scope.resource.nameAt) }),
  };
}

/** A number is a yes or no: 0 and 1, also as text. */
export const zeroOrOne = { on: [1], off: [0] } as const;

/** `Enable`, `Update` (which renews the certificate of TLS that is on) and `Disable`. */
export const enableOrDisable = { on: ['Enable', 'Update', 'Enabled'], off: ['Disable', 'Disabled'] } as const;

/** `Open`, `Update` and `Close`. */
export const openOrClose = { on: ['Open', 'Update'], off: ['Close'] } as const;

/** `HTTP,HTTPS` and lists of such texts, in upper case. */
export function protocols(path: string): Reader<List<string> | undefined> {
  return readList(path, (item) => {
    if (item.kind === 'known' && typeof item.value === 'string') {
      return item.value
        .split(/[,\s]+/)
        .filter((word) => word !== '')
        .map((word) => sameWay(word.toUpperCase(), item));
    }
    return [
      mapValue(item, (one) => {
        const word = scalar(one.value);
        if (word !== undefined) return sameWay(word.toUpperCase(), one);
        return unknown(isReference(one.value) ? 'computed' : 'invalid', path, one.at);
      }),
    ];
  });
}

/**
 * A setting in a map or in JSON text, found by its name in any case: `AuthType`, `authType`. Lower case.
 * @param parts what the source says of a text that an expression makes, part by part
 */
export function setting(
  path: string,
  name: string,
  parts: (made: Known) => Value | undefined = () => undefined,
): Reader<Optional<string>> {
  return {
    paths: [path],
    read(scope) {
      const written = valueAt(scope, path);
      if (written === undefined) return undefined;
      const located = written.kind === 'known' && typeof written.value === 'string' ? parts(written) : undefined;
      const document = located?.kind === 'known' ? located : fromJsonText(written);
      if (document.kind !== 'known') return unknown('unsupported', path, document.at);
      if (!isMap(document.value)) return unknown('invalid', path, document.at);
      for (const [key, { value }] of document.value.entries) {
        if (key.toLowerCase() !== name.toLowerCase()) continue;
        return mapValue(value, (one) => {
          const word = scalar(one.value);
          return word === undefined ? unknown('invalid', name, one.at) : sameWay(word.toLowerCase(), one);
        });
      }
      return undefined;
    },
  };
}

/** The same as a yes or no. */
export function settingFlag(path: string, name: string): Reader<Optional<boolean>> {
  const text = setting(path, name);
  return {
    paths: text.paths,
    read(scope) {
      const value = text.read(scope);
      return value && mapValue(value, (word) => sameWay(word.value === 'true', word));
    },
  };
}

/** A list of name and value pairs as a map by lower-case name; the value may be spelt by either of two keys. */
export function namedValues(
  path: string,
  nameKeys: readonly string[],
  valueKeys: readonly string[],
): Reader<ReadonlyMap<string, Value<string>> | undefined> {
  const [[nameKey = '', ...otherNames], [valueKey = '', ...otherValues]] = [nameKeys, valueKeys];
  return {
    paths: [path, ...[nameKey, ...otherNames, valueKey, ...otherValues].map((key) => `${path}.${key}`)],
    spell: (values) =>
      Object.entries(values as Readonly<Record<string, Plain>>).map(([name, value]) => ({
        [nameKey]: name,
        [valueKey]: value,
      })),
    read(scope) {
      const list = valueAt(scope, path);
      if (list === undefined) return undefined;
      const found = new Map<string, Value<string>>();
      for (const item of itemsOf(list)) {
        const inItem: Scope = { ...scope, root: item, at: item.at };
        const name = firstOf(inItem, nameKeys);
        const value = firstOf(inItem, valueKeys);
        if (name?.kind !== 'known' || value === undefined) continue;
        const key = scalar(name.value);
        if (key !== undefined) found.set(key.toLowerCase(), textOf(value));
      }
      return found;
    },
  };
}

/** Settings of ESA that are attributes of a resource of their own, under the names that CDN gives them. */
export function attributesAs(
  names: Readonly<Record<string, string>>,
): Reader<ReadonlyMap<string, Value<string>> | undefined> {
  const written = (values: unknown): Readonly<Record<string, Plain>> =>
    Object.fromEntries(
      Object.entries(values as Readonly<Record<string, Plain>>).flatMap(([name, value]) => {
        const path = names[name];
        return path === undefined ? [] : [[path, value]];
      }),
    );
  return {
    paths: Object.values(names),
    spell: (values) => Object.values(written(values))[0],
    along: (values) => Object.fromEntries(Object.entries(written(values)).slice(1)),
    read(scope) {
      const found = new Map<string, Value<string>>();
      for (const [name, path] of Object.entries(names)) {
        const value = valueAt(scope, path);
        if (value !== undefined) found.set(name, textOf(value));
      }
      return found;
    },
  };
}

function firstOf(scope: Scope, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const value = valueAt(scope, key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function textOf(value: Value): Value<string> {
  return mapValue(value, (one) => {
    const word = scalar(one.value);
    return word === undefined ? unknown('invalid', 'value', one.at) : sameWay(word.toLowerCase(), one);
  });
}

/** Plug-ins that enforce NetworkPolicy; Flannel, the other choice on ACK, does not. */
const enforcing = /^(?:terway(?!-controlplane)|calico|cilium|canal|kube-router|antrea)/;

/**
 * Whether an ACK cluster's add-ons hold a plug-in that enforces NetworkPolicy. Terway can be told not to, in its
 * configuration text: `{"NetworkPolicy":"false"}`.
 */
export function networkPolicyPlugin(
  list: string,
  keys: { readonly name: string; readonly config: string; readonly disabled: string },
): Reader<Value<boolean>> {
  return {
    paths: [list, `${list}.${keys.name}`, `${list}.${keys.config}`, `${list}.${keys.disabled}`],
    read(scope) {
      let open: Value<boolean> | undefined;
      let off: Value<boolean> | undefined;
      for (const item of itemsOf(valueAt(scope, list))) {
        const inItem: Scope = { ...scope, root: item, at: item.at };
        const name = item.kind === 'unknown' ? item : valueAt(inItem, keys.name);
        if (name === undefined) continue;
        if (name.kind !== 'known') {
          open = unknown('unsupported', keys.name, name.at);
          continue;
        }
        if (!enforcing.test(scalar(name.value)?.toLowerCase() ?? '')) continue;
        const disabled = valueAt(inItem, keys.disabled);
        if (disabled?.kind === 'known' && scalar(disabled.value) === 'true') continue;
        const policy = setting(keys.config, 'NetworkPolicy').read(inItem);
        if (policy?.kind !== 'known' || policy.value !== 'false') return known(true, name.at);
        off = sameWay(false, policy);
      }
      return off ?? open ?? { kind: 'known', value: false, at: scope.at, byDefault: true };
    },
  };
}

/** Yes when the port is one that speaks TLS; Kafka's white list names the listener by its port. */
export function tlsPort(path: string, plain: readonly string[], tls: string): Reader<Optional<boolean>> {
  return read(
    path,
    (data) => {
      const word = scalar(data)?.split('/')[0];
      return word === undefined ? undefined : !plain.includes(word);
    },
    { spell: (value) => (value ? tls : undefined) },
  );
}

/** What a product's documentation says of a case in which the setting has no effect: then it is not read at all. */
export function unless<T>(path: string, words: readonly string[], reader: Reader<Optional<T>>): Reader<Optional<T>> {
  return {
    paths: [path, ...reader.paths],
    parts: [reader],
    read(scope) {
      const value = valueAt(scope, path);
      if (value === undefined) return reader.read(scope);
      const inner = reader.read(scope);
      const excluded = (option: Value): boolean =>
        option.kind === 'known' && words.includes(scalar(option.value)?.toLowerCase() ?? '');
      if (value.kind === 'known') return excluded(value) ? undefined : inner;
      if (value.kind === 'unknown' || inner === undefined) return inner;
      return value.options.some(excluded) ? oneOf([inner, unknown('unsupported', path, value.at)], inner.at) : inner;
    },
  };
}

/**
 * Yes when a list names the word (lower case), no when it is set and does not.
 * @param otherwise the list without it
 */
export function includesWord(path: string, word: string, otherwise: Plain): Reader<Optional<boolean>> {
  return {
    paths: [path],
    spell: (value) => (value ? undefined : otherwise),
    read(scope) {
      const list = valueAt(scope, path);
      if (list === undefined) return undefined;
      const items = itemsOf(list);
      const found = items.find((item) => item.kind === 'known' && scalar(item.value)?.toLowerCase() === word);
      if (found) return known(true, found.at);
      const open = items.find((item) => item.kind !== 'known');
      return open ? unknown('unsupported', path, open.at) : known(false, list.at);
    },
  };
}
