/** Looking into answers of products that have no models here: names as on the wire, and nothing is taken for granted. */
import type { Answer } from '../calls/clients.ts';

/** The list at a path; `LoadBalancers.LoadBalancer` where the wire nests it. Empty where there is none. */
export function itemsAt(answer: Answer, path: string): readonly Answer[] {
  const found = valueAt(answer, path);
  return Array.isArray(found) ? found.filter((item): item is Answer => typeof item === 'object' && item !== null) : [];
}

/** A text or number as text; `undefined` where nothing is set, which the wire often writes as an empty text. */
export function textAt(answer: Answer, path: string): string | undefined {
  const found = valueAt(answer, path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(answer: Answer, path: string): number | undefined {
  const found = textAt(answer, path);
  const number = found === undefined ? Number.NaN : Number(found);
  return Number.isInteger(number) ? number : undefined;
}

export function textsAt(answer: Answer, path: string): readonly string[] | undefined {
  const found = valueAt(answer, path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : undefined;
}

export function valueAt(answer: Answer, path: string): unknown {
  let value: unknown = answer;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Answer)[name];
  }
  return value;
}

/** A key for items that ought to have an id; those without are all kept apart. */
export function keyAt(name: string): (item: Answer) => string {
  return (item) => textAt(item, name) ?? JSON.stringify(item);
}
