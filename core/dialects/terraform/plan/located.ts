/**
 * A plan or state beside its configuration: what it says of an attribute is shown where a person would change it, in
 * the source. The way of such a value leads back to the plan.
 */
import type { Location } from '../../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  known,
  type MapData,
  type MapMember,
  type Value,
} from '../../../values/value.ts';
import { scalar } from '../../fields.ts';
import type { Resource } from '../../resource.ts';

/** The resources of a plan at the places of the same resources and attributes in the source, where it has them. */
export function locatedIn(resources: readonly Resource[], sources: readonly Resource[]): readonly Resource[] {
  const byAddress = new Map<string, Resource>();
  for (const source of sources) {
    for (const address of [source.address, withoutKeys(source.address)]) {
      if (!byAddress.has(address)) byAddress.set(address, source);
    }
  }
  const addresses = new Set(resources.map(({ address }) => address));
  return resources.map((resource) => {
    const source = byAddress.get(resource.address) ?? byAddress.get(withoutKeys(resource.address));
    return source ? located(resource, source, addresses) : resource;
  });
}

/** How many instances there are is often known to the plan alone; they all come from one block. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

function located(resource: Resource, source: Resource, addresses: ReadonlySet<string>): Resource {
  const { nameAt, blockAt, calledAt } = source;
  const place: Place = { planned: addresses, isVendored: calledAt !== undefined };
  const attributes = membersAt(resource.attributes, source.attributes, nameAt, place);
  return { ...resource, nameAt, blockAt, calledAt, attributes };
}

interface Place {
  readonly planned: ReadonlySet<string>;
  /** The user's own text is the call then, and the plan would be the only station of the way in it. */
  readonly isVendored: boolean;
}

/** What the source does not have (a default of the provider, a computed value) is shown where it would stand. */
function membersAt(data: MapData, source: MapData | undefined, outer: Location, place: Place): MapData {
  const entries = new Map<string, MapMember>();
  for (const [name, { value }] of data.entries) {
    const written = source?.entries.get(name);
    const at = written?.key ?? outer;
    entries.set(name, { key: at, value: valueAt(value, written?.value, written?.value.at ?? outer, place) });
  }
  return { ...data, entries };
}

function valueAt(value: Value, source: Value | undefined, at: Location, place: Place): Value {
  if (value.kind === 'unknown') {
    const isPlanned = source?.kind === 'known' && isReference(source.value) && place.planned.has(source.value.resource);
    return isPlanned ? source : { ...value, at };
  }
  if (value.kind !== 'known') return value;
  const { value: data } = value;
  const written = source?.kind === 'known' ? source : undefined;
  if (isList(data)) return known<Data>({ ...data, items: itemsAt(data.items, written, at, place) }, at);
  if (isMap(data)) {
    // A block that the provider's schema allows once is a list in the plan, and may be one in the source.
    const [first] = isList(written?.value) ? written.value.items : [written];
    const inner = first?.kind === 'known' && isMap(first.value) ? first.value : undefined;
    return known<Data>(membersAt(data, inner, at, place), at);
  }
  if (isReference(data)) return known<Data>(data, at);
  if (written && scalar(written.value) === scalar(data)) return written;
  return place.isVendored ? known<Data>(data, at) : known<Data>(data, at, value.at);
}

/** Items are compared with each other up to this many: sets come in another order than they are written. */
const maxCompared = 100;

function itemsAt(items: readonly Value[], source: Known | undefined, at: Location, place: Place): readonly Value[] {
  const written = source === undefined ? [] : isList(source.value) ? source.value.items : [source];
  const isLong = items.length > maxCompared || written.length > maxCompared;
  const free = new Set(written.keys());
  return items.map((item, i) => {
    const same = isLong ? i : [i, ...free].find((n) => free.has(n) && mayBe(item, written[n] as Value));
    if (same !== undefined) free.delete(same);
    const found = same === undefined ? undefined : written[same];
    return valueAt(item, found, found?.at ?? at, place);
  });
}

/** Whether what is written may have become this item: nothing that is known of both differs. */
function mayBe(item: Value, written: Value): boolean {
  if (written.kind === 'oneOf') return written.options.some((option) => mayBe(item, option));
  if (item.kind !== 'known' || written.kind !== 'known') return true;
  const [a, b] = [item.value, written.value];
  if (isMap(a) && isMap(b)) {
    for (const [name, { value }] of b.entries) {
      const mine = a.entries.get(name)?.value;
      if (mine && !mayBe(mine, value)) return false;
    }
    return true;
  }
  const [one, other] = [scalar(a), scalar(b)];
  return one === undefined || other === undefined || one === other;
}
