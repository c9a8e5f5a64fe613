/** The way back from a field to the attribute that says it: what changes need to know of catalogues. */
import type { Entity } from '../network/model.ts';
import { samePlace, type Value } from '../values/value.ts';
import type { Reader, Row, Scope } from './catalogue.ts';

/** Where entities were read from: what changes an entity must know how its fields are spelt. */
const origins = new WeakMap<Entity, Origin>();

interface Origin {
  readonly row: Row;
  readonly scope: Scope;
}

export function rememberOrigin(entity: Entity, origin: Origin): void {
  origins.set(entity, origin);
}

/** The reader that can write a field: of several attributes the one that is written, else the usual one. */
export function writerOf(entity: Entity, field: string): Reader<unknown> | undefined {
  const { row, scope } = origins.get(entity) ?? {};
  const reader = (row?.fields as Readonly<Record<string, Reader<unknown>>> | undefined)?.[field];
  if (!reader || !scope) return undefined;
  const writer = writing(reader, scope, reader.read(scope));
  return writer.able?.(scope) === false ? undefined : writer;
}

interface Writer {
  readonly reader: Reader<unknown>;
  readonly value: Value<unknown> | undefined;
}

/** The same for a no where several attributes may each say yes: all that do, each with what it says. */
export function writersOf(entity: Entity, field: string): readonly Writer[] {
  const { row, scope } = origins.get(entity) ?? {};
  const whole = (row?.fields as Readonly<Record<string, Reader<unknown>>> | undefined)?.[field];
  const value = (entity as unknown as Readonly<Record<string, Value<unknown> | undefined>>)[field];
  if (scope && whole?.isAny) {
    const saying = (whole.parts ?? []).flatMap((reader): Writer[] => {
      const own = reader.read(scope) as Value<unknown> | undefined;
      return own?.kind === 'known' && own.value === true && !own.byDefault ? [{ reader, value: own }] : [];
    });
    if (saying.length > 1) return saying;
  }
  const reader = writerOf(entity, field);
  return reader ? [{ reader, value }] : [];
}

function writing(reader: Reader<unknown>, scope: Scope, value: unknown): Reader<unknown> {
  const { parts } = reader;
  if (!parts) return reader;
  const written = parts.find((part) => isFrom(part.read(scope), value)) ?? parts[0] ?? reader;
  return writing(written, scope, value);
}

/** Whether what one of the parts has read is what the whole reader has. */
function isFrom(part: unknown, whole: unknown): boolean {
  if (Array.isArray(whole)) return Array.isArray(part) && part.some((item) => whole.some((one) => isFrom(item, one)));
  const [a, b] = [part, whole] as [Value | undefined, Value | undefined];
  return a !== undefined && b !== undefined && !isDefault(a) && samePlace(a.at, b.at);
}

function isDefault(value: Value): boolean {
  return value.kind === 'known' && value.byDefault === true;
}
