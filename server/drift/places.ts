/** Where templates say something, as clients know it. */
import type { ToldTemplateGroup } from '../../core/drift/told.ts';
import type { EntryRange } from '../../core/exposure/entry.ts';
import type { PlacedGroup } from '../../core/exposure/pairs.ts';
import type { Location } from '../../core/text/source.ts';
import type { Components } from '../components.ts';
import { uriOf } from '../paths.ts';
import { rangeOf } from '../ranges.ts';

export type Placed = Pick<Components, 'openAt'>;

export function placedAt(at: Location, { openAt }: Placed): { readonly uri: string; readonly range: EntryRange } {
  const { source, start, end } = at.source.outermost(at);
  return { uri: openAt(source.path)?.uri ?? uriOf(source.path), range: rangeOf({ source, start, end }) };
}

/** Where the first of some groups is declared, or else named. */
export function groupPlace(
  [first, ...more]: readonly PlacedGroup[],
  placed: Placed,
): Pick<ToldTemplateGroup, 'uri' | 'range'> {
  const declared = [first, ...more].find((one) => one?.group.group)?.group.group;
  const at = declared?.resource.nameAt ?? first?.group.rules[0]?.at;
  if (!at) throw new Error('a group of a template is declared, or a rule names it');
  return placedAt(at, placed);
}
