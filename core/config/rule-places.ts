/** Where `.portguard.yaml` names rules and files. */
import { findEntry, itemsOf, scalarText } from '../syntax/navigate.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import { folderOf, joinPath } from '../text/path.ts';
import { type Location, locationOf, type SourceText } from '../text/source.ts';

export interface RulePlace {
  /** An id, `topic/*` or `*`. */
  readonly pattern: string;
  readonly at: Location;
}

/** The keys under `rules`. */
export function rulesNamed(source: SourceText): RulePlace[] {
  const [document] = dataFileOf(source).documents;
  const rules = document && findEntry(document.root, 'rules', document)?.value;
  if (rules?.kind !== 'map') return [];
  return rules.entries.flatMap(({ key }) =>
    key.kind === 'scalar' ? [{ pattern: String(key.value), at: locationOf(source, key.content) }] : [],
  );
}

/** The files with values, as paths seen from where the configuration's own path is. */
export function valueFilesNamed(source: SourceText): { readonly path: string; readonly at: Location }[] {
  const [document] = dataFileOf(source).documents;
  if (!document) return [];
  const items = ['varFiles', 'parameters'].flatMap((key) =>
    itemsOf(findEntry(document.root, key, document)?.value, document),
  );
  return items.flatMap((node) => {
    const written = scalarText(node);
    if (!written || node.kind !== 'scalar') return [];
    return [{ path: joinPath(folderOf(source.path), written), at: locationOf(source, node.content) }];
  });
}
