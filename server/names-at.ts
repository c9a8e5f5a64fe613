/** The names at a place of a document, and all names around it: what definition and references are answered from. */
import { type Name, namesAt } from '../core/navigation/name.ts';
import { namesOf } from '../core/navigation/unit-names.ts';
import type { Components } from './components.ts';
import { pathOf } from './paths.ts';

export interface NamesAround {
  readonly all: readonly Name[];
  /** At the place that is asked for. */
  readonly here: readonly Name[];
  /** Absolute. */
  readonly path: string;
  readonly offset: number;
}

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

export async function namesAround(
  { documents, folders }: Components,
  { textDocument: { uri }, position }: Place,
): Promise<NamesAround | undefined> {
  const linted = await folders.around(uri);
  const [document, path] = [documents.get(uri), pathOf(uri)];
  if (!document || path === undefined) return undefined;
  const offset = document.offsetAt(position);
  const all = linted.flatMap(({ units, workspace }) => units.flatMap((unit) => namesOf(unit, workspace)));
  return { all, here: namesAt(all, path, offset), path, offset };
}
