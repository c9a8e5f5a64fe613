/** Fixes of a port range that holds too much. */
import type { Entity } from '../network/model.ts';
import { PortSet } from '../network/ports.ts';
import type { Text } from '../text/message.ts';
import type { Value } from '../values/value.ts';
import { type Change, type Fix, isWrittenHere, type Settings } from './change.ts';

/** A range in more parts than this is better written anew by a person. */
const mostParts = 4;

/**
 * A rule without some of its ports: its range is split around them. None where nothing would be left (then the rule goes)
 * or where nothing of it would change.
 * @param field the field of the ports, `value` its value
 */
export function withoutPorts(entity: Entity, field: string, value: Value<PortSet>, unwanted: PortSet): readonly Fix[] {
  if (!isWrittenHere(value)) return [];
  const kept = value.value.subtract(unwanted);
  const parts = partsOf(kept);
  if (parts.length === 0 || parts.length > mostParts || kept.equals(value.value)) return [];
  return [{ title: splitTitle(kept, unwanted.intersect(value.value)), changes: [inParts(entity, field, parts)] }];
}

/** Other ports for a rule that opens everything, and another protocol with them; one rule for each range. */
export function onlyPorts(entity: Entity, settings: Settings, field: string, wanted: PortSet): readonly Fix[] {
  const parts = partsOf(wanted);
  if (parts.length === 0 || parts.length > mostParts) return [];
  const title: Text = {
    en: `Open only tcp ${wanted}`,
    zh: `只开放 tcp ${wanted}`,
  };
  return [{ title, changes: [inParts(entity, field, parts, settings)] }];
}

/** The entity with the first part for its range, and one like it for each further part. */
function inParts(entity: Entity, field: string, parts: readonly PortSet[], also: Settings = {}): Change {
  return { kind: 'divide', entity, into: parts.map((part): Settings => ({ ...also, [field]: part })) };
}

function partsOf(ports: PortSet): readonly PortSet[] {
  return ports.intervals.map(({ from, to }) => PortSet.of(from, to));
}

function splitTitle(kept: PortSet, left: PortSet): Text {
  return { en: `Leave ${left} out: open ${kept}`, zh: `去掉 ${left}：只开放 ${kept}` };
}
