/**
 * A module under evaluation: its names, each evaluated when it is first asked for and then remembered. A name that is
 * asked for while it is being evaluated is a cycle. Modules that it calls are modules of the same tree.
 */
import { type Location, locationOf, type SourceText } from '../../text/source.ts';
import { asSensitive } from '../../values/sensitive.ts';
import {
  type Data,
  isReference,
  known,
  type MapMember,
  type Reference,
  unknown,
  usedAt,
  type Value,
} from '../../values/value.ts';
import { type Resource, referenceTo } from '../resource.ts';
import type { Problem } from '../unit.ts';
import { type Named, settingsOf, valueOfNamed } from './bodies.ts';
import { expandCall, outputOf, outputsOf } from './child-modules.ts';
import {
  type Declarations,
  type DeclaredBlock,
  type ModuleFile,
  type ResourceDeclaration,
  readDeclarations,
  settingOf,
} from './declarations.ts';
import { type Expanded, wholeOf } from './expansion.ts';
import { evaluate } from './expressions.ts';
import { refuse } from './functions/definition.ts';
import { maxInstancesOfModule, readInstances } from './instances.ts';
import { bind, locate, type ModuleNames, type Scope } from './scope.ts';
import { type MadeCall, type MadeResource, type Memo, once, type Tree } from './tree.ts';
import { undeclared } from './undeclared.ts';
import { isSet, variableValue } from './variables.ts';

/** Names in a resource's block that say how Terraform treats it, not what it is. */
const metaArguments: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/** Where a module stands in its tree, and what it is given. */
export interface ModulePlace {
  readonly tree: Tree;
  /** `module.web["a"].` in front of its addresses; empty for the root module. */
  readonly prefix: string;
  /** `web.inner`: the path of its call in the list of installed modules. */
  readonly key: string;
  /** Like the folder of a `SourceText`'s path. */
  readonly folder: string;
  /** Folders of the modules around it, itself included. */
  readonly folders: readonly string[];
  /** Values given to its variables from outside. */
  readonly given: (name: string) => Value | undefined;
  /** `maybe` where a call around it is. */
  readonly exists: 'yes' | 'maybe';
  /** The call in the user's own text, for a module that `terraform init` brought. */
  readonly calledAt: Location | undefined;
}

export class Module implements ModuleNames {
  readonly place: ModulePlace;
  readonly files: ModuleNames['files'];
  readonly work: Tree['work'];
  readonly declarations: Declarations;
  /** Whether names that are declared nowhere are worth a word: not where a broken text may have hidden them. */
  readonly complete: boolean;
  readonly #variables: Memo = new Map();
  readonly #locals: Memo = new Map();
  readonly #outputs: Memo = new Map();
  readonly #expanded: Memo<Expanded | Value> = new Map();
  readonly #calls: Memo<Expanded | Value> = new Map();

  constructor(place: ModulePlace, files: readonly ModuleFile[], complete: boolean) {
    const { tree, folder } = place;
    this.place = place;
    this.work = tree.work;
    this.files = { workspace: tree.workspace, folder, root: tree.root };
    this.declarations = readDeclarations(files);
    this.complete = complete;
  }

  report(problem: Problem): void {
    this.place.tree.report(problem);
  }

  variable(name: string, at: Location): Value {
    const { variables } = this.declarations;
    const declared = variables.get(name);
    if (!declared) return undeclared(this, 'variable', `var.${name}`, variables.size > 0, at);
    const scope = this.scope(declared.source);
    const make = (): Value => variableValue(name, declared, this.place.given(name), scope);
    return usedAt(this.#once(this.#variables, name, at, `var.${name}`, make), at);
  }

  local(name: string, at: Location): Value {
    const { locals } = this.declarations;
    const declared = locals.get(name);
    if (!declared) return undeclared(this, 'local', `local.${name}`, locals.size > 0, at);
    const make = (): Value => evaluate(declared.node, this.scope(declared.source));
    return usedAt(this.#once(this.#locals, name, at, `local.${name}`, make), at);
  }

  /** What a module that calls this one sees under the name; `undefined` where there is no such output. */
  output(name: string, at: Location): Value | undefined {
    const declared = this.declarations.outputs.get(name);
    if (!declared) return undefined;
    const make = (): Value => {
      const value = settingOf(declared, 'value');
      if (!value) return refuse('output without value', at);
      const scope = this.scope(value.source);
      const made = evaluate(value.node.value, scope);
      return isSet(declared, 'sensitive', scope) ? asSensitive(made) : made;
    };
    return this.#once(this.#outputs, name, at, `output.${name}`, make);
  }

  resource(type: string, name: string, at: Location): Value {
    return this.#named(`${type}.${name}`, at) ?? known<Data>(referenceTo(`${this.place.prefix}${type}.${name}`), at);
  }

  data(type: string, name: string, at: Location): Value | undefined {
    return this.#named(`data.${type}.${name}`, at);
  }

  call(name: string, at: Location): Value | undefined {
    const { calls } = this.declarations;
    const declared = calls.get(name);
    if (declared) return this.#whole(this.#expandCall(name, declared, at), at);
    undeclared(this, 'module', `module.${name}`, calls.size > 0, at);
    return undefined;
  }

  outputs({ resource }: Reference, at: Location): Value | undefined {
    const made = this.place.tree.made.get(resource);
    return made?.what === 'call' && made.kind !== 'open' ? outputsOf(made, at) : undefined;
  }

  attribute(reference: Reference, name: string, at: Location): Value {
    const unset = known<Data>(referenceTo(reference.resource, name), at);
    const made = this.place.tree.made.get(reference.resource);
    if (made?.what === 'call') return outputOf(made, name, at);
    const named = made?.named.get(name);
    const isOutside = made?.what === 'data' || reference.resource.includes('data.');
    if (!made || !named || name === 'id') {
      return isOutside ? unknown('external', `${reference.resource}.${name}`, at) : unset;
    }
    const value = this.attributeOf(made, name, named, at);
    if (value.kind === 'known' && value.value === null) return unset;
    // The same reference wherever it is used; there is no literal to point at.
    return value.kind === 'known' && isReference(value.value) ? { ...value, at } : usedAt(value, at);
  }

  instancesOf(address: string): 'single' | 'open' | 'instance' | undefined {
    const made = this.place.tree.made.get(address);
    if (!made) return undefined;
    return made.kind === 'single' || made.kind === 'open' ? made.kind : 'instance';
  }

  /** All resources with all attributes, in the order of the text; blocks with a name that is taken come last. */
  resources(): Resource[] {
    const resources: Resource[] = [];
    const { resources: first, repeated, calls } = this.declarations;
    for (const declaration of [...first.values(), ...repeated]) {
      if (declaration.node.type === 'data') continue;
      const nameAt = labelOf(declaration);
      const expanded = this.#expand(declaration, nameAt);
      if (!('made' in expanded)) continue;
      for (const made of expanded.made) resources.push(this.#finished(made as MadeResource, nameAt));
    }
    for (const [name, declared] of calls) {
      const expanded = this.#expandCall(name, declared, labelOf(declared));
      if (!('made' in expanded)) continue;
      for (const made of expanded.made) {
        const child = made.what === 'call' ? made.child() : undefined;
        if (child instanceof Module) for (const resource of child.resources()) resources.push(resource);
      }
    }
    return resources;
  }

  /** The value of an attribute or of the blocks of one type. */
  attributeOf(
    { address, attributes, scope }: MadeResource | MadeCall,
    name: string,
    named: Named,
    at: Location,
  ): Value {
    return this.#once(attributes, name, at, `${address}.${name}`, () => valueOfNamed(named, scope));
  }

  scope(source: SourceText): Scope {
    return { source, module: this, bindings: undefined };
  }

  #finished(made: MadeResource, nameAt: Location): Resource {
    const { address, declaration, instance } = made;
    const { exists, calledAt } = this.place;
    const members = new Map<string, MapMember>();
    for (const [name, named] of made.named) {
      members.set(name, { key: named.key, value: this.attributeOf(made, name, named, named.key) });
    }
    return {
      dialect: 'terraform',
      type: declaration.type,
      address,
      nameAt,
      blockAt: locate(made.scope, declaration.node),
      exists: exists === 'maybe' ? exists : instance.exists,
      attributes: { type: 'map', entries: members },
      ...(calledAt ? { calledAt } : {}),
    };
  }

  #named(address: string, at: Location): Value | undefined {
    const declaration = this.declarations.resources.get(address);
    return declaration && this.#whole(this.#expand(declaration, at), at);
  }

  #whole(expanded: Expanded | Value, at: Location): Value {
    return 'whole' in expanded ? { ...expanded.whole, at } : { ...expanded, at };
  }

  /** The instances of a resource; unknown where finding out needs the resource itself. */
  #expand(declaration: ResourceDeclaration, at: Location): Expanded | Value {
    const { key } = declaration;
    const address = this.place.prefix + declaration.address;
    return once<Expanded | Value>(
      this.#expanded,
      key,
      () => this.#expansion(declaration, address),
      () => this.cycle(address, at),
    );
  }

  #expandCall(name: string, declared: DeclaredBlock, at: Location): Expanded | Value {
    return once<Expanded | Value>(
      this.#calls,
      name,
      () => expandCall(this, name, declared),
      () => this.cycle(`${this.place.prefix}module.${name}`, at),
    );
  }

  #expansion(declaration: ResourceDeclaration, address: string): Expanded {
    const { tree } = this.place;
    const scope = this.scope(declaration.source);
    const room = Math.max(1, maxInstancesOfModule - tree.made.size);
    const { kind, list, counts } = readInstances(declaration, scope, room);
    const named = settingsOf(declaration, metaArguments);
    const made = list.map((instance): MadeResource => {
      const { binding, suffix } = instance;
      return {
        what: declaration.node.type === 'data' ? 'data' : 'resource',
        kind,
        address: address + suffix,
        declaration,
        instance,
        scope: binding ? bind(scope, binding.name, binding.value) : scope,
        named,
        attributes: new Map(),
      };
    });
    // References mean the first block of a name, whose key is the address.
    if (declaration.key === declaration.address) for (const one of made) tree.made.set(one.address, one);
    return { made, whole: wholeOf(address, labelOf(declaration), kind, made, counts) };
  }

  #once(memo: Memo, name: string, at: Location, subject: string, make: () => Value): Value {
    return once(memo, name, make, () => this.cycle(subject, at));
  }

  cycle(subject: string, at: Location): Value {
    this.report({
      rule: 'syntax/cycle',
      at,
      message: {
        en: `The value depends on itself, and Terraform refuses such a cycle. Break it at one place: ${subject}`,
        zh: `该值依赖于自身，Terraform 不接受循环引用。请在其中一处断开：${subject}`,
      },
    });
    return unknown('cycle', subject, at);
  }
}

/** The block's last label: the name of a resource, variable or call. */
export function labelOf({ source, node }: DeclaredBlock): Location {
  return locationOf(source, node.labels.at(-1) ?? node.typeSpan);
}
