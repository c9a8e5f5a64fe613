/** Is this JSON text a plan or a state of Terraform? The text is asked before it is parsed: most files are neither. */
import type { DataNode } from '../../../syntax/data.ts';
import { dataFileOf } from '../../../syntax/parsed.ts';
import type { SourceText } from '../../../text/source.ts';
import { member } from './nodes.ts';

/**
 * `plan`: `terraform show -json` of a plan. `shown`: the same of a state. `state`: a state file, version 4.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export type Kind = 'plan' | 'shown' | 'state';

/** Names that stand in every such text, and where they stand in its tree. */
const marks: readonly (readonly [Kind, readonly (readonly string[])[]])[] = [
  ['plan', [['format_version'], ['resource_changes']]],
  ['plan', [['format_version'], ['planned_values', 'root_module']]],
  ['shown', [['format_version'], ['values', 'root_module']]],
  ['state', [['version'], ['lineage'], ['resources']]],
];

export function kindOf(source: SourceText): Kind | undefined {
  const { path, text } = source;
  if (!/\.(?:json|tfstate)$/.test(path)) return undefined;
  const possible = marks.filter(([, paths]) => paths.flat().every((name) => text.includes(`"${name}"`)));
  if (possible.length === 0) return undefined;
  const { root } = dataFileOf(source).documents[0] ?? {};
  return possible.find(
    ([kind, paths]) => paths.every((path) => member(root, ...path)) && isRightVersion(kind, root),
  )?.[0];
}

/** States before Terraform 0.12 are built differently. */
function isRightVersion(kind: Kind, root: DataNode | undefined): boolean {
  const version = member(root, 'version');
  return kind !== 'state' || (version?.kind === 'scalar' && version.value === 4);
}
