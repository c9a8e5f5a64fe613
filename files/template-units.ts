/** The units of one folder as the templates that an account is compared with. */
import type { Unit } from '../core/dialects/unit.ts';
import type { TemplateUnit } from '../core/drift/group-pairs.ts';
import { placeOf } from '../core/exposure/pairs.ts';
import type { Folder } from './folder.ts';

/** @param units all that the folder's files make */
export function templateUnits(
  { shown, own, accountGroups }: Pick<Folder, 'shown' | 'own' | 'accountGroups'>,
  units: readonly Unit[],
): readonly TemplateUnit[] {
  return units.flatMap((unit): readonly TemplateUnit[] => {
    const isOwn = unit.files.some(({ path }) => own.has(path));
    // A state beside a file that is named says what its groups are called.
    return isOwn || unit.toldBy ? [{ place: placeOf(unit, shown), unit, accountGroups }] : [];
  });
}
