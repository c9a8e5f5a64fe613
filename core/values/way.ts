/** The way that a value came, told as places: where it is passed on, what it is computed from, where it is written. */
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { type Known, type Step, samePlace, type Value } from './value.ts';

export interface Station {
  /** In the file that a person opens. */
  readonly at: Location;
  readonly message: Text;
  /** The value is written here. */
  readonly isOrigin?: boolean;
}

/** A name is shown as far as this, characters. */
const maxName = 60;
/** A value with many possibilities tells where the first ones come from. */
const maxPossibilities = 3;

/** From the use back to the definition; empty for a literal that stands where it is used. */
export function wayOf(value: Value<unknown>): Station[] {
  if (value.kind === 'known') return stationsOf(value, { en: 'the value comes from here', zh: '该值来自此处' });
  if (value.kind === 'unknown') return [];
  const known = value.options.filter((option) => option.kind === 'known').slice(0, maxPossibilities);
  return distinct(
    known.flatMap((option) => stationsOf(option, { en: 'the value may come from here', zh: '该值可能来自此处' })),
  );
}

function stationsOf({ at, definedAt, way = [] }: Known<unknown>, last: Text): Station[] {
  const stations = way.map(stationOf);
  if (definedAt) stations.push({ at: definedAt.source.outermost(definedAt), message: last, isOrigin: true });
  const place = at.source.outermost(at);
  return distinct(stations).filter((station) => !samePlace(station.at, place));
}

function stationOf({ kind, at }: Step): Station {
  const name = shortText(at);
  const message =
    kind === 'passed'
      ? { en: `passed on here: ${name}`, zh: `经由此处：${name}` }
      : { en: `computed from this: ${name}`, zh: `由此计算得出：${name}` };
  return { at: at.source.outermost(at), message, isOrigin: kind === 'operand' };
}

function shortText({ source, start, end }: Location): string {
  const [line = ''] = source.text.slice(start, Math.min(end, start + maxName)).split(/\r?\n/);
  return end - start > line.length ? `${line}…` : line;
}

function distinct(stations: readonly Station[]): Station[] {
  return stations.filter(({ at }, i) => stations.findIndex((other) => samePlace(other.at, at)) === i);
}
