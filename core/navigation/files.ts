/** Files that a text names by their paths: modules, nested templates, what a kustomization takes in. */

import { kustomizationNames } from '../dialects/kubernetes/kustomize/session.ts';
import { type Template, templateOf } from '../dialects/ros/template.ts';
import type { Workspace } from '../dialects/surroundings.ts';
import { isLocalSource } from '../dialects/terraform/child-modules.ts';
import { attributeOf } from '../dialects/terraform/declarations.ts';
import { isTerraform } from '../dialects/terraform/detect.ts';
import { parseModule } from '../dialects/terraform/module-files.ts';
import type { Unit } from '../dialects/unit.ts';
import type { DataNode } from '../syntax/data.ts';
import { entriesOf, get, scalarOf, scalarText } from '../syntax/navigate.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import { folderOf, joinPath, nameOfPath } from '../text/path.ts';
import { type Location, locationOf, type SourceText } from '../text/source.ts';
import { templatePath } from './ros.ts';
import { literalOf } from './terraform-references.ts';

export interface FileReference {
  /** The path as it is written. */
  readonly at: Location;
  /** The file that it leads to; for a folder the file that stands for it. */
  readonly path: string;
}

/** Those in a unit's own files that exist in the workspace. */
export function filesNamed({ dialect, files }: Pick<Unit, 'dialect' | 'files'>, workspace: Workspace): FileReference[] {
  const all = files.flatMap((file) => {
    if (dialect === 'terraform') return isTerraform(file.path) ? modules(file, workspace) : [];
    if (dialect === 'ros') return stacks(file);
    return kustomizationNames.includes(nameOfPath(file.path)) ? ingredients(file, workspace) : [];
  });
  return all.filter(({ path }) => workspace.bytes(path) !== undefined);
}

function modules(file: SourceText, workspace: Workspace): FileReference[] {
  return parseModule([file]).files.flatMap(({ source, body }) =>
    body.items.flatMap((item) => {
      if (item.kind !== 'block' || item.type !== 'module') return [];
      const written = literalOf(attributeOf(item.body, 'source')?.value);
      if (!written || !isLocalSource(written.text)) return [];
      const path = mainFile(joinPath(folderOf(source.path), written.text), workspace);
      return path === undefined ? [] : [{ at: locationOf(source, written.span), path }];
    }),
  );
}

/** The file of a module that people open first. */
function mainFile(folder: string, workspace: Workspace): string | undefined {
  const names = (workspace.list(folder) ?? []).filter(isTerraform);
  const name = names.find((one) => /^main\.(?:tf|tofu)$/.test(one)) ?? names[0];
  return name && joinPath(folder, name);
}

function stacks(file: SourceText): FileReference[] {
  const template = templateOf(file);
  if (!template) return [];
  return [...template.resources.values()].flatMap(({ value }) => templateUrl(value, template));
}

function templateUrl(resource: DataNode | undefined, { document, source }: Template): FileReference[] {
  const url = scalarOf(get(get(resource, 'Properties', document), 'TemplateURL', document), document);
  const path = templatePath(scalarText(url), source);
  return url && path !== undefined ? [{ at: locationOf(source, url.content), path }] : [];
}

/** Keys of a kustomization under which paths stand, or maps with a path. */
const pathKeys =
  /^(?:resources|bases|components|crds|configurations|transformers|generators|validators|replacements|patches\w*)$/i;
const fileKeys = /^(?:configMap|secret)Generator$/i;

function ingredients(file: SourceText, workspace: Workspace): FileReference[] {
  const [document] = dataFileOf(file).documents;
  if (!document) return [];
  const folder = folderOf(file.path);
  return entriesOf(document.root, document).flatMap(({ name, value }) => {
    const items = value?.kind === 'sequence' ? value.items : [];
    if (pathKeys.test(name))
      return items.flatMap((item) => named(item.kind === 'map' ? get(item, 'path', document) : item));
    if (!fileKeys.test(name)) return [];
    return items.flatMap((item) =>
      entriesOf(item, document).flatMap((entry) => (/^(?:files|envs?)$/.test(entry.name) ? inList(entry.value) : [])),
    );
  });

  function inList(node: DataNode | undefined): FileReference[] {
    return (node?.kind === 'sequence' ? node.items : [node]).flatMap(named);
  }

  /** `path`, or `key=path` of a generator. */
  function named(node: DataNode | undefined): FileReference[] {
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || /[\n:]/.test(node.value)) return [];
    const written = node.value.slice(node.value.indexOf('=') + 1);
    const path = joinPath(folder, written);
    const start = node.content.end - written.length;
    return [{ at: { source: file, start, end: node.content.end }, path: kustomizationOf(path, workspace) ?? path }];
  }
}

function kustomizationOf(folder: string, workspace: Workspace): string | undefined {
  const name = workspace.list(folder)?.find((one) => kustomizationNames.includes(one));
  return name && joinPath(folder, name);
}
