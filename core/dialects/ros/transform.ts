/**
 * `Transform: Aliyun::Terraform-v1.5`: the template's `Workspace` holds Terraform files, each as one block of text.
 * They become source texts that know where they lie, so that everything found in them points into the template.
 * https://www.alibabacloud.com/help/en/ros/user-guide/structure-of-terraform-templates
 */
import type { DataDocument, ScalarNode } from '../../syntax/data.ts';
import { entriesOf, get, resolveAlias, scalarOf } from '../../syntax/navigate.ts';
import { contentMap } from '../../syntax/yaml/index.ts';
import { SourceText } from '../../text/source.ts';
import { evaluateModule } from '../terraform/index.ts';
import { templateOf } from './template.ts';

type Module = ReturnType<typeof evaluateModule>;

/** The Terraform of a template; `undefined` where it has none. */
export function evaluateWorkspace(source: SourceText): Module | undefined {
  const modules = workspaceModules(source);
  if (modules.length === 0) return undefined;
  const evaluated = modules.map((files) => evaluateModule(files));
  return {
    resources: evaluated.flatMap(({ resources }) => resources),
    problems: evaluated.flatMap(({ problems }) => problems),
    comments: evaluated.flatMap(({ comments }) => comments),
  };
}

/** The embedded Terraform files, folder by folder (a folder is a module), in the order written. */
export function workspaceModules(source: SourceText): SourceText[][] {
  const template = templateOf(source);
  if (!template || !hasTerraform(template.document)) return [];
  const { document } = template;
  const modules = new Map<string, SourceText[]>();
  for (const { name, value } of entriesOf(get(document.root, 'Workspace', document), document)) {
    const scalar = scalarOf(value, document);
    if (!name.endsWith('.tf') || typeof scalar?.value !== 'string') continue;
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    const files = modules.get(folder) ?? [];
    files.push(embedded(source, scalar, scalar.value));
    modules.set(folder, files);
  }
  return [...modules.values()];
}

function embedded(source: SourceText, scalar: ScalarNode, text: string): SourceText {
  let map: ReturnType<typeof contentMap> | undefined;
  const toHost = (offset: number): number => {
    map ??= contentMap(scalar, source.text);
    return map(offset);
  };
  return new SourceText(source.path, text, { source, toHost });
}

/** One transform or a list of them. */
function hasTerraform(document: DataDocument): boolean {
  const transform = resolveAlias(get(document.root, 'Transform', document), document);
  const names = transform?.kind === 'sequence' ? transform.items : transform ? [transform] : [];
  return names.some((node) => {
    const name = scalarOf(node, document)?.value;
    return typeof name === 'string' && /^Aliyun::(Terraform|OpenTofu)-/.test(name);
  });
}
