/**
 * What the files of a module declare, by name. The first declaration of a name counts; override files
 * (`override.tf`, `*_override.tf`) change what the others declare.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
import type { Attribute, Block, Body, Expression } from '../../syntax/hcl/ast.ts';
import { nameOfPath } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';

export interface ModuleFile {
  readonly source: SourceText;
  readonly body: Body;
}

export interface Declared<N> {
  readonly source: SourceText;
  readonly node: N;
}

export interface DeclaredBlock extends Declared<Block> {
  /** Blocks of override files for this one, in the order in which they apply. */
  readonly overrides: readonly Declared<Block>[];
}

export interface ResourceDeclaration extends DeclaredBlock {
  readonly type: string;
  readonly name: string;
  /** `type.name`, for data sources `data.type.name`; without the path of the module. */
  readonly address: string;
  /** The address, made unique where another block already has it. */
  readonly key: string;
}

export interface Declarations {
  readonly variables: ReadonlyMap<string, DeclaredBlock>;
  readonly locals: ReadonlyMap<string, Declared<Expression>>;
  readonly outputs: ReadonlyMap<string, DeclaredBlock>;
  readonly calls: ReadonlyMap<string, DeclaredBlock>;
  /** Resources and data sources, by address. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  /**
   * Further resources with an address that is taken. Terraform refuses them, but folders of snippets are full of them,
   * and what is in them is no less open for it.
   */
  readonly repeated: readonly ResourceDeclaration[];
}

/** Later values of a name win in override files, and only there. */
type Named<D> = Map<string, D>;

/** The declarations in the top-level blocks of the files. */
export function readDeclarations(files: readonly ModuleFile[]): Declarations {
  const variables: Named<DeclaredBlock> = new Map();
  const locals: Named<Declared<Expression>> = new Map();
  const outputs: Named<DeclaredBlock> = new Map();
  const calls: Named<DeclaredBlock> = new Map();
  const resources: Named<ResourceDeclaration> = new Map();
  const repeated: ResourceDeclaration[] = [];
  const [overriding, plain] = [files.filter(isOverriding), files.filter((file) => !isOverriding(file))];
  for (const file of [...plain, ...overriding]) {
    const overrides = isOverriding(file);
    for (const node of file.body.items) if (node.kind === 'block') declare(node, file.source, overrides);
  }
  return { variables, locals, outputs, calls, resources, repeated };

  function declare(node: Block, source: SourceText, overrides: boolean): void {
    const [first, second] = node.labels;
    switch (node.type) {
      case 'variable':
      case 'output':
      case 'module': {
        const blocks = { variable: variables, output: outputs, module: calls }[node.type];
        if (first) put(blocks, first.value, { source, node, overrides: [] }, overrides);
        return;
      }
      case 'resource':
      case 'data':
        if (first && second) resource(node, first.value, second.value, source, overrides);
        return;
      case 'locals':
        for (const item of node.body.items) {
          if (item.kind !== 'attribute') continue;
          if (overrides || !locals.has(item.name)) locals.set(item.name, { source, node: item.value });
        }
    }
  }

  function resource(node: Block, type: string, name: string, source: SourceText, overrides: boolean): void {
    const address = node.type === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
    const declared: ResourceDeclaration = { source, node, overrides: [], type, name, address, key: address };
    if (put(resources, address, declared, overrides) || node.type === 'data') return;
    repeated.push({ ...declared, key: `${address}#${repeated.length}` });
  }
}

function isOverriding({ source: { path } }: ModuleFile): boolean {
  return /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/.test(nameOfPath(path));
}

/** False where the name is taken by another declaration. */
function put<D extends DeclaredBlock>(declared: Map<string, D>, name: string, one: D, overrides: boolean): boolean {
  const before = declared.get(name);
  if (!before) declared.set(name, one);
  else if (overrides) declared.set(name, { ...before, overrides: [...before.overrides, one] });
  else return false;
  return true;
}

/** A block's attribute, the first of its name. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  for (const item of body.items) if (item.kind === 'attribute' && item.name === name) return item;
  return undefined;
}

/** An attribute of a declaration, as the last override file with it has it. */
export function settingOf(declared: DeclaredBlock, name: string): Declared<Attribute> | undefined {
  for (const { source, node } of [...declared.overrides].reverse()) {
    const attribute = attributeOf(node.body, name);
    if (attribute) return { source, node: attribute };
  }
  const attribute = attributeOf(declared.node.body, name);
  return attribute && { source: declared.source, node: attribute };
}
