/** Functions that name something else in the template: Ref, Fn::GetAtt, Fn::FindInMap. */
import type { DataNode } from '../../../syntax/data.ts';
import { type Location, locationOf } from '../../../text/source.ts';
import { type Data, isMap, known, type MapData, mapValue, unknown, usedAt, type Value } from '../../../values/value.ts';
import { referenceTo } from '../../resource.ts';
import { combine, fold } from '../combine.ts';
import { dataSourceOf } from '../locals.ts';
import { isStack } from '../nested.ts';
import { nameOf } from '../syntax.ts';
import { argumentNodes, type Call, evaluate, type Implementation, malformed } from './call.ts';

export const references: Record<string, Implementation> = {
  Ref(call) {
    const name = nameOf(argumentNodes(call)[0]);
    return name ? refer(call, name.value.trim(), locationOf(call.at.source, name.content)) : malformed(call);
  },

  'Fn::GetAtt'(call) {
    const [first, ...rest] = argumentNodes(call);
    const name = nameOf(first);
    if (!first) return malformed(call);
    if (!name)
      return combine(
        [evaluate(call, first), ...rest.map((node) => evaluate(call, node))],
        call.at,
        ([resource, ...path]) =>
          typeof resource === 'string'
            ? attribute(call, [resource, ...path.map(segment)].join('.'), call.at)
            : malformed(call),
      );
    const at = locationOf(call.at.source, name.content);
    if (rest.length === 0) return attribute(call, name.value, at);
    return combine(
      rest.map((node) => evaluate(call, node)),
      call.at,
      (path) => attribute(call, `${name.value}.${path.map(segment).join('.')}`, at),
    );
  },

  'Fn::FindInMap'(call) {
    const { evaluation, at } = call;
    const [mapNode, topNode, secondNode] = argumentNodes(call);
    if (!mapNode || !topNode || !secondNode) return malformed(call);
    const keys = [topNode, secondNode].map((node) => evaluate(call, node));
    return mapValue(evaluate(call, mapNode), ({ value: name }) => {
      if (typeof name !== 'string') return malformed(call);
      const mapping = evaluation.mapping(name);
      if (!mapping) return evaluation.missing('mapping', name, nameAt(call, mapNode));
      return usedAt(cellOf(call, mapping, keys), at);
    });
  },
};

/** What a name stands for, by itself or as `${Name}`. `at` is the name's own place. */
export function refer(call: Call, name: string, at: Location): Value | undefined {
  const { evaluation, scope } = call;
  if (name.startsWith('ALIYUN::')) return pseudoParameter(call, name);
  const parameter = evaluation.parameter(name, scope);
  if (parameter) return usedAt(parameter, call.at);
  const { locals } = evaluation.template;
  const resource = resourceNamed(call, name);
  if (resource !== undefined) return known(referenceTo(evaluation.address(resource)), call.at);
  if (locals.has(name)) {
    const local = evaluation.local(name, at);
    return local && usedAt(local, call.at);
  }
  return { ...evaluation.missing('parameter', name, at), at: call.at };
}

/** A logical id is no longer than this. */
const maxName = 255;

/** `Name.Attribute`. The name may have dots itself; without a resource of such a name it ends at the first. */
export function attribute(call: Call, path: string, at: Location): Value {
  const { evaluation } = call;
  const first = path.length <= maxName ? path.length : path.lastIndexOf('.', maxName);
  for (let end = first; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const resource = resourceNamed(call, path.slice(0, end));
    if (resource === undefined) continue;
    const rest = path.slice(end + 1);
    return outputOf(call, resource, rest) ?? known(referenceTo(evaluation.address(resource), rest), call.at);
  }
  const [name = ''] = path.split('.');
  const source = dataSourceOf(evaluation, name);
  if (source) return unknown('external', source, call.at);
  return { ...evaluation.missing('resource', name, at), at: call.at };
}

/** `Stack.Outputs.Name` of a nested stack; `undefined` for anything else. */
function outputOf({ evaluation, scope, at }: Call, resource: string, path: string): Value | undefined {
  const [, name] = /^Outputs\.(.+)$/.exec(path) ?? [];
  const entry = evaluation.template.resources.get(resource);
  if (name === undefined || !entry || !isStack(evaluation.template, entry)) return undefined;
  const stack = evaluation.stack(entry, evaluation.address(resource), scope);
  if ('kind' in stack) return { ...stack, at };
  if (!stack.hasOutput(name, at)) return { ...evaluation.missing('output', name, at), at };
  return stack.output(name, at) ?? unknown('invalid', `${resource}.${path}`, at);
}

/** A resource's logical id; `Web[0]` is one of those that the Count of `Web` makes. */
function resourceNamed({ evaluation }: Call, name: string): string | undefined {
  const { resources, inner } = evaluation.template;
  if (resources.has(name) || inner.has(name)) return name;
  const counted = name.replace(/\[\d+\]$/, '');
  return resources.has(counted) ? counted : undefined;
}

/** https://www.alibabacloud.com/help/en/ros/user-guide/ros-pseudo-parameters: all are set by the service. */
function pseudoParameter({ evaluation, scope, at }: Call, name: string): Value | undefined {
  if (name === 'ALIYUN::NoValue') return undefined;
  if (name === 'ALIYUN::Index' && scope.index) return usedAt(scope.index, at);
  const given = evaluation.pseudoParameter(name);
  return given ? usedAt(given, at) : unknown('external', name, at);
}

/** The cell under two keys. A key that is not known leaves the cells of all keys possible. */
function cellOf(call: Call, value: Value, [key, ...rest]: readonly Value[]): Value {
  if (!key) return value;
  return mapValue(value, ({ value: data, at }) => {
    if (!isMap(data)) return unknown('invalid', call.name, at);
    if (key.kind === 'unknown')
      return fold(
        membersOf(data).map((member) => cellOf(call, member, rest)),
        at,
      );
    return mapValue(key, ({ value: name }) => {
      const cell = data.entries.get(segment(name))?.value;
      return cell ? cellOf(call, cell, rest) : unknown('invalid', `${call.name} ${segment(name)}`, at);
    });
  });
}

function membersOf(data: MapData): Value[] {
  return [...data.entries.values()].map(({ value }) => value);
}

function segment(data: Data): string {
  return typeof data === 'object' ? '' : String(data);
}

function nameAt({ evaluation }: Call, node: DataNode): Location {
  return node.kind === 'scalar' ? locationOf(evaluation.template.source, node.content) : evaluation.at(node);
}
