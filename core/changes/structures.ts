/** Which syntax a place of a resource is written in, and where its settings stand there. */
import type { Resource } from '../dialects/resource.ts';
import type { SourceText } from '../text/source.ts';
import { dataStructure } from './data.ts';
import type { Structure } from './edit.ts';
import { hclStructure } from './hcl.ts';

export function structureOf({ dialect }: Resource, source: SourceText): Structure {
  return isHcl(dialect, source) ? hclStructure(source) : dataStructure(source);
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
