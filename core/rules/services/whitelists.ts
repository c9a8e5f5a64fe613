/** White lists and public endpoints as the exposure rules of managed services read them. */
import { AddressSet } from '../../network/addresses.ts';
import type { List, ManagedService, ServiceFamily } from '../../network/model.ts';
import { allOf, anyOf, holds, type Truth, unknownsOf } from '../../values/truth.ts';
import { possibilities, type Unknown, type Value } from '../../values/value.ts';

interface OpenEntry {
  readonly entry: Value<AddressSet>;
  readonly truth: Truth;
  /** As a person would write it. */
  readonly text: string;
  /** Those that are everyone only together with this one. */
  readonly together?: readonly Value<AddressSet>[];
}

/** Does the service belong to the family? The catalogue fixes it for each type. */
export function inFamily(family: ServiceFamily): (service: ManagedService) => boolean {
  return (service) => service.family?.kind === 'known' && service.family.value === family;
}

/**
 * Entries that let everyone in: one by one, or, where no single one does, the widest of those that do together
 * (0.0.0.0/1 and 128.0.0.0/1). Entries that are not known come with truth `unknown`.
 */
export function worldEntries(list: List<AddressSet> | undefined): readonly OpenEntry[] {
  const judged = openEntries(list, (addresses) => addresses.amountsToWorld);
  if (judged.some(({ truth }) => truth === 'yes')) return judged;
  const certain = (list ?? []).flatMap((entry) => (entry.kind === 'known' ? [entry] : []));
  if (!AddressSet.unionOf(certain.map(({ value }) => value)).amountsToWorld) return judged;
  const [widest] = [...certain].sort((a, b) => (a.value.size < b.value.size ? 1 : -1));
  const all = certain.map(({ value }) => value.toString()).join(', ');
  const together = certain.filter((one) => one !== widest && !one.value.publicPart().isEmpty);
  return widest ? [...judged, { entry: widest, truth: 'yes', text: all, together }] : judged;
}

/** Entries for which the predicate holds or may hold. */
export function openEntries(
  list: List<AddressSet> | undefined,
  predicate: (addresses: AddressSet) => boolean,
): readonly OpenEntry[] {
  return (list ?? [])
    .map((entry) => ({ entry, truth: holds(entry, predicate), text: textOf(entry, predicate) }))
    .filter(({ truth }) => truth !== 'no');
}

function textOf(entry: Value<AddressSet>, predicate: (addresses: AddressSet) => boolean): string {
  const found = possibilities(entry).find(({ value }) => predicate(value))?.value;
  if (!found) return '';
  if (!found.containsWorld) return found.toString();
  return found.v4.length === 0 ? '::/0' : '0.0.0.0/0';
}

/** Whether any of them has a public endpoint. */
export function publicEndpointOf(services: readonly ManagedService[]): Truth {
  return anyOf(
    'no',
    // An endpoint that a condition governs is there only sometimes.
    ...services.map(({ publicEndpoint, exists }) => (publicEndpoint ? allOf(isTrue(publicEndpoint), exists) : 'no')),
  );
}

/** Whether a white list of theirs lets everyone in. */
export function openToWorld(services: readonly ManagedService[]): Truth {
  return anyOf(
    'no',
    ...services.flatMap(({ whitelist, publicWhitelist }) =>
      [...worldEntries(whitelist), ...worldEntries(publicWhitelist)].map(({ truth }) => truth),
    ),
  );
}

export function isTrue(value: Value<boolean>): Truth {
  return holds(value, (data) => data);
}

export function isFalse(value: Value<boolean>): Truth {
  return holds(value, (data) => !data);
}

/** Nothing is written and a default stands in. */
export function byDefault(value: Value<unknown>): boolean {
  return value.kind === 'known' && value.byDefault === true;
}

export function decides(truth: Truth): boolean {
  return truth === 'yes' || truth === 'maybe';
}

/** What would have to be known. */
export function missing(...values: readonly (Value<unknown> | undefined)[]): readonly Unknown[] {
  return unknownsOf(...values.filter((value) => value !== undefined));
}
