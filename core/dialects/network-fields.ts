/** Readers that only the network's catalogues need: settings that several attributes decide together. */
import type { Plain } from '../changes/plain.ts';
import type { Identity, List } from '../network/model.ts';
import { isPortProblem, PortSet, parsePortRange } from '../network/ports.ts';
import { DEFAULT_TLS_POLICY } from '../network/tls-policy.ts';
import { isReference, known, mapValue, oneOf, sameWay, unknown, type Value } from '../values/value.ts';
import { itemsAt, itemsOf, type Reader, read, valueAt } from './catalogue.ts';
import { flag, identities, identity, number, positive, scalar, spelledPorts } from './fields.ts';

type Optional<T> = Value<T> | undefined;

/** One value from each item of a list (`a[].b`: of every item's list); items that do not set it are left out. */
export function inEach<T>(list: string, reader: Reader<Optional<T>>): Reader<List<T> | undefined> {
  const plain = list.replaceAll('[]', '');
  return {
    paths: [plain, ...reader.paths.map((path) => `${plain}.${path}`)],
    read(scope) {
      return itemsAt(scope, list)
        ?.map((root) => (root.kind === 'unknown' ? root : reader.read({ ...scope, root, at: root.at })))
        .filter((item) => item !== undefined);
    },
  };
}

/** The union of a list of port ranges, each with a start and an end (Global Accelerator). */
export function portsOfRanges(list: string, start: string, end: string): Reader<Optional<PortSet>> {
  const from = number(start);
  const to = number(end);
  return {
    paths: [list, `${list}.${start}`, `${list}.${end}`],
    read(scope) {
      const value = valueAt(scope, list);
      if (value === undefined || value.kind === 'unknown') return value;
      let union: PortSet = PortSet.none;
      for (const root of itemsOf(value)) {
        const item = { ...scope, root, at: root.at };
        const low = from.read(item);
        const high = to.read(item) ?? low;
        if (low?.kind !== 'known' || high?.kind !== 'known') return unknown('unsupported', list, value.at);
        union = union.union(PortSet.of(low.value, high.value));
      }
      return union.isEmpty ? undefined : known(union, value.at);
    },
  };
}

/** The first of a list of ids, or one id. */
export function firstIdentity(path: string): Reader<Optional<Identity>> {
  const all = identities(path);
  return { paths: all.paths, read: (scope) => all.read(scope)?.[0] };
}

/** One of a list of which the text does not say it: the vSwitch of a node whose pool has several. */
export function someOf<T>(list: Reader<List<T> | undefined>): Reader<Optional<T>> {
  return {
    paths: list.paths,
    read(scope) {
      const items = list.read(scope) ?? [];
      const [first] = items;
      return first && oneOf(items, first.at);
    },
  };
}

/** A list of one. */
export function alone<T>(reader: Reader<Optional<T>>): Reader<List<T> | undefined> {
  return {
    ...reader,
    read(scope) {
      const value = reader.read(scope);
      return value && [value];
    },
  };
}

/** The items of all lists, one list after the other. */
export function together<T>(...readers: readonly Reader<List<T> | undefined>[]): Reader<List<T> | undefined> {
  return {
    paths: readers.flatMap(({ paths }) => paths),
    parts: readers,
    read(scope) {
      const set = readers.map((reader) => reader.read(scope)).filter((list) => list !== undefined);
      return set.length === 0 ? undefined : set.flat();
    },
  };
}

/** What stands where a reader finds nothing, unless one of other attributes is set that would say it (a template). */
export function unlessSet<T>(
  reader: Reader<Optional<T>>,
  others: readonly string[],
  otherwise: T,
): Reader<Optional<T>> {
  return {
    paths: [...reader.paths, ...others],
    parts: [reader],
    read(scope) {
      const value = reader.read(scope);
      if (value !== undefined || others.some((path) => valueAt(scope, path) !== undefined)) return value;
      return { kind: 'known', value: otherwise, at: scope.at, byDefault: true };
    },
  };
}

/** Yes when one of them is, the first that is set otherwise. */
export function eitherTrue(...readers: readonly Reader<Optional<boolean>>[]): Reader<Optional<boolean>> {
  return {
    paths: readers.flatMap(({ paths }) => paths),
    parts: readers,
    isAny: true,
    read(scope) {
      const set = readers.map((reader) => reader.read(scope)).filter((value) => value !== undefined);
      return (
        set.find((value) => value.kind === 'known' && value.value) ?? set.find((v) => v.kind !== 'known') ?? set[0]
      );
    },
  };
}

/** A listener's TLS policy; unset it is tls_cipher_policy_1_0 (CLB, ALB and NLB API references). */
export function tlsPolicy(path: string, fallback: string | undefined = DEFAULT_TLS_POLICY): Reader<Optional<Identity>> {
  return read<Identity>(
    path,
    (data) => (isReference(data) ? data : scalar(data) || undefined),
    fallback === undefined ? {} : { default: fallback },
  );
}

/**
 * CLB's address type. The API: intranet by default where a vSwitch is named, internet otherwise. The provider sends
 * nothing of its own (resource_alicloud_slb_load_balancer.go).
 */
export function clbInternet(addressType: string, vSwitch: string): Reader<Optional<boolean>> {
  const chosen = flag(addressType, { on: ['internet'], off: ['intranet'] });
  return {
    paths: [addressType, vSwitch],
    spell: chosen.spell as NonNullable<typeof chosen.spell>,
    read(scope) {
      const value = chosen.read(scope);
      if (value !== undefined) return value;
      const inVpc = valueAt(scope, vSwitch);
      if (inVpc?.kind === 'unknown') return inVpc;
      return { kind: 'known', value: inVpc === undefined, at: scope.at, byDefault: true };
    },
  };
}

/**
 * An ECS instance's public address in ROS: AllocatePublicIP (default true) gives one when InternetMaxBandwidthOut is
 * above 0. The sources disagree whether its default is 0 or 1 (facts C1), so nothing is said when both are absent.
 */
export function allocatedAddress(allocate: string, bandwidth: string): Reader<Optional<boolean>> {
  const wanted = flag(allocate);
  const width = positive(bandwidth);
  return {
    paths: [allocate, bandwidth],
    spell: wanted.spell as NonNullable<typeof wanted.spell>,
    read(scope) {
      const asked = wanted.read(scope);
      const given = width.read(scope);
      if (asked === undefined) return given;
      if (given === undefined) return asked;
      return mapValue(asked, (one): Value<boolean> => {
        if (!one.value) return sameWay(false, one);
        const { at } = one;
        // Asked for by name, with bandwidth 0: ROS allocates none, but the next person who sets a bandwidth does.
        return mapValue(
          given,
          (amount): Value<boolean> =>
            amount.value ? sameWay(true, amount) : oneOf<boolean>([known(true, at), known(false, at)], at),
        );
      });
    },
  };
}

/** `80`, `80/90`, also as a number; Simple Application Server and DNAT entries. */
export function portText(path: string): Reader<Optional<PortSet>> {
  return read(
    path,
    (data) => {
      const word = scalar(data);
      if (word === undefined) return undefined;
      const result = parsePortRange(word, { single: true, any: true });
      return isPortProblem(result) ? undefined : result;
    },
    { spell: (ports) => spelledPorts(ports, { single: true }) },
  );
}

/** The resource that an address belongs to (`alicloud_instance.web.private_ip`); an address in digits names none. */
export function hostOf(path: string): Reader<Optional<Identity>> {
  const host = identity(path);
  return {
    paths: [path],
    read(scope) {
      const value = host.read(scope);
      if (value === undefined) return undefined;
      const options = value.kind === 'oneOf' ? value.options : [value];
      return options.every((option) => option.kind === 'known' && !isReference(option.value)) ? undefined : value;
    },
  };
}

export interface RedirectPaths {
  readonly actions: string;
  readonly type: string;
  /** Protocol of the redirect, relative to the action. */
  readonly protocol: string;
  readonly conditions: string;
  readonly conditionType: string;
  readonly pathValues: string;
}

/**
 * Whether a forwarding rule sends everything to HTTPS: a redirect to HTTPS, for every path (`/*`) or every path of a
 * host. A rule for one header, cookie or path leaves the rest in plain HTTP.
 * @param made a whole rule that does, by path
 */
export function redirectRule(
  paths: RedirectPaths,
  made: Readonly<Record<string, Plain>> = {},
): Reader<Optional<boolean>> {
  const { actions, conditions } = paths;
  const { [actions]: action, ...others } = made;
  return {
    spell: (value) => (value ? action : undefined),
    along: () => others,
    paths: [
      actions,
      `${actions}.${paths.type}`,
      `${actions}.${paths.protocol}`,
      conditions,
      `${conditions}.${paths.conditionType}`,
      `${conditions}.${paths.pathValues}`,
    ],
    read(scope) {
      const inItem = (root: Value, path: string): string | undefined => {
        const value = valueAt({ ...scope, root, at: root.at }, path);
        return value?.kind === 'known' ? scalar(value.value)?.toLowerCase() : undefined;
      };
      const redirect = itemsOf(valueAt(scope, actions)).find(
        (action) =>
          inItem(action, paths.type) === 'redirect' && (inItem(action, paths.protocol) ?? '').includes('https'),
      );
      if (redirect === undefined) return known(false, scope.at);
      const everything = itemsOf(valueAt(scope, conditions)).every((condition) => {
        const type = inItem(condition, paths.conditionType);
        if (type === 'host') return true;
        if (type !== 'path') return false;
        const values = itemsOf(valueAt({ ...scope, root: condition, at: condition.at }, paths.pathValues));
        return values.some((value) => value.kind === 'known' && ['/*', '/', '*'].includes(scalar(value.value) ?? ''));
      });
      return known(everything, redirect.at);
    },
  };
}
