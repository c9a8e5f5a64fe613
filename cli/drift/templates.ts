/** The templates of drift, folder by folder, also with texts that are not on disk yet. */
import type { Changed } from '../../core/changes/fix-all.ts';
import { readUnits } from '../../core/dialects/units.ts';
import type { TemplateUnit } from '../../core/drift/group-pairs.ts';
import type { Text } from '../../core/text/message.ts';
import type { Folder } from '../../files/folder.ts';
import { templateUnits } from '../../files/template-units.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';

export function foldersOf(request: FolderRequest, failures: Text[]): readonly Folder[] {
  return [...readFolders(request, failures)].flatMap((folder) => ('finding' in folder ? [] : [folder]));
}

/** Units with what the configuration of their folder says about groups. */
export function templatesIn(
  folders: readonly Folder[],
  failures: Text[],
  changed: Changed = new Map(),
): readonly TemplateUnit[] {
  const units: TemplateUnit[] = [];
  for (const folder of folders) {
    guarded(folder.shown, failures, () => {
      const texts = folder.sources.map((source) => changed.get(source.path) ?? source);
      units.push(...templateUnits(folder, readUnits(texts, folder.surroundings)));
    });
  }
  return units;
}
