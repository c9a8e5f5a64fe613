/** What a place in a ROS template wants: an attribute of a resource, or one of the Terraform in it. */
import { rosRows } from '../dialects/ros/catalog/index.ts';
import { templateOf } from '../dialects/ros/template.ts';
import { workspaceFiles } from '../dialects/ros/transform.ts';
import { get, scalarText } from '../syntax/navigate.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import type { SourceText } from '../text/source.ts';
import { type DataBlank, dataBlankAt } from './data-blank.ts';
import { type Wanted, wantedAt } from './wanted.ts';

export interface PlaceInTemplate extends DataBlank {
  readonly wanted: readonly Wanted[];
}

export function rosPlaceAt(source: SourceText, offset: number): PlaceInTemplate | undefined {
  const found = dataBlankAt(dataFileOf(source), source.text, offset, source.path.endsWith('.json'));
  return found && { ...found, wanted: wantedOf(found) };
}

function wantedOf({ path, calls, document }: DataBlank): readonly Wanted[] {
  // What stands in a branch of an If is the attribute's; what another function takes is not.
  if (calls.some(({ name, argument }) => name !== '!If' || argument === 0)) return [];
  const properties = path.findLastIndex(({ key }, i) => key === 'Properties' && path[i - 2]?.key === 'Resources');
  const { holder } = path[properties] ?? {};
  const type = scalarText(get(holder, 'Type', document));
  const keys = path.slice(properties + 1).map(({ key }) => key);
  const names = keys.filter((key) => key !== 'Fn::If');
  if (type === undefined || names.some((key) => key === 'Ref' || /^Fn::/i.test(key))) return [];
  return wantedAt(rosRows.get(type) ?? [], names);
}

/** The embedded text that an offset of a template is in, with the offset in it. */
export function embeddedAt(
  source: SourceText,
  offset: number,
): { readonly source: SourceText; readonly offset: number } | undefined {
  const template = templateOf(source);
  if (!template) return undefined;
  for (const file of workspaceFiles(template).values()) {
    const whole = file.outermost({ start: 0, end: file.text.length });
    if (offset < whole.start || offset > whole.end) continue;
    return { source: file, offset: offsetIn(file, offset) };
  }
  return undefined;
}

/** Places in the embedded text and in the template run in the same order. */
function offsetIn(file: SourceText, offset: number): number {
  let low = 0;
  let high = file.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (file.outermost({ start: middle, end: middle }).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
