/** The names of a Terraform module and of the modules that it calls, as far as their files can be read. */
import type { Workspace } from '../dialects/surroundings.ts';
import { metaArguments } from '../dialects/terraform/child-modules.ts';
import { attributeOf } from '../dialects/terraform/declarations.ts';
import { type InstalledModules, installedModules } from '../dialects/terraform/installed-modules.ts';
import { parseModule, sourcesIn } from '../dialects/terraform/module-files.ts';
import { type Block, visit } from '../syntax/hcl/index.ts';
import { dataFileOf, hclFileOf } from '../syntax/parsed.ts';
import { locationOf, type SourceText, type Span } from '../text/source.ts';
import { type Name, unquoted } from './name.ts';
import { calledOutput, chainEnds, childFolder, literalOf, nameFormedBy } from './terraform-references.ts';

/** Modules that are read for the names in them; an application calls a few dozen. */
const maxModules = 100;

export interface TerraformNames {
  /** The module's own configuration. */
  readonly files: readonly SourceText[];
  /** Files with values for its variables. */
  readonly values: readonly SourceText[];
  /** Path of the module's folder, as `workspace` takes it. */
  readonly folder: string;
  readonly workspace: Workspace;
  /** Where the folders lie, where that is not the file system: keys of other spaces are never the same. */
  readonly space?: string;
}

export function terraformNames({ files, values, folder, workspace, space = '' }: TerraformNames): Name[] {
  const installed = installedModules(workspace, folder);
  const names: Name[] = [];
  const seen = new Set([folder]);
  const waiting: ModuleText[] = [{ files, folder, path: '' }];
  for (const file of values) names.push(...assigned(file, (name) => terraformKey(space, folder, `var.${name}`)));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const calls = namesOfModule(next, { installed, space, names });
    for (const call of calls) {
      if (seen.has(call.folder) || seen.size > maxModules) continue;
      seen.add(call.folder);
      waiting.push({ ...call, files: sourcesIn(call.folder, workspace) });
    }
  }
  return names;
}

/** The key of something that is declared in the module of a folder: `var.x`, `module.y`, `alicloud_vpc.main`. */
export function terraformKey(space: string, folder: string, address: string): string {
  return `terraform\0${space}\0${folder}\0${address}`;
}

interface ModuleText {
  readonly files: readonly SourceText[];
  readonly folder: string;
  /** Path of the calls that lead here, as `terraform init` writes it: `web.inner`. */
  readonly path: string;
}

interface Reading {
  readonly installed: InstalledModules;
  readonly space: string;
  readonly names: Name[];
}

type Call = Omit<ModuleText, 'files'>;

/** A module is named by its first file. */
const atStart: Span = { start: 0, end: 0 };

function namesOfModule({ files, folder, path }: ModuleText, { installed, space, names }: Reading): Call[] {
  const key = (address: string): string => terraformKey(space, folder, address);
  const calls = new Map<string, Call>();
  const { files: parsed } = parseModule(files);
  const first = parsed.find(({ source }) => /(?:^|\/)main\.\w+$/.test(source.path)) ?? parsed[0];
  if (first) add(key(''), first.source, atStart, atStart);
  for (const { source, body } of parsed) {
    for (const block of body.items) {
      if (block.kind !== 'block' || block.type !== 'module') continue;
      const [label] = block.labels;
      if (!label) continue;
      const callPath = path === '' ? label.value : `${path}.${label.value}`;
      const child = childFolder(block, folder, installed(callPath));
      if (child === undefined) continue;
      calls.set(label.value, { folder: child, path: callPath });
      const written = literalOf(attributeOf(block.body, 'source')?.value);
      if (written) add(terraformKey(space, child, ''), source, written.span);
      declareInputs(block, source, child);
    }
  }
  for (const { source, body } of parsed) {
    for (const item of body.items) if (item.kind === 'block') declare(item, source);
    const endOf = chainEnds();
    visit(body, (node) => {
      const end = endOf(node);
      const formed = nameFormedBy(node);
      if (formed) use(key(formed.address), source, formed.span, end);
      const output = calledOutput(node);
      const child = output && calls.get(output.call);
      if (child) use(terraformKey(space, child.folder, `output.${output.name}`), source, output.span, end);
      return undefined;
    });
  }
  return [...calls.values()];

  function add(key: string, source: SourceText, span: Span, whole?: Span): void {
    const declares = whole && locationOf(source, whole);
    names.push({ key, at: locationOf(source, unquoted(span, source.text)), declares });
  }

  /** @param end of the whole chain that begins with the name */
  function use(key: string, source: SourceText, { start, end: own }: Span, end: number): void {
    names.push({ key, at: { source, start, end: own }, reach: { source, start, end } });
  }

  function declare(block: Block, source: SourceText): void {
    const [first, second] = block.labels;
    if (block.type === 'locals') {
      for (const item of block.body.items)
        if (item.kind === 'attribute') add(key(`local.${item.name}`), source, item.nameSpan, item);
      return;
    }
    if (block.type === 'provider') {
      const alias = literalOf(attributeOf(block.body, 'alias')?.value);
      if (first && alias) add(key(`${first.value}.${alias.text}`), source, alias.span, block);
      return;
    }
    const address = addressOf(block);
    const label = second ?? first;
    if (address !== undefined && label) add(key(address), source, label, block);
  }

  /** What a call gives is named as the variables of the module that is called. */
  function declareInputs(block: Block, source: SourceText, child: string): void {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute' || metaArguments.has(item.name)) continue;
      add(terraformKey(space, child, `var.${item.name}`), source, item.nameSpan);
    }
  }
}

/** The variables that a file with values names. */
function assigned(file: SourceText, keyOf: (variable: string) => string): Name[] {
  const named = (name: string, span: Span): Name => ({ key: keyOf(name), at: locationOf(file, span) });
  if (!file.path.endsWith('.json'))
    return hclFileOf(file).body.items.flatMap((item) =>
      item.kind === 'attribute' ? [named(item.name, item.nameSpan)] : [],
    );
  const root = dataFileOf(file).documents[0]?.root;
  const entries = root?.kind === 'map' ? root.entries : [];
  return entries.flatMap(({ key }) => (key.kind === 'scalar' ? [named(String(key.value), key.content)] : []));
}

function addressOf({ type, labels: [first, second] }: Block): string | undefined {
  switch (type) {
    case 'variable':
      return first && `var.${first.value}`;
    case 'output':
    case 'module':
      return first && `${type}.${first.value}`;
    case 'resource':
      return first && second && `${first.value}.${second.value}`;
    case 'data':
    case 'ephemeral':
      return first && second && `${type}.${first.value}.${second.value}`;
    default:
      return undefined;
  }
}
