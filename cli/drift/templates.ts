/** The templates of drift, folder by folder, also with texts that are not on disk yet. */
import type { Changed } from '../../core/changes/fix-all.ts';
import { readUnits } from '../../core/dialects/units.ts';
import type { TemplateUnit } from '../../core/drift/group-pairs.ts';
import { placeOf } from '../../core/exposure/pairs.ts';
import type { Text } from '../../core/text/message.ts';
import type { Folder } from '../../files/folder.ts';
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
  for (const { shown, sources, surroundings, own, accountGroups } of folders) {
    guarded(shown, failures, () => {
      const texts = sources.map((source) => changed.get(source.path) ?? source);
      for (const unit of readUnits(texts, surroundings)) {
        const isOwn = unit.files.some(({ path }) => own.has(path));
        // A state beside a file that is named says what its groups are called.
        if (isOwn || unit.toldBy) units.push({ place: placeOf(unit, shown), unit, accountGroups });
      }
    });
  }
  return units;
}
