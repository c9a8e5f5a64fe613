/**
 * `Transform: Aliyun::Terraform-v1.5`: the template's `Workspace` holds Terraform files, each as one block of text.
 * They become source texts that know where they lie, so that everything found in them points into the template. The
 * template's parameters are the values of the variables of the same names.
 * https://www.alibabacloud.com/help/en/ros/user-guide/structure-of-terraform-templates
 */

import type { DataNode, ScalarNode } from '../../syntax/data.ts';
import { entriesOf, get, resolveAlias, scalarOf } from '../../syntax/navigate.ts';
import { contentMap } from '../../syntax/yaml/index.ts';
import { utf8 } from '../../text/bytes.ts';
import { folderOf, joinPath } from '../../text/path.ts';
import { type Location, SourceText } from '../../text/source.ts';
import { usedAt, type Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import type { Workspace } from '../surroundings.ts';
import { isTerraform } from '../terraform/detect.ts';
import { automaticFiles } from '../terraform/given-values.ts';
import { openModule } from '../terraform/index.ts';
import type { Comments, Problem } from '../unit.ts';
import type { Evaluation } from './evaluation.ts';
import { prefixed, withPrefix } from './prefix.ts';
import type { Template } from './template.ts';

export interface EvaluatedWorkspace {
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comments[];
  /** An output of the root module; `undefined` where there is none. */
  readonly output: (name: string, at: Location) => Value | undefined;
}

/** The Terraform of a template; `undefined` where it has none. */
export function evaluateWorkspace(evaluation: Evaluation): EvaluatedWorkspace | undefined {
  const files = workspaceFiles(evaluation.template);
  const atRoot = [...files].filter(([path]) => folderOf(path) === '');
  const root = atRoot.filter(([path]) => isTerraform(path)).map(([, file]) => file);
  if (root.length === 0) return undefined;
  const { module, problems, comments } = openModule(root, {
    workspace: workspaceOver(files),
    inputs: { varFiles: automaticFiles(atRoot), parameters: [] },
    variables: variables(evaluation),
    folder: '',
  });
  const { prefix } = evaluation.setting;
  const resources = withPrefix(module.resources(), prefix);
  const { tree } = module.place;
  return {
    resources,
    problems: [...problems, ...tree.problems],
    comments: [...comments, ...tree.comments],
    output(name, at) {
      const value = module.output(name, at);
      return value && usedAt(prefixed(value, prefix), at);
    },
  };
}

const embeddedFiles = new WeakMap<DataNode, ReadonlyMap<string, SourceText>>();

/** The embedded files by their paths, in the order written: the same texts each time. */
export function workspaceFiles(template: Template): ReadonlyMap<string, SourceText> {
  const { root } = template;
  const before = root && embeddedFiles.get(root);
  if (before) return before;
  const files = readWorkspace(template);
  if (root) embeddedFiles.set(root, files);
  return files;
}

function readWorkspace(template: Template): ReadonlyMap<string, SourceText> {
  const { document, root, source } = template;
  const files = new Map<string, SourceText>();
  if (!hasTerraform(template)) return files;
  for (const { name, value } of entriesOf(get(root, 'Workspace', document), document)) {
    const scalar = scalarOf(value, document);
    if (typeof scalar?.value === 'string') files.set(joinPath('', name), embedded(source, scalar, scalar.value, name));
  }
  return files;
}

/** The files as a tree of folders. */
export function workspaceOver(files: ReadonlyMap<string, SourceText>): Workspace {
  return {
    read: (path) => files.get(joinPath('', path)),
    bytes: (path) => {
      const file = files.get(joinPath('', path));
      return file && utf8(file.text);
    },
    list: (folder) => {
      const within = joinPath('', folder);
      const prefix = within === '' ? '' : `${within}/`;
      const names = new Set<string>();
      for (const path of files.keys()) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        names.add(rest.length > 0 ? `${name}/` : name);
      }
      return names.size > 0 || within === '' ? [...names].sort() : undefined;
    },
  };
}

/** What the template's parameters are worth: each is the value of the variable with its name, or stays unused. */
function variables(evaluation: Evaluation): ReadonlyMap<string, Value> {
  const { template, top } = evaluation;
  const values = new Map<string, Value>();
  for (const name of template.parameters.keys()) {
    const value = evaluation.parameter(name, top);
    if (value) values.set(name, value);
  }
  return values;
}

/** A text in the template. JSON keeps its own name, by which it is known. */
function embedded(source: SourceText, scalar: ScalarNode, text: string, name: string): SourceText {
  return new SourceText(name.endsWith('.json') ? name : source.path, text, {
    source,
    toHost: contentMap(scalar, source.text),
  });
}

/** One transform or a list of them. */
function hasTerraform({ document, root }: Template): boolean {
  const transform = resolveAlias(get(root, 'Transform', document), document);
  const names = transform?.kind === 'sequence' ? transform.items : transform ? [transform] : [];
  return names.some((node) => {
    const name = scalarOf(node, document)?.value;
    return typeof name === 'string' && /^Aliyun::(Terraform|OpenTofu)-/.test(name);
  });
}
