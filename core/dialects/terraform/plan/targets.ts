/**
 * What an expression in a plan's configuration leads to: through variables to the call of its module, through outputs
 * into modules, to attributes of resources with full addresses.
 */

import type { DataNode } from '../../../syntax/data.ts';
import type { Reference } from '../../../values/value.ts';
import { type Resource, referenceTo } from '../../resource.ts';
import { entry, items, member, textOf } from './nodes.ts';

/** A resource of a plan. */
export interface Planned {
  readonly resource: Resource;
  /** Address of the module that it stands in; empty for the root module. */
  readonly module: string;
  readonly name: string;
  /** The key of the instance as in its address. */
  readonly suffix: string;
}

/** A module of the configuration at one of its calls. */
export interface Frame {
  /** The module in the configuration. */
  readonly module: DataNode;
  /** `module.web["a"].` in front of its addresses. */
  readonly prefix: string;
  /** The key of the call that made it. */
  readonly suffix: string;
  readonly call: DataNode | undefined;
  readonly outer: Frame | undefined;
}

/** Attributes in the order of the expression; `undefined` where something else may be what is not known. */
export type Targets = readonly Reference[] | undefined;

const key = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`;
const step = new RegExp(String.raw`^module\.([\w-]+)((?:${key})?)(?:\.|$)`);
const output = new RegExp(String.raw`^module\.([\w-]+)((?:${key})?)\.([\w-]+)`);
const attribute = new RegExp(String.raw`^([a-zA-Z][\w-]*\.[\w-]+)((?:${key})?)(?:\.(.+))?$`);

/** Frames by the address of their module. */
export function frames(root: DataNode): (moduleAddress: string) => Frame | undefined {
  const memo = new Map<string, Frame | undefined>([
    ['', { module: root, prefix: '', suffix: '', call: undefined, outer: undefined }],
  ]);
  return (address) => {
    const before = memo.get(address);
    if (before || memo.has(address)) return before;
    let frame = memo.get('');
    let rest = address;
    while (frame && rest !== '') {
      const [whole, name = '', suffix = ''] = step.exec(rest) ?? [];
      frame = whole ? calledBy(frame, name, suffix) : undefined;
      rest = rest.slice(whole?.length ?? 0);
    }
    memo.set(address, frame);
    return frame;
  };
}

function calledBy(outer: Frame, name: string, suffix: string): Frame | undefined {
  const call = member(outer.module, 'module_calls', name);
  const module = member(call, 'module');
  return module && { module, prefix: `${outer.prefix}module.${name}${suffix}.`, suffix, call, outer };
}

/** Modules call each other this deeply, and all expressions of a plan refer to this much together. */
const maxDepth = 30;
const maxSteps = 500_000;

/** An expression for the attribute `wanted` of a resource with the key `suffix`. */
export interface Question {
  readonly expression: DataNode | undefined;
  readonly frame: Frame;
  readonly suffix: string;
  readonly wanted: string;
}

export function resolver(planned: readonly Planned[]): (question: Question) => Targets {
  const instances = new Map<string, Map<string, Resource>>();
  for (const { module, resource, name, suffix } of planned) {
    const address = `${module === '' ? '' : `${module}.`}${resource.type}.${name}`;
    const others = instances.get(address);
    if (others) others.set(suffix, resource);
    else instances.set(address, new Map([[suffix, resource]]));
  }
  const calls = new Map<string, Set<string>>();
  for (const module of new Set(planned.map((one) => one.module))) {
    for (const [call, suffix] of callsAround(module)) calls.set(call, (calls.get(call) ?? new Set()).add(suffix));
  }
  let steps = 0;
  return (question) => targetsOf(question, 0);

  function targetsOf(question: Question, depth: number): Targets {
    if (depth > maxDepth || steps > maxSteps) return undefined;
    const texts = referencesIn(question.expression);
    steps += texts.length + 1;
    const isOwnKey = texts.includes('each.key') || texts.includes('count.index');
    const found: Reference[] = [];
    for (const text of texts) {
      const targets = targetsOfText(text, question, isOwnKey ? question.suffix : undefined, depth);
      if (!targets) return undefined;
      found.push(...targets);
    }
    return found;
  }

  function targetsOfText(text: string, question: Question, ownKey: string | undefined, depth: number): Targets {
    const [root = '', name = ''] = text.split(/[.[]/, 2);
    switch (root) {
      case 'path':
      case 'terraform':
      case 'count':
        return [];
      case 'each':
        return name === 'key' ? [] : undefined;
      case 'var':
        return givenTo(name, question, depth);
      case 'module':
        return outputOf(text, question, ownKey, depth);
      // Locals are not told, and a data source may be read during apply.
      case 'local':
      case 'data':
      case 'self':
      case 'ephemeral':
        return undefined;
      default:
        return attributeOf(text, question, ownKey);
    }
  }

  /** Variables of the root module, and defaults, are known when a plan is made. */
  function givenTo(name: string, { frame, wanted }: Question, depth: number): Targets {
    const { call, outer, suffix } = frame;
    const expression = member(call, 'expressions', name);
    return expression && outer ? targetsOf({ expression, frame: outer, suffix, wanted }, depth + 1) : [];
  }

  function outputOf(text: string, { frame, wanted }: Question, ownKey: string | undefined, depth: number): Targets {
    const [, name, written = '', outputName] = output.exec(text) ?? [];
    if (!name || !outputName) return undefined;
    const suffix = written || onlyOf(calls.get(`${frame.prefix}module.${name}`), ownKey);
    const inner = suffix === undefined ? undefined : calledBy(frame, name, suffix);
    const expression = member(inner?.module, 'outputs', outputName, 'expression');
    return inner && expression ? targetsOf({ expression, frame: inner, suffix: '', wanted }, depth + 1) : undefined;
  }

  function attributeOf(text: string, { frame, wanted }: Question, ownKey: string | undefined): Targets {
    const [, name, written = '', path] = attribute.exec(text) ?? [];
    const made = instances.get(frame.prefix + name);
    const suffix = written || onlyOf(made, ownKey);
    const target = suffix === undefined ? undefined : made?.get(suffix);
    if (!target) return undefined;
    // Behind an index that is computed Terraform does not tell the attribute: it is the id, or of the same name.
    if (path === undefined && target.attributes.entries.has(wanted)) return undefined;
    return [referenceTo(target.address, path ?? 'id')];
  }
}

/** The key that is meant without being written: the same as one's own, or the only one. */
function onlyOf(
  suffixes: ReadonlySet<string> | ReadonlyMap<string, unknown> | undefined,
  ownKey: string | undefined,
): string | undefined {
  if (ownKey !== undefined && suffixes?.has(ownKey)) return ownKey;
  return suffixes?.size === 1 ? [...suffixes.keys()][0] : undefined;
}

/** Addresses of the calls around a module, without their own keys, and these keys. */
function callsAround(module: string): [string, string][] {
  const found: [string, string][] = [];
  let before = '';
  for (let rest = module; rest !== '' && found.length < maxDepth; ) {
    const [whole, name = '', suffix = ''] = step.exec(rest) ?? [];
    if (!whole) break;
    found.push([`${before}module.${name}`, suffix]);
    before += `module.${name}${suffix}.`;
    rest = rest.slice(whole.length);
  }
  return found;
}

/** `["a.b.id", "a.b", "c.d"]` are two references: behind each, Terraform lists what it is a part of. */
function referencesIn(expression: DataNode | undefined): readonly string[] {
  if (!entry(expression, 'references')) return [];
  const found: string[] = [];
  let last = '';
  for (const item of items(member(expression, 'references'))) {
    const text = textOf(item) ?? '';
    const isPart = last.startsWith(text) && (last[text.length] === '.' || last[text.length] === '[');
    if (!isPart) found.push(text);
    last = text;
  }
  return found;
}
