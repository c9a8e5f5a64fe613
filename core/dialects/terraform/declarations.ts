/** What the files of a module declare, by name. The first declaration of a name counts. */
import type { Attribute, Block, Body, Expression } from '../../syntax/hcl/ast.ts';
import type { SourceText } from '../../text/source.ts';

export interface Declared<N> {
  readonly source: SourceText;
  readonly node: N;
}

export interface ResourceDeclaration extends Declared<Block> {
  readonly type: string;
  readonly name: string;
  /** `type.name` */
  readonly address: string;
  /** The address, made unique where another block already has it. */
  readonly key: string;
}

export interface Declarations {
  readonly variables: ReadonlyMap<string, Declared<Block>>;
  readonly locals: ReadonlyMap<string, Declared<Expression>>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  /**
   * Further blocks with an address that is taken. Terraform refuses them, but folders of snippets are full of them, and
   * what is in them is no less open for it.
   */
  readonly repeated: readonly ResourceDeclaration[];
}

/** Blocks in these files are merged into those of the same name and are no resources of their own. */
const overriding = /(?:^|[\\/_])override\.tf$/;

/** The declarations in the top-level blocks of the files. */
export function readDeclarations(files: readonly { readonly source: SourceText; readonly body: Body }[]): Declarations {
  const variables = new Map<string, Declared<Block>>();
  const locals = new Map<string, Declared<Expression>>();
  const resources = new Map<string, ResourceDeclaration>();
  const repeated: ResourceDeclaration[] = [];
  for (const { source, body } of files) {
    for (const node of body.items) {
      if (node.kind !== 'block') continue;
      const [first, second] = node.labels;
      if (node.type === 'variable' && first) addNew(variables, first.value, { source, node });
      else if (node.type === 'resource' && first && second) {
        const address = `${first.value}.${second.value}`;
        const declaration = { source, node, type: first.value, name: second.value, address, key: address };
        if (!resources.has(address)) resources.set(address, declaration);
        else if (!overriding.test(source.path)) repeated.push({ ...declaration, key: `${address}#${repeated.length}` });
      } else if (node.type === 'locals') {
        for (const item of node.body.items) {
          if (item.kind === 'attribute') addNew(locals, item.name, { source, node: item.value });
        }
      }
    }
  }
  return { variables, locals, resources, repeated };
}

function addNew<D>(declared: Map<string, D>, name: string, declaration: D): void {
  if (!declared.has(name)) declared.set(name, declaration);
}

/** A block's attribute, the first of its name. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  for (const item of body.items) if (item.kind === 'attribute' && item.name === name) return item;
  return undefined;
}
