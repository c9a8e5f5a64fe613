/** `templatefile` and `templatestring`: texts that are templates themselves, and see only the names they are given. */
import type { Template } from '../../syntax/hcl/ast.ts';
import { parseHclTemplate } from '../../syntax/hcl/index.ts';
import { type Location, SourceText } from '../../text/source.ts';
import {
  isMap,
  isReference,
  type Known,
  type MapMember,
  type Reference,
  unknown,
  usedAt,
  type Value,
} from '../../values/value.ts';
import { membersIn } from './collections.ts';
import { combine } from './combine.ts';
import { convert } from './convert.ts';
import { afterCreation, refuse } from './functions/definition.ts';
import { fileAt } from './functions/workspace-files.ts';
import { bind, type ModuleNames, type Scope } from './scope.ts';
import { freeNames } from './template-names.ts';
import { evaluateTemplate } from './templates.ts';

/** The text that a template file makes of the variables. */
export function templateFile([path, variables]: readonly Value[], at: Location, scope: Scope): Value {
  if (!path || !variables) return refuse('templatefile', at);
  return combine([path], at, ([name]) => {
    if (isReference(name?.value)) return afterCreation(name.value, at);
    if (typeof name?.value !== 'string') return refuse('path is needed', at);
    const found = fileAt(name.value, scope, at);
    if (!('bytes' in found)) return found;
    return found.source ? rendered(found.source, variables, at, scope) : refuse(`${name.value} is no UTF-8`, at);
  });
}

/** The same with the text itself at hand. */
export function templateString([text, variables]: readonly Value[], at: Location, scope: Scope): Value {
  if (!text || !variables) return refuse('templatestring', at);
  return combine([text], at, ([known]) => {
    if (isReference(known?.value)) return afterCreation(known.value, at);
    if (typeof known?.value !== 'string') return refuse('text is needed', at);
    return convert(rendered(new SourceText(at.source.path, known.value), variables, at, scope, known), 'string');
  });
}

const templates = new WeakMap<SourceText, Template | 'wrong'>();

function templateOf(source: SourceText): Template | 'wrong' {
  let template = templates.get(source);
  if (!template) {
    const parsed = parseHclTemplate(source.text);
    template = parsed.problems.length > 0 ? 'wrong' : parsed.template;
    templates.set(source, template);
  }
  return template;
}

function rendered(source: SourceText, variables: Value, at: Location, scope: Scope, text?: Known): Value {
  const template = templateOf(source);
  if (template === 'wrong') return refuse('template with mistakes', at);
  return combine([variables], at, ([given]) => {
    if (!given || !isMap(given.value))
      return given && isReference(given.value) ? afterCreation(given.value, at) : refuse('object of variables', at);
    let inner: Scope = { source, module: onlyVariables(scope.module, text ? 'text' : 'file'), bindings: undefined };
    const members = membersIn(given) ?? new Map<string, MapMember>();
    for (const [name, { value }] of members) {
      if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) return refuse(`variable name ${name}`, at);
      inner = bind(inner, name, value);
    }
    for (const name of freeNames(template)) if (!members.has(name)) return refuse(`template variable ${name}`, at);
    const value = evaluateTemplate(template, inner);
    if (value.kind === 'known' && value.value === null) return refuse('template that gives null', at);
    // What is wrong with the text is found when it is read: here `try` may catch it.
    if (value.kind === 'unknown' && value.reason.code === 'invalid') return refuse(value.reason.subject, at);
    // A text that is no file has no place of its own to lead to.
    if (text)
      return value.kind === 'known'
        ? { ...value, at, ...(text.definedAt ? { definedAt: text.definedAt } : {}) }
        : { ...value, at };
    return usedAt(value, at);
  });
}

/** The names of a module as a template sees them: there are none. */
function onlyVariables(module: ModuleNames, template: 'file' | 'text'): ModuleNames {
  const { files, work } = module;
  const none =
    (name: string) =>
    (_: string, at: Location): Value =>
      refuse(name, at);
  return {
    template,
    files,
    work,
    report: (problem) => module.report(problem),
    variable: none('var'),
    local: none('local'),
    resource: (type, _, at) => refuse(type, at),
    data: (type, _, at) => refuse(type, at),
    call: none('module'),
    attribute: ({ resource }: Reference, name, at) => unknown('computed', `${resource}.${name}`, at),
    outputs: () => undefined,
    instancesOf: () => undefined,
  };
}
