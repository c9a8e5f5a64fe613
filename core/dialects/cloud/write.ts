/**
 * A snapshot as text: one line for each rule, entry and plain resource, so that a finding's line says what it is about,
 * two snapshots can be compared line by line, and a large account stays a small file.
 */
import type { Snapshot } from './snapshot.ts';

export function snapshotText(snapshot: Snapshot): string {
  return `${written(snapshot, '')}\n`;
}

function written(value: unknown, indent: string): string {
  if (isPlain(value)) return oneLine(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${inner}${written(item, inner)}`).join(',\n')}\n${indent}]`;
  }
  const members = membersOf(value as object).map(
    ([name, one]) => `${inner}${JSON.stringify(name)}: ${written(one, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** An object or list of scalars, or of lists of scalars: nothing in it has a line of its own. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isScalar);
  return membersOf(value).every(([, one]) => isScalar(one) || (Array.isArray(one) && one.every(isScalar)));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** `{ "a": 1, "b": [1, 2] }` */
function oneLine(value: unknown): string {
  if (isScalar(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
  const members = membersOf(value as object).map(([name, one]) => `${JSON.stringify(name)}: ${oneLine(one)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** What is undefined is not said. */
function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}
