/**
 * Nested stacks: `ALIYUN::ROS::Stack` with a body of its own or with the path of a file in the workspace. Its
 * resources belong to the unit as `Stack/Resource`; a dot would read like an attribute (`Stack.Outputs.Id`).
 * https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-ros-stack
 */
import type { ScalarNode } from '../../syntax/data.ts';
import { type Entry, get, mapOf, scalarOf, scalarText } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import { contentMap } from '../../syntax/yaml/index.ts';
import { folderOf, joinPath } from '../../text/path.ts';
import { type Location, SourceText } from '../../text/source.ts';
import { isMap, type Unknown, unknown, type Value } from '../../values/value.ts';
import { syntaxProblems } from '../unit.ts';
import { Evaluation } from './evaluation.ts';
import type { Given } from './given.ts';
import type { Scope } from './scope.ts';
import { type Template, templateAt, templateOf } from './template.ts';

/** "You can nest stacks up to five levels of depth." */
const maxStacks = 5;
/** Pseudo parameters that are the same in a nested stack. */
const shared = ['ALIYUN::Region', 'ALIYUN::AccountId', 'ALIYUN::TenantId', 'ALIYUN::Account'];

export function isStack({ document }: Template, { value }: Entry): boolean {
  return scalarText(scalarOf(get(value, 'Type', document), document)) === 'ALIYUN::ROS::Stack';
}

/** The evaluation of a resource's stack; unknown where its template is elsewhere, or nests too much. */
export function nestedStack(evaluation: Evaluation, entry: Entry, address: string, scope: Scope): Evaluation | Unknown {
  const { setting } = evaluation;
  const at = evaluation.at(entry.key);
  const template = templateOfStack(evaluation, entry, scope);
  if ('kind' in template) return template;
  if (setting.around.includes(template.root)) {
    evaluation.report('syntax/cycle', at, cycle(entry.name), 'error');
    return unknown('cycle', entry.name, at);
  }
  if (setting.around.length > maxStacks || setting.shared.stacks <= 0) return unknown('limit', 'nested stacks', at);
  setting.shared.stacks--;
  return new Evaluation(template, {
    ...setting,
    given: givenTo(evaluation, entry, template, scope),
    prefix: `${address}/`,
    around: [...setting.around, template.root],
  });
}

function cycle(name: string): { en: string; zh: string } {
  return {
    en: `This stack nests a template that it is part of itself. Break the cycle: ${name}`,
    zh: `该资源栈嵌套了它自身所在的模板。请打破循环：${name}`,
  };
}

/** Of several, the body counts. */
function templateOfStack(evaluation: Evaluation, { key, value }: Entry, scope: Scope): Template | Unknown {
  const { document, source, complete } = evaluation.template;
  const properties = get(value, 'Properties', document);
  const body = get(properties, 'TemplateBody', document);
  const map = mapOf(body, document);
  if (map && map.tag === undefined && get(map, 'Fn::Sub', document) === undefined) {
    return templateAt(source, document, map, complete);
  }
  const text = scalarOf(body, document);
  if (typeof text?.value === 'string' && text.tag === undefined) return embeddedTemplate(evaluation, text, text.value);
  const url = get(properties, 'TemplateURL', document);
  const path = url && evaluation.value(url, scope);
  if (path?.kind === 'known' && typeof path.value === 'string') return fileTemplate(evaluation, path.value, path.at);
  if (path?.kind === 'unknown') return path;
  return unknown('external', 'ALIYUN::ROS::Stack', evaluation.at(key));
}

/** A body that is text: YAML or JSON inside of the template. */
function embeddedTemplate(evaluation: Evaluation, scalar: ScalarNode, text: string): Template | Unknown {
  const { source } = evaluation.template;
  // The name says how a text is read; YAML in a JSON template is read as YAML.
  const path = text.trimStart().startsWith('{') ? source.path : source.path.replace(/\.json$/, '.yaml');
  const inner = new SourceText(path, text, { source, toHost: contentMap(scalar, source.text) });
  evaluation.problems.push(...syntaxProblems(inner, dataFileOf(inner).problems, 'syntax/yaml'));
  return templateOf(inner) ?? unknown('invalid', 'TemplateBody', evaluation.at(scalar));
}

function fileTemplate(evaluation: Evaluation, url: string, at: Location): Template | Unknown {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('/')) return unknown('external', url, at);
  const { setting, template } = evaluation;
  const file = setting.surroundings.workspace.read(joinPath(folderOf(template.source.path), url));
  if (!file) return unknown('external', url, at);
  setting.shared.files.add(file);
  return templateOf(file) ?? unknown('invalid', url, at);
}

/** What the resource's `Parameters` give to the stack, and what holds in the whole region. */
function givenTo(evaluation: Evaluation, { value: node }: Entry, template: Template, scope: Scope): Given {
  const { document } = evaluation.template;
  const given = new Map<string, Value>();
  for (const name of shared) {
    const value = evaluation.pseudoParameter(name);
    if (value) given.set(name, value);
  }
  const parameters = get(get(node, 'Properties', document), 'Parameters', document);
  const value = parameters && evaluation.value(parameters, scope);
  if (!value) return given;
  if (value.kind === 'known' && isMap(value.value)) {
    for (const [name, member] of value.value.entries) given.set(name, member.value);
  } else {
    const open = value.kind === 'unknown' ? value : unknown('unsupported', 'Parameters', value.at);
    for (const name of template.parameters.keys()) given.set(name, open);
  }
  return given;
}
