/** Readers whose fields can only be written under some condition, or together with something else. */
import type { Plain } from '../changes/plain.ts';
import { type Reader, valueAt } from './catalogue.ts';

/** The same reader, whose value needs other settings too where it is written anew. */
export function along<F>(
  reader: Reader<F>,
  settings: (value: unknown) => Readonly<Record<string, Plain | null>>,
): Reader<F> {
  return { ...reader, paths: [...reader.paths, ...Object.keys(settings(false))], along: settings };
}

/** The same reader, whose field nobody writes anew: no other value is allowed here. */
export function fixed<F>(reader: Reader<F>): Reader<F> {
  return { ...reader, able: () => false };
}

/** The same reader, whose field is only written where another setting stands that it then needs. */
export function needing<F>(path: string, reader: Reader<F>): Reader<F> {
  return { ...reader, able: (scope) => valueAt(scope, path) !== undefined };
}
