/** What a place of a template, or an expression in it, is worth: for people who ask. */
import type { DataDocument } from '../../syntax/data.ts';
import type { Entry } from '../../syntax/navigate.ts';
import { parseYaml } from '../../syntax/yaml/index.ts';
import { type Location, SourceText } from '../../text/source.ts';
import {
  isList,
  isMap,
  known,
  type MapMember,
  mapValue,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import { openTemplate } from './evaluate.ts';
import { Evaluation } from './evaluation.ts';
import { evaluateResources } from './resources.ts';
import type { Scope } from './scope.ts';

/**
 * The value at a path: `Web.Properties.SourceCidrIp` or `Web.SourceCidrIp`, with `[0]` for items of lists;
 * `Outputs.Id`, `Parameters.P`, `Locals.L`, `Conditions.C`; a resource's name for all of its properties; or an
 * expression, `!Sub "${A}-b"` or `{"Fn::Join": […]}`. A path that leads nowhere is `invalid` and says what there is.
 */
export function propertyValue(source: SourceText, path: string, surroundings: Surroundings = alone): Value {
  const at = { source, start: 0, end: 0 };
  const evaluation = openTemplate(source, surroundings);
  if (!evaluation) return unknown('invalid', 'no ROS template', at);
  const text = path.trim();
  if (/^[!{[]/.test(text)) return expressionValue(evaluation, text);
  const steps = stepsOf(text);
  if (!steps) return unknown('invalid', `no path: ${text}`, at);
  const [first = '', second, ...rest] = steps;
  const section = Object.hasOwn(sections, first) ? sections[first] : undefined;
  const { resources } = evaluation.template;
  if (!section || resources.has(first)) return resourceValue(evaluation, steps, at);
  const names = section.names(evaluation);
  if (second === undefined || !names.includes(second)) return wrong(`${first}.${second ?? ''}`, first, names, at);
  const value = section.value(evaluation, second, at);
  return value ? walk(value, rest, `${first}.${second}`, at) : known(null, at);
}

interface Section {
  readonly names: (evaluation: Evaluation) => readonly string[];
  readonly value: (evaluation: Evaluation, name: string, at: Location) => Value | undefined;
}

const sections: Readonly<Record<string, Section>> = {
  Parameters: {
    names: ({ template }) => [...template.parameters.keys()],
    value: (evaluation, name) => evaluation.parameter(name, evaluation.top),
  },
  Outputs: {
    names: ({ template }) => [...template.outputs.keys()],
    value: (evaluation, name, at) => evaluation.output(name, at),
  },
  Locals: {
    names: ({ template }) => [...template.locals.keys()],
    value: (evaluation, name, at) => evaluation.local(name, at),
  },
  Conditions: {
    names: ({ template }) => [...template.conditions.keys()],
    value: (evaluation, name, at) => evaluation.condition(name, evaluation.top, at),
  },
  Mappings: {
    names: ({ template }) => [...template.mappings.keys()],
    value: (evaluation, name) => evaluation.mapping(name),
  },
};

/** An expression in the template's terms, as a text of its own. */
function expressionValue(evaluation: Evaluation, text: string): Value {
  const { documents, problems } = parseYaml(text);
  const source = new SourceText('<expression>', text);
  const [document] = documents;
  if (!document?.root || problems.length > 0) {
    return unknown('invalid', problems[0]?.message.en ?? 'no expression', { source, start: 0, end: text.length });
  }
  const expression = new Expression(evaluation, source, document);
  return expression.value(document.root, evaluation.top) ?? known(null, { source, start: 0, end: text.length });
}

/** Places are the expression's; names mean what they mean in the template. */
class Expression extends Evaluation {
  readonly #names: Evaluation;

  constructor(names: Evaluation, source: SourceText, document: DataDocument) {
    super({ ...names.template, source, document, root: document.root }, names.setting);
    this.#names = names;
  }

  override parameter(name: string, scope: Scope): Value | undefined {
    return this.#names.parameter(name, scope);
  }

  override condition(name: string, scope: Scope, at: Location): Value {
    return this.#names.condition(name, scope, at);
  }

  override local(name: string, at: Location): Value | undefined {
    return this.#names.local(name, at);
  }

  override mapping(name: string): Value | undefined {
    return this.#names.mapping(name);
  }

  override stack(entry: Entry, address: string, scope: Scope): Evaluation | Unknown {
    return this.#names.stack(entry, address, scope);
  }
}

function resourceValue(evaluation: Evaluation, steps: readonly string[], at: Location): Value {
  const resources = evaluateResources(evaluation);
  const [name = '', ...rest] = steps;
  const copy = copyOf(resources, name, rest);
  const found = copy ?? resources.find(({ address }) => address === name);
  if (!found) {
    const isDropped = evaluation.template.resources.has(name);
    if (isDropped) return unknown('invalid', `${name} is not created: its Condition is false or its Count is 0`, at);
    return wrong(name, 'the template', [...Object.keys(sections), ...resources.map(({ address }) => address)], at);
  }
  const resource = known({ ...found.attributes }, found.nameAt);
  const taken = copy ? rest.slice(1) : rest;
  // `Properties` may be written, and need not be.
  const path = taken[0] === 'Properties' && !found.attributes.entries.has('Properties') ? taken.slice(1) : taken;
  if (found.incomplete && path.length > 0)
    return unknown(found.incomplete.code, found.incomplete.subject, found.nameAt);
  return walk(resource, path, name, at);
}

/** `Web[1]`, which is read as `Web` and `1`. */
function copyOf(resources: readonly Resource[], name: string, [index]: readonly string[]): Resource | undefined {
  if (index === undefined || !/^\d+$/.test(index)) return undefined;
  return resources.find(({ address }) => address === (index === '0' ? name : `${name}[${index}]`));
}

function walk(value: Value, steps: readonly string[], path: string, at: Location): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  return mapValue(value, ({ value: data }): Value => {
    const member = isMap(data) ? data.entries.get(step)?.value : isList(data) ? data.items[Number(step)] : undefined;
    if (member) return walk(member, rest, `${path}.${step}`, at);
    return wrong(`${path}.${step}`, path, isMap(data) ? namesOf(data.entries) : indexesOf(data), at);
  });
}

function namesOf(entries: ReadonlyMap<string, MapMember>): string[] {
  return [...entries.keys()];
}

function indexesOf(data: unknown): string[] {
  return isList(data) ? data.items.map((_, i) => `[${i}]`) : [];
}

const maxNames = 20;

function wrong(path: string, where: string, names: readonly string[], at: Location): Value {
  const shown = names.slice(0, maxNames).join(', ') + (names.length > maxNames ? ', …' : '');
  return unknown('invalid', `${path}; in ${where} there is ${shown === '' ? 'nothing' : shown}`, at);
}

/** `A.B[0].C` as names and places; a name in quotes may have dots. `undefined` for no path. */
function stepsOf(path: string): readonly string[] | undefined {
  const steps: string[] = [];
  const step = /\[(\d+)\]|\.?(?:"([^"]+)"|([^.[\]"]+))/y;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) return undefined;
    steps.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return steps.length > 0 ? steps : undefined;
}
