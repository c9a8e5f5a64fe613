/**
 * Resources of a state: of a state file (version 4), and of the tree of modules in which `terraform show -json` writes
 * states and planned values.
 */
import type { DataNode } from '../../../syntax/data.ts';
import { dataFileOf } from '../../../syntax/parsed.ts';
import { locationOf, type SourceText } from '../../../text/source.ts';
import type { Resource } from '../../resource.ts';
import { kindOf } from './detect.ts';
import { withLinkedIds } from './ids.ts';
import { items, member, suffixOf, textOf } from './nodes.ts';
import { attributesOf } from './values.ts';

/**
 * What the state says is there, with addresses as Terraform writes them and ids of other resources of the state as
 * references to these: a snapshot to compare with. Empty for a text that is no state.
 */
export function resourcesOfState(source: SourceText): readonly Resource[] {
  const kind = kindOf(source);
  const root = dataFileOf(source).documents[0]?.root;
  if (kind === 'state') return withLinkedIds(instancesIn(root, source));
  return kind === 'shown' ? withLinkedIds(resourcesInModule(member(root, 'values', 'root_module'), source)) : [];
}

function instancesIn(root: DataNode | undefined, source: SourceText): Resource[] {
  return items(member(root, 'resources')).flatMap((declared) => {
    const [mode, type, name] = ['mode', 'type', 'name'].map((key) => textOf(member(declared, key)));
    if (mode !== 'managed' || !type || !name) return [];
    const module = textOf(member(declared, 'module'));
    const address = `${module ? `${module}.` : ''}${type}.${name}`;
    return items(member(declared, 'instances')).flatMap((instance) => {
      // An object that waits to be destroyed after it was replaced.
      if (member(instance, 'deposed')) return [];
      const own = address + suffixOf(member(instance, 'index_key'));
      const attributes = member(instance, 'attributes');
      return resourceAt(
        { type, address: own, block: instance, nameNode: member(declared, 'name'), attributes },
        source,
      );
    });
  });
}

/** The resources of a module in `values` or `planned_values`, and of the modules that it calls. */
export function resourcesInModule(module: DataNode | undefined, source: SourceText): Resource[] {
  const own = items(member(module, 'resources')).flatMap((block) => {
    const [mode, type, address] = ['mode', 'type', 'address'].map((key) => textOf(member(block, key)));
    if (mode === 'data' || !type || !address) return [];
    const [nameNode, attributes] = [member(block, 'address'), member(block, 'values')];
    return resourceAt({ type, address, block, nameNode, attributes }, source);
  });
  const inner = items(member(module, 'child_modules')).map((child) => resourcesInModule(child, source));
  return [own, ...inner].flat();
}

export interface Written {
  readonly type: string;
  readonly address: string;
  /** All that is said of the resource. */
  readonly block: DataNode;
  readonly nameNode: DataNode | undefined;
  readonly attributes: DataNode | undefined;
  readonly unknown?: DataNode | undefined;
}

export function resourceAt(
  { type, address, block, nameNode, attributes, unknown }: Written,
  source: SourceText,
): readonly Resource[] {
  if (attributes?.kind !== 'map') return [];
  return [
    {
      dialect: 'terraform',
      type,
      address,
      nameAt: locationOf(source, nameNode ?? block),
      blockAt: locationOf(source, block),
      exists: 'yes',
      attributes: attributesOf(attributes, unknown, address, source),
    },
  ];
}
