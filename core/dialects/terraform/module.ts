/**
 * A module under evaluation: its names, each evaluated when it is first asked for and then remembered. A name that is
 * asked for while it is being evaluated is a cycle.
 */
import type { Block, Body } from '../../syntax/hcl/ast.ts';
import type { Location, SourceText } from '../../text/source.ts';
import {
  type Data,
  isReference,
  known,
  type MapMember,
  oneOf,
  type Reference,
  unknown,
  usedAt,
  type Value,
} from '../../values/value.ts';
import { type Resource, referenceTo } from '../resource.ts';
import type { Problem } from '../unit.ts';
import { type Named, namedItems, valueOfNamed } from './bodies.ts';
import { mapping, sequence } from './collections.ts';
import { type Declarations, type ResourceDeclaration, readDeclarations } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { refuse } from './functions/definition.ts';
import { type Instance, type Instances, maxInstancesOfModule, readInstances } from './instances.ts';
import { bind, locate, type ModuleNames, maxWork, type Scope, type Work } from './scope.ts';
import { statically } from './traits.ts';
import { variableValue } from './variables.ts';

export interface ModuleFile {
  readonly source: SourceText;
  readonly body: Body;
}

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

const evaluating = Symbol('evaluating');
type Memo<T> = Map<string, T | typeof evaluating>;

interface ResourceInstance {
  readonly address: string;
  readonly declaration: ResourceDeclaration;
  readonly instance: Instance;
  readonly scope: Scope;
  readonly named: ReadonlyMap<string, Named>;
  readonly attributes: Memo<Value>;
}

interface Expanded {
  readonly kind: Instances['kind'];
  readonly instances: readonly ResourceInstance[];
  /** What the resource's name stands for in expressions. */
  readonly whole: Value;
}

export class Module implements ModuleNames {
  readonly work: Work = { left: maxWork, depth: 0 };
  readonly problems: Problem[] = [];
  readonly #declarations: Declarations;
  /** Whether names that are declared nowhere are worth a word: not where a broken text may have hidden them. */
  readonly #complete: boolean;
  readonly #variables: Memo<Value> = new Map();
  readonly #locals: Memo<Value> = new Map();
  readonly #resources: Memo<Expanded> = new Map();
  readonly #instances = new Map<string, ResourceInstance>();
  readonly #reported = new Set<string>();

  constructor(files: readonly ModuleFile[], complete: boolean) {
    this.#declarations = readDeclarations(files);
    this.#complete = complete;
  }

  report(problem: Problem): void {
    const { rule, at } = problem;
    const key = `${rule}:${at.start}:${at.end}:${at.source.path}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.problems.push(problem);
  }

  variable(name: string, at: Location): Value {
    const { variables } = this.#declarations;
    const declared = variables.get(name);
    if (!declared) return this.#undeclared('variable', `var.${name}`, variables.size > 0, at);
    const scope = this.#scope(declared.source);
    const value = this.#once(this.#variables, name, at, `var.${name}`, () => variableValue(name, declared.node, scope));
    return usedAt(value, at);
  }

  local(name: string, at: Location): Value {
    const { locals } = this.#declarations;
    const declared = locals.get(name);
    if (!declared) return this.#undeclared('local', `local.${name}`, locals.size > 0, at);
    const scope = this.#scope(declared.source);
    const value = this.#once(this.#locals, name, at, `local.${name}`, () => evaluate(declared.node, scope));
    return usedAt(value, at);
  }

  resource(type: string, name: string, at: Location): Value {
    const declaration = this.#declarations.resources.get(`${type}.${name}`);
    if (!declaration) return known<Data>(referenceTo(`${type}.${name}`), at);
    const expanded = this.#expand(declaration, at);
    return 'whole' in expanded ? { ...expanded.whole, at } : { ...expanded, at };
  }

  attribute(reference: Reference, name: string, at: Location): Value {
    const unset = known<Data>(referenceTo(reference.resource, name), at);
    const instance = this.#instances.get(reference.resource);
    const named = instance?.named.get(name);
    if (!instance || !named || name === 'id') return unset;
    const value = this.#attributeOf(instance, name, named, at);
    if (value.kind === 'known' && value.value === null) return unset;
    // The same reference wherever it is used; there is no literal to point at.
    return value.kind === 'known' && isReference(value.value) ? { ...value, at } : usedAt(value, at);
  }

  instancesOf(address: string): 'single' | 'open' | 'instance' | undefined {
    const instance = this.#instances.get(address);
    if (!instance) return undefined;
    const expanded = this.#resources.get(instance.declaration.key);
    if (typeof expanded !== 'object') return 'open';
    return expanded.kind === 'single' || expanded.kind === 'open' ? expanded.kind : 'instance';
  }

  /** All resources with all attributes, in the order of the text; blocks with a name that is taken come last. */
  resources(): Resource[] {
    const resources: Resource[] = [];
    const { resources: first, repeated } = this.#declarations;
    for (const declaration of [...first.values(), ...repeated]) {
      const { labels } = declaration.node;
      const nameAt = { source: declaration.source, start: labels[1]?.start ?? 0, end: labels[1]?.end ?? 0 };
      const expanded = this.#expand(declaration, nameAt);
      if (!('instances' in expanded)) continue;
      for (const instance of expanded.instances) resources.push(this.#finished(instance, nameAt));
    }
    return resources;
  }

  #finished(made: ResourceInstance, nameAt: Location): Resource {
    const { address, declaration, instance } = made;
    const members = new Map<string, MapMember>();
    for (const [name, named] of made.named) {
      members.set(name, { key: named.key, value: this.#attributeOf(made, name, named, named.key) });
    }
    return {
      dialect: 'terraform',
      type: declaration.type,
      address,
      nameAt,
      blockAt: locate(made.scope, declaration.node),
      exists: instance.exists,
      attributes: { type: 'map', entries: members },
    };
  }

  #attributeOf(made: ResourceInstance, name: string, named: Named, at: Location): Value {
    const subject = `${made.address}.${name}`;
    return this.#once(made.attributes, name, at, subject, () => valueOfNamed(named, made.scope));
  }

  /** The instances of a resource; unknown where finding out needs the resource itself. */
  #expand(declaration: ResourceDeclaration, at: Location): Expanded | Value {
    const { address, key } = declaration;
    const before = this.#resources.get(key);
    if (before === evaluating) return this.#cycle(address, at);
    if (before) return before;
    this.#resources.set(key, evaluating);
    const scope = this.#scope(declaration.source);
    const room = Math.max(1, maxInstancesOfModule - this.#instances.size);
    const { kind, list, counts } = readInstances(declaration, scope, room);
    const named = namedItems(declaration.node.body, scope, metaArguments);
    const instances = list.map((instance): ResourceInstance => {
      const { binding, suffix } = instance;
      return {
        address: address + suffix,
        declaration,
        instance,
        scope: binding ? bind(scope, binding.name, binding.value) : scope,
        named,
        attributes: new Map(),
      };
    });
    // References mean the first block of a name, whose key is the address.
    for (const instance of instances) this.#instances.set(key + instance.instance.suffix, instance);
    const expanded = { kind, instances, whole: wholeOf(declaration, kind, instances, counts) };
    this.#resources.set(key, expanded);
    return expanded;
  }

  #scope(source: SourceText): Scope {
    return { source, module: this, bindings: undefined };
  }

  #once(memo: Memo<Value>, name: string, at: Location, subject: string, make: () => Value): Value {
    const before = memo.get(name);
    if (before === evaluating) return this.#cycle(subject, at);
    if (before) return before;
    memo.set(name, evaluating);
    const value = make();
    memo.set(name, value);
    return value;
  }

  #cycle(subject: string, at: Location): Value {
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

  /** Snippets leave declarations out; only where the module declares others of its kind is a missing one a mistake. */
  #undeclared(kind: 'variable' | 'local', subject: string, others: boolean, at: Location): Value {
    if (this.#complete && others) {
      this.report({
        rule: 'syntax/reference',
        severity: 'warning',
        at,
        message:
          kind === 'variable'
            ? {
                en: `No file of this folder declares the variable. Declare it or correct the name: ${subject}`,
                zh: `此目录下没有文件声明该变量。请声明它或更正名称：${subject}`,
              }
            : {
                en: `No file of this folder defines the local value. Define it or correct the name: ${subject}`,
                zh: `此目录下没有文件定义该局部值。请定义它或更正名称：${subject}`,
              },
      });
    }
    return statically(refuse(subject, at));
  }
}

function wholeOf(
  { address, source, node }: ResourceDeclaration & { readonly node: Block },
  kind: Instances['kind'],
  instances: readonly ResourceInstance[],
  counts: readonly number[] | undefined,
): Value {
  const label = node.labels[1] ?? node;
  const at = { source, start: label.start, end: label.end };
  const references = instances.map((instance) => known<Data>(referenceTo(instance.address), at));
  switch (kind) {
    case 'count':
      return sequence('tuple', references, at);
    case 'each': {
      const members = new Map<string, MapMember>();
      for (const [i, { instance }] of instances.entries()) {
        members.set(String(instance.key), { key: at, value: references[i] as Value });
      }
      return mapping('object', members, at);
    }
    case 'single':
    case 'open': {
      const whole = known<Data>(referenceTo(address), at);
      const few = counts?.every((count) => count <= maxAlternatives);
      if (!counts || !few) return whole;
      const lists = counts.map((count) =>
        sequence(
          'tuple',
          Array.from({ length: count }, () => whole),
          at,
        ),
      );
      return oneOf(lists, at);
    }
  }
}

/** Lists of this length are still worth telling apart where `count` is one of several numbers. */
const maxAlternatives = 16;
