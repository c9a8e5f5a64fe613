/** Ids of security groups that are written out: nothing declares them, but they stand elsewhere, too. */
import type { Location, SourceText } from '../core/text/source.ts';
import type { Linted } from './linted.ts';
import { contains } from './values-at.ts';

/** `sg-bp15ed6xe1yxeycg7ov3`: letters and digits of a fixed alphabet, 20 and more of them. */
const groupId = /(?<![\w-])sg-[a-z0-9]{15,30}(?![\w-])/g;

type Folder = Pick<Linted, 'units'>;

/** The id around an offset of the file at this absolute path. */
export function literalIdAt(folders: readonly Folder[], path: string, offset: number): Location | undefined {
  const source = sourcesOf(folders).find((one) => one.path === path);
  return source && idsIn(source).find((at) => contains(at, path, offset));
}

/** All places of an id in the files that are linted. */
export function placesOfId(folders: readonly Folder[], id: Location): Location[] {
  const text = textOf(id);
  return sourcesOf(folders)
    .flatMap((source) => (source.text.includes(text) ? idsIn(source) : []))
    .filter((at) => textOf(at) === text);
}

/** All but the id's own. */
export function otherPlacesOf(folders: readonly Folder[], id: Location): Location[] {
  return placesOfId(folders, id).filter(({ source, start }) => source.path !== id.source.path || start !== id.start);
}

function textOf({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}

function idsIn(source: SourceText): Location[] {
  return [...source.text.matchAll(groupId)].map(({ index, 0: id }) => ({
    source,
    start: index,
    end: index + id.length,
  }));
}

/** Each file once. */
function sourcesOf(folders: readonly Folder[]): SourceText[] {
  const sources = folders.flatMap(({ units }) => units.flatMap(({ files }) => files));
  return [...new Map(sources.map((source) => [source.path, source])).values()];
}
