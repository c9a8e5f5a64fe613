/** What a template decides of an object: whether it is there, and whether more is written in it than we see. */
import type { MapNode } from '../../syntax/data.ts';
import { touches } from './template.ts';
import type { Reading } from './values.ts';

interface Standing {
  readonly exists: 'yes' | 'maybe';
  /** Something that is not known may write more of the object. */
  readonly isOpen: boolean;
}

/** Call it when the object's values have been read: actions in its block scalars are not the template's. */
export function standingOf(node: MapNode, { manifest, document, blocks }: Reading): Standing {
  const { mask, rendering } = manifest;
  const lines = mask?.standAlone ?? rendering?.standAlone ?? [];
  const { span } = document;
  const isOpen = lines.some((line) => line.start < span.end && line.end > span.start && !touches(blocks, line));
  if (!rendering) return { exists: isOpen ? 'maybe' : 'yes', isOpen };
  const { least, most } = rendering.governed(node);
  return { exists: most > 0 ? 'maybe' : 'yes', isOpen: isOpen || most > least };
}
