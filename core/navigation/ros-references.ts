/** How a ROS template names what stands in its sections: functions, conditions, dependencies, groups of parameters. */
import { functionOf, nameOf } from '../dialects/ros/syntax.ts';
import type { DataNode, MapEntry, ScalarNode } from '../syntax/data.ts';
import { scalarText } from '../syntax/navigate.ts';
import { contentMap } from '../syntax/yaml/index.ts';
import type { Span } from '../text/source.ts';

/** What a name is looked up as: `value` is a parameter, a resource or a local, `attribute` is `Resource.Attribute`, `own` a variable that the call itself gives. */
export interface Reference {
  readonly what: 'value' | 'attribute' | 'resource' | 'condition' | 'parameter' | 'mapping' | 'own';
  /** Of a mapping the name and the keys that are written out, one below the other. */
  readonly path: readonly string[];
  readonly span: Span;
}

/** The names that a node itself gives, without those in the nodes below it. */
export function referencesOf(node: DataNode, text: string): Reference[] {
  const call = functionOf(node);
  if (!call) return node.kind === 'map' ? ofKeys(node, text) : [];
  const { argument } = call;
  const args =
    argument?.kind === 'sequence' && argument.tag === undefined ? argument.items : argument ? [argument] : [];
  const [first] = args;
  switch (call.name) {
    case 'Ref':
      return named('value', first);
    case 'Fn::GetAtt':
      return ofAttribute(args);
    case 'Fn::Sub':
      return first?.kind === 'scalar' ? placeholders(first, text, args[1]) : [];
    case 'Fn::If':
      return named('condition', first);
    case 'Fn::And':
    case 'Fn::Or':
    case 'Fn::Not':
      return args.flatMap((one) => (one.tag === undefined ? named('condition', one) : []));
    case 'Fn::FindInMap':
      return ofMapping(args);
    default:
      return [];
  }
}

function named(what: Reference['what'], node: DataNode | undefined): Reference[] {
  const name = nameOf(node);
  return name ? [{ what, path: [name.value.trim()], span: name.content }] : [];
}

/** `[Resource, Attribute]`, `[Stack, Outputs.Name]` or `Resource.Attribute`. */
function ofAttribute(args: readonly DataNode[]): Reference[] {
  const [resource, ...rest] = args;
  const name = nameOf(resource);
  if (!name) return [];
  if (rest.length === 0) return [{ what: 'attribute', path: [name.value], span: name.content }];
  const words = rest.map((node) => scalarText(node));
  const path = words.includes(undefined) ? name.value : [name.value, ...words].join('.');
  const own: Reference = { what: 'resource', path: [name.value], span: name.content };
  const [last] = rest;
  const isOutput = path.startsWith(`${name.value}.Outputs.`) && last?.kind === 'scalar';
  return isOutput ? [own, { what: 'attribute', path: [path], span: last.content }] : [own];
}

function ofMapping(args: readonly DataNode[]): Reference[] {
  const references: Reference[] = [];
  const path: string[] = [];
  for (const node of args) {
    if (node.kind !== 'scalar' || node.tag !== undefined) break;
    path.push(scalarText(node) ?? '');
    references.push({ what: 'mapping', path: [...path], span: node.content });
  }
  return references;
}

/** `${Name}` and `${Resource.Attribute}`; not `${!Literal}`. What the call's own variables give is theirs. */
function placeholders(node: ScalarNode, text: string, variables: DataNode | undefined): Reference[] {
  const own = new Set(variables?.kind === 'map' ? variables.entries.map(({ key }) => scalarText(key)) : []);
  return placeholdersIn(node, text).map((one) => {
    const [name = ''] = one.path;
    return own.has(name) ? { ...one, what: 'own', path: [String(variables?.start), name] } : one;
  });
}

/** The variables of a call of Fn::Sub, by the names that its placeholders have. */
export function ownVariables(node: DataNode): { readonly path: readonly string[]; readonly entry: MapEntry }[] {
  const call = functionOf(node);
  const variables = call?.name === 'Fn::Sub' && call.argument?.kind === 'sequence' ? call.argument.items[1] : undefined;
  if (variables?.kind !== 'map') return [];
  return variables.entries.map((entry) => ({ path: [String(variables.start), scalarText(entry.key) ?? ''], entry }));
}

function placeholdersIn(node: ScalarNode, text: string): Reference[] {
  if (typeof node.value !== 'string' || !node.value.includes('${')) return [];
  const place = contentMap(node, text);
  return [...node.value.matchAll(/\$\{([^{}]*)\}/g)].flatMap((match) => {
    const name = match[1]?.trim() ?? '';
    if (name === '' || name.startsWith('!')) return [];
    const start = match.index + match[0].indexOf(name);
    const span = { start: place(start), end: place(start + name.length - 1) + 1 };
    return [{ what: name.includes('.') ? 'attribute' : 'value', path: [name], span } as const];
  });
}

/** `Condition: Name`, `DependsOn: [Name]`; in metadata `Parameters: [Name]` of a group of parameters. */
function ofKeys({ entries }: DataNode & { kind: 'map' }, text: string): Reference[] {
  return entries.flatMap(({ key, value }) => {
    if (!value) return [];
    const items = value.kind === 'sequence' ? value.items : [value];
    switch (scalarText(key)) {
      case 'Condition':
        return value.kind === 'scalar' ? named('condition', value) : [];
      case 'DependsOn':
        return items.flatMap((item) => named('resource', item));
      case 'Parameters':
        return value.kind === 'sequence' ? items.flatMap((item) => named('parameter', item)) : [];
      case 'AssociationPropertyMetadata':
        return textsIn(value).flatMap((one) => placeholdersIn(one, text));
      default:
        return [];
    }
  });
}

/** Other parameters decide what the console offers: `VpcId: ${VpcId}`. */
function textsIn(node: DataNode): ScalarNode[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'sequence') return node.items.flatMap(textsIn);
  return node.kind === 'map' ? node.entries.flatMap(({ value }) => (value ? textsIn(value) : [])) : [];
}
