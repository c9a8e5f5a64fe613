/**
 * Values of a plan that are known only after apply, where the configuration in the plan says which attribute they
 * will have. It lists what an expression refers to, not what it makes of it: an expression that refers to one attribute
 * and to nothing else that is not known is taken for that attribute.
 */
import type { DataNode } from '../../../syntax/data.ts';
import { type Data, isList, isMap, known, type MapMember, type Reference, type Value } from '../../../values/value.ts';
import type { Resource } from '../../resource.ts';
import { entry, items, member } from './nodes.ts';
import { type Frame, frames, type Planned, resolver, type Targets } from './targets.ts';

export function withReferences(planned: readonly Planned[], configuration: DataNode | undefined): readonly Resource[] {
  if (!configuration) return planned.map(({ resource }) => resource);
  const frameOf = frames(configuration);
  const targetsOf = resolver(planned);
  const declared = new WeakMap<DataNode, ReadonlyMap<string, DataNode>>();
  return planned.map(({ resource, module, name, suffix }) => {
    const frame = frameOf(module);
    if (!frame) return resource;
    const expressions = member(declaredIn(frame, declared).get(`${resource.type}.${name}`), 'expressions');
    const targets: TargetsOf = (expression, wanted) => targetsOf({ expression, frame, suffix, wanted });
    const entries = filledMembers(resource.attributes.entries, expressions, targets);
    return entries ? { ...resource, attributes: { ...resource.attributes, entries } } : resource;
  });
}

/** The module's resources in the configuration, by `type.name`. */
function declaredIn(
  { module }: Frame,
  memo: WeakMap<DataNode, ReadonlyMap<string, DataNode>>,
): ReadonlyMap<string, DataNode> {
  const before = memo.get(module);
  if (before) return before;
  const found = new Map<string, DataNode>();
  for (const resource of items(member(module, 'resources'))) {
    const [mode, type, name] = ['mode', 'type', 'name'].map((key) => member(resource, key));
    if (mode?.kind === 'scalar' && mode.value === 'data') continue;
    if (type?.kind === 'scalar' && name?.kind === 'scalar') found.set(`${type.value}.${name.value}`, resource);
  }
  memo.set(module, found);
  return found;
}

type TargetsOf = (expression: DataNode, wanted: string) => Targets;

/** The members with what the expressions tell; `undefined` where that is nothing. */
function filledMembers(
  members: ReadonlyMap<string, MapMember>,
  expressions: DataNode | undefined,
  targetsOf: TargetsOf,
): ReadonlyMap<string, MapMember> | undefined {
  let filled: Map<string, MapMember> | undefined;
  for (const [name, { key, value }] of members) {
    const better = filledValue(value, name, member(expressions, name), targetsOf);
    if (better === value) continue;
    filled ??= new Map(members);
    filled.set(name, { key, value: better });
  }
  return filled;
}

function filledValue(value: Value, name: string, expression: DataNode | undefined, targetsOf: TargetsOf): Value {
  if (!expression || (value.kind === 'known' && (typeof value.value !== 'object' || value.value === null)))
    return value;
  if (entry(expression, 'references')) return filledByOne(value, name, expression, targetsOf);
  if (value.kind !== 'known') return value;
  const { value: data, at } = value;
  if (isMap(data)) {
    const entries = filledMembers(data.entries, expression, targetsOf);
    return entries ? known<Data>({ ...data, entries }, at) : value;
  }
  if (!isList(data)) return value;
  // Blocks: a list of expressions for them, or one where the provider wants exactly one. Dynamic ones are not listed.
  const blocks = expression.kind === 'sequence' ? expression.items : [expression];
  if (blocks.length !== data.items.length) return value;
  return withItems(
    value,
    data.items.map((item, i) => filledValue(item, name, blocks[i], targetsOf)),
  );
}

/** An expression's value: unknown as a whole, or a list with unknown items. */
function filledByOne(value: Value, name: string, expression: DataNode, targetsOf: TargetsOf): Value {
  if (value.kind === 'unknown') {
    const targets = targetsOf(expression, name);
    const [only] = targets ?? [];
    return targets?.length === 1 && only ? known<Data>(only, value.at) : value;
  }
  if (value.kind !== 'known' || !isList(value.value)) return value;
  const unknowns = value.value.items.filter(({ kind }) => kind === 'unknown');
  const targets = unknowns.length > 0 ? targetsOf(expression, name) : undefined;
  if (targets?.length !== unknowns.length) return value;
  const left: Reference[] = [...targets];
  const items = value.value.items.map((item) => {
    const next = item.kind === 'unknown' ? left.shift() : undefined;
    return next ? known<Data>(next, item.at) : item;
  });
  return withItems(value, items);
}

function withItems(value: Value, items: readonly Value[]): Value {
  if (value.kind !== 'known' || !isList(value.value)) return value;
  const { items: before } = value.value;
  return items.every((item, i) => item === before[i]) ? value : known<Data>({ ...value.value, items }, value.at);
}
