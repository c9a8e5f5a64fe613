/**
 * The Resources section. A resource whose Condition is false or whose Count is 0 does not exist and is left out,
 * before its properties are looked at; one that cannot be decided may exist.
 */
import type { DataNode } from '../../syntax/data.ts';
import { type Entry, get, itemsOf, mapOf, scalarOf, scalarText } from '../../syntax/navigate.ts';
import { locationOf, type Span } from '../../text/source.ts';
import { isMap, known, type MapData, oneOf, type UnknownReason, type Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import { assume } from './assume.ts';
import { conditionOf, decided } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';
import { isStack } from './nested.ts';
import { type Scope, withIndex } from './scope.ts';
import { serverlessResources } from './serverless.ts';
import { isServerless } from './template.ts';

export function evaluateResources(evaluation: Evaluation): Resource[] {
  return [...evaluation.template.resources.values()].flatMap((entry) => evaluateResource(evaluation, entry));
}

function evaluateResource(evaluation: Evaluation, entry: Entry): Resource[] {
  const { name, key, value } = entry;
  const { document, source } = evaluation.template;
  const type = scalarText(scalarOf(get(value, 'Type', document), document));
  if (!mapOf(value, document) || !type) return [];
  const condition = get(value, 'Condition', document);
  const answer = condition && decided(conditionOf(evaluation, condition, evaluation.top));
  if (condition && answer === false) return [];
  checkDependencies(evaluation, get(value, 'DependsOn', document));
  // What is said below is said of a resource that exists, so its condition holds.
  const scope = condition ? assume(evaluation, evaluation.top, condition, true) : evaluation.top;
  const count = get(value, 'Count', document);
  const copies = count ? copiesOf(evaluation, count, scope, entry.entry) : once;
  const exists = (condition && answer === undefined) || !copies.certain ? 'maybe' : 'yes';
  const properties = get(value, 'Properties', document);
  return copies.indexes.flatMap((index, i) => {
    const inner = index ? withIndex(scope, index) : scope;
    const resource: Resource = {
      dialect: 'ros',
      type,
      // The first keeps the name, so that a reference to the whole finds one.
      address: evaluation.address(i === 0 ? name : `${name}[${i}]`),
      nameAt: evaluation.at(key),
      blockAt: locationOf(source, entry.entry),
      exists,
      ...attributesOf(evaluation, properties, inner),
    };
    if (isServerless(type)) return serverlessResources(evaluation, entry, resource, inner);
    return isStack(evaluation.template, entry)
      ? [resource, ...resourcesOfStack(evaluation, entry, resource, inner)]
      : [resource];
  });
}

/** What a nested stack brings in; in a stack that may not exist nothing is certain. */
function resourcesOfStack(
  evaluation: Evaluation,
  entry: Entry,
  { address, exists }: Resource,
  scope: Scope,
): Resource[] {
  const stack = evaluation.stack(entry, address, scope);
  if ('kind' in stack) return [];
  const { workspace } = stack;
  const resources = [...evaluateResources(stack), ...(workspace?.resources ?? [])];
  // What a file says wrong is told when the file itself is linted.
  const { source } = stack.template;
  if (source === evaluation.template.source || !evaluation.setting.shared.files.has(source)) {
    evaluation.problems.push(...stack.problems, ...(workspace?.problems ?? []));
  }
  stack.setting.shared.comments.push(...(workspace?.comments ?? []));
  return exists === 'yes' ? resources : resources.map((resource) => ({ ...resource, exists }));
}

/** Every name is that of a resource. */
function checkDependencies(evaluation: Evaluation, node: DataNode | undefined): void {
  const { document, resources, inner, source } = evaluation.template;
  const list = itemsOf(node, document);
  for (const one of list.length > 0 ? list : node ? [node] : []) {
    const scalar = scalarOf(one, document);
    if (typeof scalar?.value !== 'string' || scalar.tag !== undefined) continue;
    const name = scalar.value.trim();
    if (name !== '' && !resources.has(name) && !inner.has(name)) {
      evaluation.missing('resource', name, locationOf(source, scalar.content));
    }
  }
}

interface Copies {
  readonly certain: boolean;
  readonly indexes: readonly (Value<number> | undefined)[];
}

const once: Copies = { certain: true, indexes: [undefined] };
const maxCopies = 64;
/** A stack may have 300 resources; in a text with far more than that, one stands for all copies. */
const maxResources = 1000;

/**
 * The copies that a Count makes. They are alike, and one stands for all, except where the text asks for
 * `ALIYUN::Index`: then each is evaluated, within a bound.
 */
function copiesOf(evaluation: Evaluation, node: DataNode, scope: Scope, block: Span): Copies {
  const at = evaluation.at(node);
  const value = evaluation.value(node, scope);
  const numbers =
    value === undefined ? [] : (value.kind === 'oneOf' ? value.options : [value]).map((option) => countOf(option));
  if (value && numbers.every((number) => number === 0)) return { certain: true, indexes: [] };
  const certain = value !== undefined && numbers.every((number) => number !== undefined && number > 0);
  const { source, resources } = evaluation.template;
  const isIndexed = source.text.slice(block.start, block.end).includes('ALIYUN::Index');
  const most = Math.max(...numbers.map((number) => number ?? Number.NaN));
  if (!isIndexed || Number.isNaN(most)) return { certain, indexes: [undefined] };
  const all = Array.from({ length: Math.min(most, maxCopies) }, (_, i) => known(i, at));
  const isBounded = numbers.length === 1 && most <= maxCopies && resources.size <= maxResources;
  return { certain, indexes: isBounded ? all : [oneOf(all, at)] };
}

function countOf(value: Value): number | undefined {
  if (value.kind !== 'known') return undefined;
  const number = typeof value.value === 'string' && value.value.trim() === '' ? Number.NaN : Number(value.value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

export function attributesOf(
  evaluation: Evaluation,
  node: DataNode | undefined,
  scope: Scope,
): { attributes: MapData; incomplete?: UnknownReason } {
  const value = node && evaluation.value(node, scope);
  if (value?.kind === 'known' && isMap(value.value)) return { attributes: value.value };
  const attributes: MapData = { type: 'map', entries: new Map() };
  // Properties that come out of a function as a whole: none of them is known to be missing.
  if (value?.kind === 'unknown') return { attributes, incomplete: value.reason };
  if (value?.kind !== 'oneOf') return { attributes };
  return { attributes, incomplete: { code: 'unsupported', subject: 'Properties' } };
}
