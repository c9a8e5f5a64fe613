/**
 * Calls of other modules. A call's module is found (a folder of the workspace, or where `terraform init` put it) and
 * evaluated with the call's inputs, once for each instance. What cannot be found is unknown, and so is whatever comes
 * out of it.
 */
import { joinPath } from '../../text/path.ts';
import type { Location } from '../../text/source.ts';
import { isReference, type MapMember, type Unknown, unknown, usedAt, type Value } from '../../values/value.ts';
import { settingsOf } from './bodies.ts';
import { mapping } from './collections.ts';
import { type DeclaredBlock, settingOf } from './declarations.ts';
import { type Expanded, wholeOf } from './expansion.ts';
import { evaluate } from './expressions.ts';
import { isVendored } from './installed-modules.ts';
import { readInstances } from './instances.ts';
import { labelOf, Module } from './module.ts';
import { parseModule, sourcesIn } from './module-files.ts';
import { bind } from './scope.ts';
import type { MadeCall } from './tree.ts';
import { undeclared } from './undeclared.ts';

/** Arguments of a call that are none of its module's variables. */
export const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'depends_on',
  'for_each',
  'providers',
  'source',
  'version',
]);

/** Instances of modules in a tree: more say nothing new. */
const maxModules = 500;
const maxInstancesOfCall = 100;

/** The instances of a call, each with its module behind it. */
export function expandCall(caller: Module, name: string, declared: DeclaredBlock): Expanded {
  const { prefix, key, tree } = caller.place;
  const address = `${prefix}module.${name}`;
  const scope = caller.scope(declared.source);
  const { kind, list, counts } = readInstances(declared, scope, maxInstancesOfCall);
  const named = settingsOf(declared, metaArguments);
  const made = list.map((instance): MadeCall => {
    const { binding, suffix } = instance;
    let child: Module | Unknown | undefined;
    const one: MadeCall = {
      what: 'call',
      kind,
      key: key === '' ? name : `${key}.${name}`,
      address: address + suffix,
      declaration: declared,
      instance,
      scope: binding ? bind(scope, binding.name, binding.value) : scope,
      named,
      attributes: new Map(),
      child() {
        child ??= childOf(caller, one);
        return child;
      },
    };
    return one;
  });
  for (const one of made) tree.made.set(one.address, one);
  return { made, whole: wholeOf(address, labelOf(declared), kind, made, counts) };
}

/** What a call's module gives out under a name. */
export function outputOf(made: MadeCall, name: string, at: Location): Value {
  const child = made.child();
  if (!(child instanceof Module)) return { ...child, at };
  const value = child.output(name, at);
  if (!value) return undeclared(child, 'output', `${made.address}.${name}`, true, at);
  return value.kind === 'known' && isReference(value.value) ? { ...value, at } : usedAt(value, at);
}

/** All that a call's module gives out. */
export function outputsOf(made: MadeCall, at: Location): Value {
  const child = made.child();
  if (!(child instanceof Module)) return { ...child, at };
  const members = new Map<string, MapMember>();
  for (const [name, declared] of child.declarations.outputs) {
    const value = child.output(name, at);
    if (value) members.set(name, { key: labelOf(declared), value });
  }
  return mapping('object', members, at);
}

function childOf(caller: Module, made: MadeCall): Module | Unknown {
  const { place } = caller;
  const { tree } = place;
  const source = settingOf(made.declaration, 'source');
  const written = source && evaluate(source.node.value, { ...made.scope, source: source.source });
  if (written?.kind !== 'known' || typeof written.value !== 'string') {
    return unknown('external', made.address, labelOf(made.declaration));
  }
  const { at } = written;
  const isLocal = isLocalSource(written.value);
  const folder = isLocal ? joinPath(place.folder, written.value) : tree.installed(made.key);
  const missing = unknown('external', `${made.address} (${written.value})`, at);
  if (folder === undefined) return missing;
  if (place.folders.includes(folder)) return recursion(caller, made.address, at);
  const sources = sourcesIn(folder, tree.workspace);
  if (sources.length === 0) {
    if (isLocal && tree.workspace.list(place.folder)) notFound(caller, written.value, at);
    return missing;
  }
  if (++tree.modules > maxModules) return unknown('limit', made.address, at);
  const { files, problems, comments } = parseModule(sources);
  const vendored = isVendored(`${folder}/`);
  if (!vendored) tree.addTexts(problems, comments);
  const child = new Module(
    {
      tree,
      prefix: `${made.address}.`,
      key: made.key,
      folder,
      folders: [...place.folders, folder],
      given: (name) => inputOf(caller, made, name),
      exists: place.exists === 'maybe' ? 'maybe' : made.instance.exists,
      calledAt: place.calledAt ?? (vendored ? labelOf(made.declaration) : undefined),
    },
    files,
    problems.length === 0,
  );
  if (child.complete) noteUnsupported(caller, child, made);
  return child;
}

/** A folder of the workspace, not a registry or a repository. */
export function isLocalSource(source: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(source);
}

/** The value that a call gives to a variable. */
function inputOf(caller: Module, made: MadeCall, name: string): Value | undefined {
  const named = made.named.get(name);
  return named?.attribute && caller.attributeOf(made, name, named, named.key);
}

/** Inputs that the module does not declare: Terraform refuses them, and a misspelt one leaves a default in place. */
function noteUnsupported(caller: Module, child: Module, { named }: MadeCall): void {
  for (const [name, { key }] of named) {
    if (child.declarations.variables.has(name)) continue;
    caller.report({
      rule: 'syntax/reference',
      severity: 'warning',
      at: key,
      message: {
        en: `The module that is called has no such variable. Correct the name: ${name}`,
        zh: `被调用的模块没有这个变量。请更正名称：${name}`,
      },
    });
  }
}

function recursion(caller: Module, address: string, at: Location): Unknown {
  caller.report({
    rule: 'syntax/cycle',
    at,
    message: {
      en: `The module calls itself, directly or through others, and Terraform would never end. Remove the call: ${address}`,
      zh: `该模块直接或间接地调用了自身，Terraform 将无法结束。请移除该调用：${address}`,
    },
  });
  return unknown('cycle', address, at);
}

function notFound(caller: Module, source: string, at: Location): void {
  caller.report({
    rule: 'syntax/reference',
    severity: 'info',
    at,
    message: {
      en: `There are no Terraform files in this folder, or it lies outside of the workspace, so what the module does is not known: ${source}`,
      zh: `该目录中没有 Terraform 文件，或者它位于工作区之外，因此无法得知该模块的内容：${source}`,
    },
  });
}
