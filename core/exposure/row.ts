/** One row of exposure: who gets in where, by what. */
import type { AddressSet } from '../network/addresses.ts';
import { serviceName } from '../network/port-catalogue.ts';
import type { PortSet } from '../network/ports.ts';
import type { Protocol } from '../network/protocol.ts';
import { reached } from '../rules/exposure/services.ts';
import type { Location } from '../text/source.ts';
import type { Spot } from '../told-once.ts';

/** Whether a way from the internet leads there: `unknown` where these files do not show who has the group. */
export type RowReach = 'exposed' | 'open' | 'unknown' | 'internal';

export interface ExposureRow {
  /** Address of the group, load balancer or object that lets in. */
  readonly to: string;
  readonly from: Source;
  readonly protocol: Protocol;
  /** What `all` leaves out, because it is decided otherwise. */
  readonly except?: readonly Protocol[];
  /** `undefined` for protocols that have none, and where they are not known. */
  readonly ports: PortSet | undefined;
  readonly unknownPorts?: true;
  /** Well-known services on these ports, the first ones. */
  readonly services: readonly string[];
  /** Resources that lead there from the internet: addresses, DNAT entries, listeners. The first ones. */
  readonly ways: readonly string[];
  /** Resources that let in: rules of the group, what stands behind a Service. The first ones. */
  readonly by: readonly string[];
  readonly certainty: 'certain' | 'possible';
  readonly reach: RowReach;
  /** A port of the nodes of a cluster: their security groups say who gets in (node-ports.ts). */
  readonly onNodes?: true;
  /** Where the source, or else the rule, is written. */
  readonly at: Location;
}

export type Source =
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  /** Members of a security group, or entries of a prefix list that is not known. */
  | { readonly kind: 'members'; readonly of: string }
  /** Not known; the words that stand for it. */
  | { readonly kind: 'unknown'; readonly words: string };

/** Words that stand for what is not known are told as far as this, characters. */
const maxName = 60;

/** A key as people write it: the address, the id, or the words that stand for what is not known. */
export function nameOf(key: string): string {
  return key.startsWith('?:') ? shortWords(key.split(':').slice(3).join(':')) : key.slice(key.indexOf(':') + 1);
}

/** Words of a template in one line. */
export function shortWords(text: string): string {
  const words = text.replace(/\s+/g, ' ');
  return words.length > maxName ? `${words.slice(0, maxName)}…` : words;
}

/** How many services, ways or rules a row names. */
export const shown = 4;

/** Services by name: those of single ports, web included, else the dangerous ones of a range. */
export function servicesOn(ports: PortSet, protocol: Protocol): readonly string[] {
  if (ports.isAll) return [];
  const names =
    ports.size <= shown
      ? ports.intervals.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => serviceName(from + i, protocol)),
        )
      : reached(ports, protocol).map(({ name }) => name);
  return [...new Set(names.filter((name) => name !== undefined))].slice(0, shown);
}

/** The same text for the same source. */
export function sourceKey(from: Source): string {
  if (from.kind === 'addresses') return from.addresses.toString();
  return from.kind === 'members' ? `members ${from.of}` : `? ${from.words}`;
}

/** A row as far as it is compared: of texts that are let go, the path is left. */
type Comparable = Pick<ExposureRow, 'to' | 'from' | 'protocol' | 'except' | 'ports'> & { readonly at: Spot };

/**
 * Rows without those that are told again: a module by itself says what its callers say with more before the name.
 */
export function toldOnce<T>(items: readonly T[], rowOf: (item: T) => Comparable): readonly T[] {
  const byWhat = new Map<string, T[]>();
  for (const item of items) {
    const { from, protocol, except, ports, at } = rowOf(item);
    const source = sourceKey(from);
    const what = [at.source.path, at.start, protocol, except, ports, source].join('\0');
    byWhat.set(what, [...(byWhat.get(what) ?? []), item]);
  }
  const again = new Set<T>();
  for (const alike of byWhat.values()) {
    for (const item of alike) {
      const { to } = rowOf(item);
      const first = alike.find((other) => rowOf(other).to === to);
      if (first !== item || alike.some((other) => rowOf(other).to.endsWith(`.${to}`))) again.add(item);
    }
  }
  return items.filter((item) => !again.has(item));
}
