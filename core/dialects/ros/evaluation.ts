/**
 * The evaluation of one template: nodes become values, functions are looked up in their table, and whatever a name
 * stands for (parameter, condition, local, mapping) is evaluated once and kept. Nothing here throws on what a
 * template says; what is wrong becomes a problem and an unknown value.
 */

import type { Severity } from '../../rules/rule.ts';
import type { DataNode } from '../../syntax/data.ts';
import { type Entry, entriesOf } from '../../syntax/navigate.ts';
import type { Text } from '../../text/message.ts';
import { type Location, locationOf } from '../../text/source.ts';
import { known, type MapMember, type Unknown, unknown, usedAt, type Value } from '../../values/value.ts';
import type { Problem } from '../unit.ts';
import { scopeOfRules } from './assume.ts';
import { fold } from './combine.ts';
import { evaluateCondition } from './conditions.ts';
import { functions } from './functions.ts';
import type { Work } from './jq/index.ts';
import { literal } from './literal.ts';
import { evaluateLocal } from './locals.ts';
import { circularName, missingName, type NameKind } from './names.ts';
import { nestedStack } from './nested.ts';
import { outputValue } from './outputs.ts';
import { parameterValue } from './parameters.ts';
import { newScope, type Scope } from './scope.ts';
import type { Setting } from './setting.ts';
import { functionOf } from './syntax.ts';
import { type Template, versionKey } from './template.ts';
import { type EvaluatedWorkspace, evaluateWorkspace } from './transform.ts';

/** Functions within functions, conditions that name conditions: deeper than this is no template that a person wrote. */
const maxDepth = 200;

export class Evaluation {
  readonly template: Template;
  readonly setting: Setting;
  readonly problems: Problem[] = [];
  #top: Scope | undefined;
  readonly #outputs = new Map<string, { readonly value: Value | undefined } | undefined>();
  #workspace: { readonly value: EvaluatedWorkspace | undefined } | undefined;
  readonly #stacks = new Map<string, Evaluation | Unknown | undefined>();
  readonly #parameters = new Map<string, Value>();
  readonly #locals = new Map<string, { readonly value: Value | undefined } | undefined>();
  readonly #mappings = new Map<string, Value>();
  readonly #reported = new Set<string>();
  #depth = 0;

  constructor(template: Template, setting: Setting) {
    this.template = template;
    this.setting = setting;
  }

  /** Nothing is assumed but what the template's rules say. */
  get top(): Scope {
    if (this.#top) return this.#top;
    // Rules may refer to locals, which are evaluated at the top.
    this.#top = newScope();
    if (this.template.rules.size > 0) this.#top = scopeOfRules(this);
    return this.#top;
  }

  /** What the jq programs of the unit may still do. */
  get work(): Work {
    return this.setting.shared.work;
  }

  /** A resource as the whole unit calls it: `Stack/Resource` in a nested stack. */
  address(name: string): string {
    return this.setting.prefix + name;
  }

  /** `undefined` is `ALIYUN::NoValue`: the key or item is not there. */
  value(node: DataNode, scope: Scope): Value | undefined {
    const at = this.at(node);
    // Most nodes are plain scalars.
    if (node.kind === 'scalar' && node.tag === undefined) return known(node.value, at);
    if (this.#depth >= maxDepth) return unknown('limit', 'nesting', at);
    this.#depth++;
    try {
      if (node.kind === 'alias') return this.#anchored(node, scope);
      const call = functionOf(node);
      if (call) {
        const implementation = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined;
        if (!implementation) return unknown('unsupported', call.name, at);
        const value = implementation({ ...call, at, scope, evaluation: this });
        this.setting.shared.steps -= value?.kind === 'oneOf' ? 1 + value.options.length : 1;
        return value?.kind === 'oneOf' ? fold([value], value.at) : value;
      }
      if (node.kind === 'scalar') return known(node.value, at);
      return node.kind === 'sequence' ? this.#list(node.items, scope, at) : this.#map(node, scope, at);
    } finally {
      this.#depth--;
    }
  }

  at(node: DataNode): Location {
    return locationOf(this.template.source, node);
  }

  /** A parameter's value under the scope's assumptions, at the place where its literal is written. */
  parameter(name: string, scope: Scope): Value | undefined {
    const narrowed = scope.parameters.get(name);
    if (narrowed) return narrowed;
    const entry = this.template.parameters.get(name);
    if (!entry) return undefined;
    let value = this.#parameters.get(name);
    if (!value) {
      value = parameterValue(this.template, entry, this.setting.given.get(name));
      this.#parameters.set(name, value);
    }
    return value;
  }

  /** False for a parameter whose value is given. */
  isDefault(name: string): boolean {
    return !this.setting.given.has(name);
  }

  /** What is given for a pseudo parameter. */
  pseudoParameter(name: string): Value | undefined {
    return this.setting.given.get(name);
  }

  hasOutput(name: string, at: Location): boolean {
    return this.template.outputs.has(name) || this.workspace?.output(name, at) !== undefined;
  }

  /** An output's value; `undefined` where it has none (its condition is false). */
  output(name: string, at: Location): Value | undefined {
    const entry = this.template.outputs.get(name);
    if (!entry) return this.workspace?.output(name, at) ?? unknown('invalid', `Outputs.${name}`, at);
    if (!this.#outputs.has(name)) {
      this.#outputs.set(name, undefined);
      this.#outputs.set(name, { value: outputValue(this, entry) });
    }
    const found = this.#outputs.get(name);
    if (!found) return this.#cycle('output', name, at);
    return found.value && usedAt(found.value, at);
  }

  /** The Terraform that the template holds, if it does. */
  get workspace(): EvaluatedWorkspace | undefined {
    this.#workspace ??= { value: evaluateWorkspace(this) };
    return this.#workspace.value;
  }

  /** The stack that a resource nests, under the address that it has; unknown where its template is not at hand. */
  stack(entry: Entry, address: string, scope: Scope): Evaluation | Unknown {
    if (!this.#stacks.has(address)) {
      this.#stacks.set(address, undefined);
      this.#stacks.set(address, nestedStack(this, entry, address, scope));
    }
    return this.#stacks.get(address) ?? unknown('cycle', address, this.at(entry.key));
  }

  /** A named condition: true, false, or not to be decided. `at` is where it is named. */
  condition(name: string, scope: Scope, at: Location): Value {
    const assumed = scope.assumed.get(name);
    if (assumed !== undefined) return known(assumed, at);
    const entry = this.template.conditions.get(name);
    if (!entry) return this.missing('condition', name, at);
    if (scope.conditions.has(name)) {
      return usedAt(scope.conditions.get(name) ?? this.#cycle('condition', name, at), at);
    }
    scope.conditions.set(name, undefined);
    const value = entry.value
      ? evaluateCondition(this, entry.value, scope)
      : unknown('invalid', `condition ${name}`, this.at(entry.key));
    scope.conditions.set(name, value);
    return usedAt(value, at);
  }

  /** A local's value; outside of any assumption, so that a chain of locals is evaluated once. */
  local(name: string, at: Location): Value | undefined {
    const entry = this.template.locals.get(name);
    if (!entry) return this.missing('local', name, at);
    if (!this.#locals.has(name)) {
      this.#locals.set(name, undefined);
      this.#locals.set(name, { value: evaluateLocal(this, entry) });
    }
    const found = this.#locals.get(name);
    if (!found) return this.#cycle('local', name, at);
    return found.value && usedAt(found.value, at);
  }

  /** A mapping's two levels as data. */
  mapping(name: string): Value | undefined {
    const { source, document, mappings } = this.template;
    const node = mappings.get(name)?.value;
    if (!node) return undefined;
    let value = this.#mappings.get(name);
    if (!value) {
      value = literal(source, document, node);
      this.#mappings.set(name, value);
    }
    return value;
  }

  /** A name that nothing in the template has: a warning at the name, unless the text is broken, and an unknown value. */
  missing(kind: NameKind, name: string, at: Location): Value {
    if (this.template.complete) this.report('syntax/reference', at, missingName(kind, name));
    return unknown('invalid', name, at);
  }

  /** Once per place, however often the place is evaluated. */
  report(rule: string, at: Location, message: Text, severity: Severity = 'warning'): void {
    const key = `${rule} ${at.start} ${at.end}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.problems.push({ rule, at, message, severity });
  }

  #cycle(kind: NameKind, name: string, at: Location): Value {
    this.report('syntax/cycle', at, circularName(kind, name), 'error');
    return unknown('cycle', name, at);
  }

  #anchored(node: Extract<DataNode, { kind: 'alias' }>, scope: Scope): Value | undefined {
    const at = this.at(node);
    const target = this.template.document.anchors.get(node);
    if (!target) return unknown('invalid', `*${node.name}`, at);
    if (!scope.anchors.has(target)) {
      scope.anchors.set(target, undefined);
      scope.anchors.set(target, { value: this.value(target, scope) });
    }
    const found = scope.anchors.get(target);
    if (!found) return unknown('cycle', `*${node.name}`, at);
    return found.value && usedAt(found.value, at);
  }

  #list(nodes: readonly DataNode[], scope: Scope, at: Location): Value {
    const items: Value[] = [];
    for (const node of nodes) {
      const item = this.value(node, scope);
      if (item) items.push(item);
    }
    return known({ type: 'list', items }, at);
  }

  #map(node: DataNode, scope: Scope, at: Location): Value {
    const entries = new Map<string, MapMember>();
    const written = entriesOf(node, this.template.document);
    // A template inside a template (a nested stack's body) is raw data: its names are its own.
    if (written.some(({ name }) => name === versionKey)) {
      return literal(this.template.source, this.template.document, node);
    }
    for (const { name, key, value } of written) {
      const keyAt = this.at(key);
      const member = value ? this.value(value, scope) : known(null, keyAt);
      if (member) entries.set(name, { key: keyAt, value: member });
    }
    return known({ type: 'map', entries }, at);
  }
}
