/** How a value of the model is written by the reader that would read it back. */
import type { Reader } from '../dialects/catalogue.ts';
import type { Setting } from './edit.ts';

/** @param value `null` takes what is written away */
export function spelt(reader: Reader<unknown> | undefined, value: unknown): readonly Setting[] | undefined {
  const plain = value === null ? null : reader?.spell?.(value);
  if (!reader || plain === undefined) return undefined;
  const [path] = reader.paths;
  const also = value === null ? {} : (reader.along?.(value) ?? {});
  const own = path === undefined ? [] : [[path, plain] as const];
  return [...own, ...Object.entries(also)].map(([at, what]) => ({ path: at.split('.'), to: what ?? undefined }));
}
