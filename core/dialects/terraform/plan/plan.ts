/**
 * What a plan says will be there: `terraform show -json` of a plan file. Left out is what is only read (data sources)
 * and what is being destroyed or forgotten.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
import type { DataNode } from '../../../syntax/data.ts';
import type { SourceText } from '../../../text/source.ts';
import type { Resource } from '../../resource.ts';
import { withLinkedIds } from './ids.ts';
import { items, member, suffixOf, textOf } from './nodes.ts';
import { withReferences } from './references.ts';
import { resourceAt, resourcesInModule } from './state.ts';
import type { Planned } from './targets.ts';

/** Nothing of a resource is left after these alone. */
const endings: ReadonlySet<string> = new Set(['delete', 'forget', 'read']);

export function resourcesOfPlan(root: DataNode | undefined, source: SourceText): readonly Resource[] {
  const changes = items(member(root, 'resource_changes'));
  const planned = changes.flatMap((change) => plannedBy(change, source));
  const told = new Set(changes.map((change) => textOf(member(change, 'address'))));
  // Tools that shorten plans leave the changes out, or some of them.
  const others = resourcesInModule(member(root, 'planned_values', 'root_module'), source).filter(
    ({ address }) => !told.has(address),
  );
  const changed = withReferences(planned, member(root, 'configuration', 'root_module'));
  return withLinkedIds([...changed, ...others]);
}

function plannedBy(change: DataNode, source: SourceText): Planned[] {
  const [mode, type, name, address] = ['mode', 'type', 'name', 'address'].map((key) => textOf(member(change, key)));
  const actions = items(member(change, 'change', 'actions')).map(textOf);
  const isLeft = actions.length === 0 || actions.some((action) => action !== undefined && !endings.has(action));
  if (mode === 'data' || !isLeft || !type || !address || member(change, 'deposed')) return [];
  const written = {
    type,
    address,
    block: change,
    nameNode: member(change, 'address'),
    attributes: member(change, 'change', 'after'),
    unknown: member(change, 'change', 'after_unknown'),
  };
  return resourceAt(written, source).map((resource) => ({
    resource,
    module: textOf(member(change, 'module_address')) ?? '',
    name: name ?? '',
    suffix: suffixOf(member(change, 'index')),
  }));
}
