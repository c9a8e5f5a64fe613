/**
 * Files of a folder that are patches of a kustomization elsewhere: `overlays/prod/patches/` holds what
 * `overlays/prod/kustomization.yaml` names. They say little of the objects that they change.
 */
import { folderOf, joinPath } from '../../../text/path.ts';
import type { SourceText } from '../../../text/source.ts';
import type { Surroundings } from '../../surroundings.ts';
import { items, within } from '../place.ts';
import { textAt, textIn } from './editing.ts';
import { kustomizationIn, newSession } from './session.ts';

/** So many folders up somebody may name a file as a patch. */
const maxUp = 3;

/** Paths of the patches that kustomizations of the folder and of those above it name. */
export function patchesAround(files: readonly SourceText[], surroundings: Surroundings): ReadonlySet<string> {
  const found = new Set<string>();
  let folder = folderOf(files[0]?.path ?? '');
  const session = newSession(files, folder, surroundings);
  for (let up = 0; up <= maxUp; up++) {
    const kustomization = kustomizationIn(folder, session);
    for (const field of kustomization ? ['patches', 'patchesJson6902', 'patchesStrategicMerge'] : []) {
      for (const entry of kustomization ? items(within(kustomization.root, field)) : []) {
        const path = textIn(entry.value) ?? textAt(entry.value, 'path');
        if (path !== undefined && !path.includes('\n')) found.add(joinPath(folder, path));
      }
    }
    if (folder === '' || folder === '/') break;
    folder = folderOf(folder);
  }
  return found;
}
