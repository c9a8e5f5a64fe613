/** The names of a ROS template, of the stacks that it nests, and of the Terraform in it. */
import { isStack } from '../dialects/ros/nested.ts';
import { type Template, templateAt, templateOf } from '../dialects/ros/template.ts';
import { workspaceFiles, workspaceOver } from '../dialects/ros/transform.ts';
import type { Workspace } from '../dialects/surroundings.ts';
import { isTerraform, isVariableFile } from '../dialects/terraform/detect.ts';
import type { DataNode } from '../syntax/data.ts';
import { type Entry, entriesOf, get, mapOf, scalarOf, scalarText } from '../syntax/navigate.ts';
import { folderOf, joinPath } from '../text/path.ts';
import { locationOf, type SourceText, type Span } from '../text/source.ts';
import type { Name } from './name.ts';
import { ownVariables, type Reference, referencesOf } from './ros-references.ts';
import { terraformKey, terraformNames } from './terraform.ts';

/** Templates that one nests, and those nest in turn. */
const maxTemplates = 50;

export function rosNames(file: SourceText, workspace: Workspace): Name[] {
  const top = templateOf(file);
  if (!top) return [];
  const names: Name[] = [];
  const seen = new Set<string>();
  const waiting = [top];
  for (let next = waiting.pop(); next && seen.size < maxTemplates; next = waiting.pop()) {
    const space = spaceOf(next);
    if (seen.has(space)) continue;
    seen.add(space);
    waiting.push(...namesOfTemplate(next, workspace, names));
  }
  return names;
}

/** Where a template stands: the same whether it is opened itself or nested. */
function spaceOf({ source, root }: Template): string {
  return `ros\0${source.path}\0${root?.start ?? 0}`;
}

const sections = ['parameters', 'mappings', 'conditions', 'locals', 'resources', 'outputs'] as const;

/** Adds a template's names, and answers with the templates that it nests. */
function namesOfTemplate(template: Template, workspace: Workspace, names: Name[]): Template[] {
  const { source, document, root } = template;
  const space = spaceOf(template);
  const stacks = new Map<string, Template>();
  const inner = new Set<DataNode>();
  for (const [name, entry] of template.resources) {
    const nested = isStack(template, entry) ? nestedTemplate(template, entry, workspace) : undefined;
    if (!nested) continue;
    stacks.set(name, nested);
    if (nested.source === source && nested.root) inner.add(nested.root);
  }
  for (const section of sections) for (const entry of template[section].values()) declare(section, entry);
  for (const { entry, value } of template.mappings.values()) declareCells(`mappings.${scalarText(entry.key)}`, value);
  for (const [name, stack] of stacks) nameParameters(template.resources.get(name)?.value, stack);
  if (root) walk(root);
  nameVariables();
  return [...stacks.values()];

  function add(key: string, span: Span, whole?: Span): void {
    names.push({ key, at: locationOf(source, span), declares: whole && locationOf(source, whole) });
  }

  function declare(section: string, { name, key, entry }: Entry): void {
    add(`${space}\0${section}.${name}`, contentOf(key), entry);
  }

  /** Cells of a mapping, by the keys that lead to them. */
  function declareCells(path: string, node: DataNode | undefined): void {
    for (const { name, key, entry, value } of entriesOf(node, document)) {
      add(`${space}\0${path}.${name}`, contentOf(key), entry);
      declareCells(`${path}.${name}`, value);
    }
  }

  /** What is given to a stack is named as the parameters of its template. */
  function nameParameters(resource: DataNode | undefined, stack: Template): void {
    for (const { name, key } of entriesOf(get(get(resource, 'Properties', document), 'Parameters', document), document))
      add(`${spaceOf(stack)}\0parameters.${name}`, contentOf(key));
  }

  /** Nesting is bounded by the readers. */
  function walk(node: DataNode): void {
    if (inner.has(node)) return;
    for (const reference of referencesOf(node, source.text)) {
      const key = keyOf(reference);
      if (key !== undefined) add(key, reference.span);
    }
    for (const { path, entry } of ownVariables(node))
      add(`${space}\0own.${path.join('.')}`, contentOf(entry.key), entry);
    if (node.kind === 'sequence') for (const item of node.items) walk(item);
    if (node.kind === 'map') for (const { value } of node.entries) if (value) walk(value);
  }

  function keyOf({ what, path }: Reference): string | undefined {
    const [name = ''] = path;
    const own = (key: string): string => `${space}\0${key}`;
    switch (what) {
      case 'mapping':
        return own(`mappings.${path.join('.')}`);
      case 'own':
        return own(`own.${path.join('.')}`);
      case 'condition':
        return own(`conditions.${name}`);
      case 'parameter':
        return own(`parameters.${name}`);
      case 'value':
        if (template.parameters.has(name)) return own(`parameters.${name}`);
        if (template.locals.has(name)) return own(`locals.${name}`);
        return own(`resources.${counted(name)}`);
      case 'resource':
        return own(`resources.${counted(name)}`);
      case 'attribute':
        return ofAttribute(name);
    }
  }

  /** One of those that a resource's Count makes, `Web[0]`. */
  function counted(name: string): string {
    return template.resources.has(name) ? name : name.replace(/\[\d+\]$/, '');
  }

  /** The name of a resource may have dots itself; an output of a nested stack is its template's. */
  function ofAttribute(path: string): string | undefined {
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
      const name = counted(path.slice(0, end));
      if (!template.resources.has(name)) continue;
      const output = /^\.Outputs\.(.+)$/.exec(path.slice(end))?.[1];
      const stack = output === undefined ? undefined : stacks.get(name);
      return stack ? `${spaceOf(stack)}\0outputs.${output}` : `${space}\0resources.${name}`;
    }
    return undefined;
  }

  /** The Terraform of a template: its parameters are the variables of the root module. */
  function nameVariables(): void {
    const files = workspaceFiles(template);
    if (files.size === 0) return;
    const atRoot = [...files].filter(([path]) => folderOf(path) === '');
    const rootModule = terraformNames({
      files: atRoot.filter(([path]) => isTerraform(path)).map(([, file]) => file),
      values: atRoot.filter(([path]) => isVariableFile(path)).map(([, file]) => file),
      folder: '',
      workspace: workspaceOver(files),
      space,
    });
    for (const name of rootModule) names.push(name);
    for (const { name, key } of template.parameters.values())
      if (key.kind === 'scalar') add(terraformKey(space, '', `var.${name}`), key.content);
  }
}

function contentOf(key: DataNode): Span {
  return key.kind === 'scalar' ? key.content : key;
}

/** The template of a stack where it can be read: a body that is a map, or a file of the workspace. */
function nestedTemplate({ source, document }: Template, { value }: Entry, workspace: Workspace): Template | undefined {
  const properties = get(value, 'Properties', document);
  const body = mapOf(get(properties, 'TemplateBody', document), document);
  if (body) return body.tag === undefined ? templateAt(source, document, body, true) : undefined;
  const path = templatePath(scalarText(scalarOf(get(properties, 'TemplateURL', document), document)), source);
  const file = path === undefined ? undefined : workspace.read(path);
  return file && templateOf(file);
}

/** The file that a TemplateURL names in the workspace. */
export function templatePath(url: string | undefined, { path }: SourceText): string | undefined {
  if (!url || /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('/')) return undefined;
  return joinPath(folderOf(path), url);
}
