/**
 * Names and what is reached through them: `var.x.y`, `local.list[0]`, `alicloud_vpc.main.id`, `data.a.b.c`. A chain
 * is walked from its root without recursion, because the first one to three steps are part of the name.
 */
import type { Expression, GetAttr, Index, SplatItem, Variable } from '../../syntax/hcl/ast.ts';
import { relativePath } from '../../text/path.ts';
import type { Location } from '../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  known,
  oneOf,
  partAt,
  type Reference,
  type UnknownReason,
  unknown,
  type Value,
} from '../../values/value.ts';
import { referenceTo } from '../resource.ts';
import { kindOfMapping, kindOfSequence, nameOf } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { evaluate, splatElement } from './expressions.ts';
import { mistyped, refuse } from './functions/definition.ts';
import { markedBy } from './marks.ts';
import { numberText } from './numbers/numerals.ts';
import { wholeOf } from './numbers/numeric.ts';
import { mistakeIn } from './refusals.ts';
import { boundValue, locate, type Scope } from './scope.ts';
import { composed } from './strings.ts';
import { numberIn, statically } from './traits.ts';

type Step = GetAttr | Index;

/** The value at the end of a chain, located at the whole chain. */
export function evaluateTraversal(node: Variable | GetAttr | Index | SplatItem, scope: Scope): Value {
  const steps: Step[] = [];
  let root: Expression = node;
  while (root.kind === 'getAttr' || root.kind === 'index') {
    steps.push(root);
    root = root.kind === 'getAttr' ? root.object : root.collection;
  }
  steps.reverse();
  const at = locate(scope, node);
  const start = rootValue(root, steps, scope, at);
  let { value } = start;
  for (const step of steps.slice(start.taken)) {
    value =
      step.kind === 'getAttr'
        ? member(value, step.name, scope, at)
        : element(value, evaluate(step.key, scope), scope, at);
  }
  // A module is asked for one output at a time as long as it can be: all of them may need one another.
  if (value.kind !== 'known' || !isReference(value.value) || value.value.attribute !== '') return value;
  return scope.module.outputs(value.value, at) ?? value;
}

interface Root {
  readonly value: Value;
  /** Number of steps that are part of the root's name. */
  readonly taken: number;
}

function rootValue(root: Expression, steps: readonly Step[], scope: Scope, at: Location): Root {
  if (root.kind === 'splatItem') return { value: boundValue(scope, splatElement, at) ?? refuse('*', at), taken: 0 };
  if (root.kind !== 'variable') return { value: evaluate(root, scope), taken: 0 };
  const bound = boundValue(scope, root.name, at);
  if (bound) return { value: bound, taken: 0 };
  const [first] = steps;
  const name = first?.kind === 'getAttr' ? first.name : '';
  switch (root.name) {
    case 'var':
      return { value: name ? scope.module.variable(name, at) : refuse('var', at), taken: 1 };
    case 'local':
      return { value: name ? scope.module.local(name, at) : refuse('local', at), taken: 1 };
    case 'data': {
      const [, second] = steps;
      if (!name || second?.kind !== 'getAttr') return { value: refuse('data', at), taken: steps.length };
      const value = scope.module.data(name, second.name, at);
      return value ? { value, taken: 2 } : outside('external', steps, scope, at);
    }
    case 'module':
      return called(name, steps, scope, at);
    case 'path':
      return pathOf(name, steps, scope, at);
    case 'terraform':
    case 'ephemeral':
      return outside('external', steps, scope, at);
    case 'self':
    case 'each':
    case 'count':
      // `self` is for provisioners and connections, which are not looked at.
      return { value: statically(refuse(`${root.name} has no meaning here`, at)), taken: steps.length };
  }
  if (name) return { value: scope.module.resource(root.name, name, at), taken: 1 };
  return { value: statically(refuse(root.name, at)), taken: steps.length };
}

/** Folders as Terraform has them when it runs in the root module's. */
function pathOf(name: string, steps: readonly Step[], scope: Scope, at: Location): Root {
  const { folder, root } = scope.module.files;
  if (name === 'root') return { value: known<Data>('.', at), taken: 1 };
  if (name === 'module') return { value: known<Data>(relativePath(root, folder), at), taken: 1 };
  if (name === 'cwd') return outside('external', steps, scope, at);
  return { value: refuse(`path.${name}`, at), taken: steps.length };
}

function called(name: string, steps: readonly Step[], scope: Scope, at: Location): Root {
  if (!name) return { value: refuse('module', at), taken: steps.length };
  const value = scope.module.call(name, at);
  return value ? { value, taken: 1 } : outside('external', steps, scope, at);
}

const maxSubject = 120;

/** What these files do not say, named as it is written. */
function outside(code: UnknownReason['code'], steps: readonly Step[], { source }: Scope, at: Location): Root {
  const subject = source.text.slice(at.start, Math.min(at.end, at.start + maxSubject));
  return { value: unknown(code, subject, at), taken: steps.length };
}

/** `value.name` */
function member(value: Value, name: string, scope: Scope, at: Location): Value {
  const mistake = mistakeIn([value], at);
  if (mistake) return mistake;
  return markedBy(
    combine([value], at, ([whole]) => memberOfKnown(whole as Known, name, scope, at)),
    value,
  );
}

function memberOfKnown(whole: Known, name: string, scope: Scope, at: Location): Value {
  const { value: data } = whole;
  if (isMap(data)) {
    const found = data.entries.get(composed(name));
    if (found) return part(whole, found.value, at);
    return kindOfMapping(data) === 'block' ? unknown('computed', name, at) : refuse(`no attribute ${name}`, at);
  }
  if (!isReference(data)) return refuse(`attribute ${name} of ${nameOf(data)}`, at);
  if (data.attribute === '') return scope.module.attribute(data, name, at);
  return known<Data>(referenceTo(data.resource, `${data.attribute}.${name}`), at);
}

/** `value[key]`. Where only the key is not known, it may be any element. */
function element(value: Value, key: Value, scope: Scope, at: Location): Value {
  const mistake = mistakeIn([value, key], at);
  if (mistake) return mistake;
  if (value.kind === 'known' && key.kind === 'unknown' && key.reason.code !== 'invalid') {
    const any = anyElement(value, at);
    return any ? markedBy(any, value) : { ...key, at };
  }
  return markedBy(
    combine([value, key], at, ([whole, index]) => elementOfKnown(whole as Known, index as Known, scope, at)),
    value,
    key,
  );
}

function anyElement(whole: Known, at: Location): Value | undefined {
  const { value: data } = whole;
  if (isReference(data) && data.attribute === '') return known<Data>(data, at);
  const parts = isList(data) ? data.items : isMap(data) ? Array.from(data.entries.values(), ({ value }) => value) : [];
  if (parts.length === 0) return undefined;
  const any = oneOf(distinct(parts.map((one) => part(whole, one, at))), at);
  return any.kind === 'unknown' && any.reason.code === 'limit' ? undefined : any;
}

function elementOfKnown(whole: Known, key: Known, scope: Scope, at: Location): Value {
  const { value: data } = whole;
  if (isReference(data)) return elementOfReference(data, key, scope, at);
  if (isMap(data)) {
    const name = convert(key, 'string');
    return name.kind === 'known' && typeof name.value === 'string'
      ? memberOfKnown(whole, name.value, scope, at)
      : mistyped(key, 'string', at);
  }
  if (!isList(data) || kindOfSequence(data) === 'set') return refuse(`element of ${nameOf(data)}`, at);
  const index = convert(key, 'number');
  const number = index.kind === 'known' ? numberIn(index) : undefined;
  if (number === undefined) return mistyped(key, 'number', at);
  const item = data.items[Number(wholeOf(number) ?? -1)];
  return item ? part(whole, item, at) : refuse(`no element ${numberText(number)}`, at);
}

/** `alicloud_x.y[0]` of a resource that is declared nowhere, or whose number of instances is not known. */
function elementOfReference(reference: Reference, { value: key }: Known, scope: Scope, at: Location): Value {
  if (isReference(key)) return unknown('computed', nameOf(key), at);
  if (typeof key !== 'string' && typeof key !== 'number') return refuse('key', at);
  const bracketed = `[${typeof key === 'string' ? JSON.stringify(key) : key}]`;
  const { resource, attribute } = reference;
  if (attribute !== '') return known<Data>(referenceTo(resource, attribute + bracketed), at);
  const instances = scope.module.instancesOf(resource);
  if (instances === undefined) return known<Data>(referenceTo(resource + bracketed), at);
  if (instances === 'open') return known<Data>(reference, at);
  return typeof key === 'string' ? scope.module.attribute(reference, key, at) : refuse(`${resource} has no count`, at);
}

/** A part seen from where it is used. A whole resource is not "defined" in one place and used in another. */
function part(whole: Known, value: Value, at: Location): Value {
  const isResource = value.kind === 'known' && isReference(value.value) && value.value.attribute === '';
  return isResource ? known<Data>(value.value, at) : partAt(whole, value, at);
}
