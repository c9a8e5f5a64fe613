/** Which syntax a place of a resource is written in, and where its settings stand there. */

import { manifestOf } from '../dialects/kubernetes/manifest.ts';
import type { Resource } from '../dialects/resource.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import type { SourceText } from '../text/source.ts';
import { branchesAt, isHidden } from './branches.ts';
import { dataStructure } from './data.ts';
import type { Structure } from './edit.ts';
import { hclStructure } from './hcl.ts';

export function structureOf({ dialect }: Resource, source: SourceText): Structure {
  if (isHcl(dialect, source)) return hclStructure(source);
  // A manifest may be a template: its actions are masked, as for reading it.
  if (dialect !== 'kubernetes') return dataStructure(source, { file: dataFileOf(source), isNamed: true });
  return dataStructure(source, {
    file: manifestOf(source).file,
    isNamed: false,
    template: {
      branches: (offset) => branchesAt(source, offset),
      isHidden: (map, key) => isHidden(source, map, key),
    },
  });
}

function isHcl(dialect: Resource['dialect'], source: SourceText): boolean {
  if (dialect !== 'terraform') return false;
  const isEmbedded = source.outermost({ start: 0, end: 0 }).source !== source;
  return isEmbedded || !/\.(?:json|tfstate)$/.test(source.path);
}

/** The keys below which a resource keeps its settings. */
export function prefixOf({ dialect }: Resource): readonly string[] {
  return dialect === 'ros' ? ['Properties'] : [];
}
