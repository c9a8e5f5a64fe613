/** Typed readers for catalogue rows: an attribute's text becomes ports, addresses, a protocol, a yes or no. */
import { type AddressSet, isAddressProblem, parseAddressList, parseCidr } from '../network/addresses.ts';
import type { Identity, List } from '../network/model.ts';
import { isPortProblem, PortSet, type PortSpelling, parsePortRange } from '../network/ports.ts';
import { type Protocol, parseProtocol } from '../network/protocol.ts';
import type { Location } from '../text/source.ts';
import { type Data, isReference, known, mapValue, sameWay, unknown, type Value } from '../values/value.ts';
import { type Reader, read, readList, valueAt } from './catalogue.ts';

type Optional<T> = Value<T> | undefined;

/** Text, numbers and booleans as text; lower-cased on request. */
export function text(
  path: string,
  options: { readonly lower?: boolean; readonly default?: string } = {},
): Reader<Optional<string>> {
  return read(
    path,
    (data) => (options.lower ? scalar(data)?.toLowerCase() : scalar(data)),
    withDefault(options.default),
  );
}

/** One of the texts given (compared in lower case), mapped to a value. Any other text is unknown. */
export function choice<T>(
  path: string,
  table: Readonly<Record<string, T>>,
  options: { readonly default?: T } = {},
): Reader<Optional<T>> {
  return read(
    path,
    (data) => {
      const key = scalar(data)?.toLowerCase();
      return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
    },
    { ...options, spell: (value) => Object.keys(table).find((key) => table[key] === value) },
  );
}

/** true/false, also as text; further spellings through `on` and `off` (lower case). */
export function flag(
  path: string,
  options: { readonly on?: readonly string[]; readonly off?: readonly string[]; readonly default?: boolean } = {},
): Reader<Optional<boolean>> {
  const { on = [], off = [] } = options;
  return read(
    path,
    (data) => {
      const word = scalar(data)?.toLowerCase();
      if (word === undefined) return undefined;
      if (word === 'true' || on.includes(word)) return true;
      return word === 'false' || off.includes(word) ? false : undefined;
    },
    { ...withDefault(options.default), spell: (value) => (value ? on : off)[0] ?? value },
  );
}

export function number(path: string, options: { readonly default?: number } = {}): Reader<Optional<number>> {
  return read(
    path,
    (data) => {
      const word = scalar(data);
      return word !== undefined && word.trim() !== '' && Number.isFinite(Number(word)) ? Number(word) : undefined;
    },
    options,
  );
}

/** Yes when the number at the path is above zero: a bandwidth that brings a public address. */
export function positive(path: string, options: { readonly default?: boolean } = {}): Reader<Optional<boolean>> {
  const amount = number(path);
  return {
    paths: [path],
    read(scope) {
      const value = amount.read(scope);
      if (value !== undefined) return mapValue(value, (amount) => sameWay(amount.value > 0, amount));
      return options.default === undefined
        ? undefined
        : { kind: 'known', value: options.default, at: scope.at, byDefault: true };
    },
  };
}

/** Yes when something is written at the path, no when nothing is. */
export function present(path: string): Reader<Value<boolean>> {
  return {
    paths: [path],
    read(scope) {
      const value = valueAt(scope, path);
      if (value === undefined) return { kind: 'known', value: false, at: scope.at, byDefault: true };
      if (value.kind === 'unknown' && value.reason === scope.resource.incomplete) return value;
      return known(true, value.at);
    },
  };
}

/** A port range, `a/b`; further spellings by option. */
export function ports(
  path: string,
  spelling: PortSpelling = {},
  options: { readonly default?: PortSet } = {},
): Reader<Optional<PortSet>> {
  const spell = (ports: PortSet | string): string | undefined => {
    if (typeof ports === 'string') return ports;
    const [only, ...more] = ports.intervals;
    if (!only || more.length > 0) return undefined;
    return spelling.single && only.from === only.to ? String(only.from) : `${only.from}/${only.to}`;
  };
  return read(path, (data) => portsOf(data, spelling), { ...options, spell });
}

/** From one attribute to another: CLB and NLB listeners with a start and an end port. */
export function portsBetween(startPath: string, endPath: string): Reader<Optional<PortSet>> {
  const start = number(startPath);
  const end = number(endPath);
  return {
    paths: [startPath, endPath],
    read(scope) {
      const from = start.read(scope);
      const to = end.read(scope);
      if (from === undefined || to === undefined) return undefined;
      return mapValue(from, (low) =>
        mapValue(
          to,
          (high): Value<PortSet> =>
            low.value <= high.value && high.value > 0
              ? sameWay(PortSet.of(low.value, high.value), low)
              : unknown('invalid', `${low.value}/${high.value}`, low.at),
        ),
      );
    },
  };
}

function portsOf(data: Data, spelling: PortSpelling): PortSet | undefined {
  const word = scalar(data);
  if (word === undefined) return undefined;
  const result = parsePortRange(word, spelling);
  return isPortProblem(result) ? undefined : result;
}

export function protocol(
  path: string,
  options: { readonly default?: Protocol; readonly any?: boolean } = {},
): Reader<Optional<Protocol>> {
  return read(
    path,
    (data) => {
      const word = scalar(data);
      if (word === undefined) return undefined;
      return options.any && word.toLowerCase() === 'any' ? 'all' : parseProtocol(word);
    },
    withDefault(options.default),
  );
}

/** One address or CIDR block; a bare 0.0.0.0 is the world. */
export function cidr(path: string): Reader<Optional<AddressSet>> {
  return read(path, (data) => addressOf(scalar(data)), {
    spell: (block) => (typeof block === 'string' ? block : blockOf(block)),
  });
}

/** White lists: lists, or texts with commas, from one attribute or several. Each entry at its own characters. */
export function addresses(...paths: readonly string[]): Reader<List<AddressSet> | undefined> {
  return readList(paths, (item) =>
    splitText(item).map((part) =>
      mapValue(part, (one) => {
        const parsed = addressOf(one.value);
        return parsed ? sameWay(parsed, one) : unknown('invalid', one.value, one.at);
      }),
    ),
  );
}

/** The one block that a set is; a single address without its length. */
function blockOf(addresses: AddressSet): string | undefined {
  const [only, ...more] = addresses.toCidrs();
  return more.length > 0 ? undefined : only;
}

function addressOf(word: string | undefined): AddressSet | undefined {
  if (word === undefined) return undefined;
  const spelling = { bareZeroIsWorld: true, localhost: true, range: true };
  if (word.includes(',')) {
    // Only where a whole comma list is one of several possible values; otherwise it has been split before.
    const list = parseAddressList(word, spelling);
    return list.problems.length > 0 ? undefined : list.addresses;
  }
  const result = parseCidr(word, spelling);
  return isAddressProblem(result) ? undefined : result.addresses;
}

/** Another resource, by reference or literal id. */
export function identity(path: string): Reader<Optional<Identity>> {
  // A reference is an expression of the file's own language, which the caller has to say.
  return read(path, identityOf, { spell: (id) => (typeof id === 'string' ? id : undefined) });
}

export function identities(...paths: readonly string[]): Reader<List<Identity> | undefined> {
  return readList(paths, (item) => splitIdentities(item));
}

export function texts(...paths: readonly string[]): Reader<List<string> | undefined> {
  return readList(paths, splitText);
}

function identityOf(data: Data): Identity | undefined {
  if (isReference(data)) return data;
  const word = scalar(data);
  return word === '' ? undefined : word;
}

function splitIdentities(item: Value): Value<Identity>[] {
  if (item.kind === 'known' && isReference(item.value)) return [sameWay(item.value, item)];
  if (item.kind === 'known') return splitText(item);
  return [
    mapValue(item, (one) => {
      const id = identityOf(one.value);
      return id === undefined ? unknown('invalid', 'id', one.at) : sameWay(id, one);
    }),
  ];
}

/** A text with commas is several entries; where the text stands in the source as it is, each gets its own span. */
function splitText(item: Value): Value<string>[] {
  if (item.kind === 'unknown') return [item];
  if (item.kind === 'oneOf') {
    return [
      mapValue(item, (one) => {
        const word = scalar(one.value);
        return word === undefined ? unknown('invalid', 'list', one.at) : sameWay(word, one);
      }),
    ];
  }
  const word = scalar(item.value);
  if (word === undefined) {
    const subject = isReference(item.value) ? `${item.value.resource}.${item.value.attribute}` : 'list';
    return [unknown(isReference(item.value) ? 'computed' : 'invalid', subject, item.at)];
  }
  const parts = word
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length <= 1) return parts.map((part) => sameWay(part, item));
  let from = 0;
  return parts.map((part) => {
    const at = narrowed(item.at, part, from);
    if (at !== item.at) from = at.end - item.at.start;
    return sameWay(part, { ...item, at });
  });
}

/** The characters of `part` inside a location, from `offset` on; the location itself when they are not there. */
export function narrowed(at: Location, part: string, offset = 0): Location {
  const found = at.source.text.slice(at.start, at.end).indexOf(part, offset);
  return found < 0 ? at : { source: at.source, start: at.start + found, end: at.start + found + part.length };
}

export function scalar(data: Data): string | undefined {
  return typeof data === 'string'
    ? data
    : typeof data === 'number' || typeof data === 'boolean'
      ? String(data)
      : undefined;
}

function withDefault<T>(value: T | undefined): { readonly default?: T } {
  return value === undefined ? {} : { default: value };
}
