/**
 * Groups and rules of the account dragged into a text. VS Code gives what is dragged out of a tree to whoever takes the
 * tree's own type of data, while Shift is held over the text: without it the drop is the editor's, which opens files.
 */
import {
  DataTransferItem,
  type Disposable,
  DocumentDropEdit,
  type DocumentSelector,
  languages,
  Range,
  type TextDocument,
  type TreeDragAndDropController,
  WorkspaceEdit,
} from 'vscode';
import { type AccountNode, nodeIn } from './node.ts';
import type { OpenAccount } from './view.ts';

const type = 'application/vnd.code.tree.portguard.account';

const texts: DocumentSelector = [
  ...['yaml', 'json', 'jsonc', 'helm', 'terraform', 'opentofu', 'hcl', 'plaintext'].map((language) => ({ language })),
];

/** Rows are dragged out only: nothing can be dropped into the account. */
export const accountDrag: TreeDragAndDropController<AccountNode> = {
  dragMimeTypes: [type],
  dropMimeTypes: [],
  handleDrag(nodes, data) {
    const keys = nodes.filter(({ kind }) => kind === 'group' || kind === 'rule').map(({ key }) => key);
    if (keys.length > 0) data.set(type, new DataTransferItem(JSON.stringify(keys)));
  },
};

/** @param root of the tree as it is shown */
export function accountDrops(opened: () => OpenAccount | undefined, root: () => AccountNode | undefined): Disposable {
  return languages.registerDocumentDropEditProvider(texts, {
    async provideDocumentDropEdits(document, position, data) {
      const [open, tree, item] = [opened(), root(), data.get(type)];
      if (!open || !tree || !item) return undefined;
      const [key] = JSON.parse(await item.asString()) as readonly string[];
      const node = nodeIn(tree, key);
      const edit = node && insertionEdit(open, node, document, document.offsetAt(position));
      if (!edit) return undefined;
      const drop = new DocumentDropEdit('');
      drop.additionalEdit = edit;
      return drop;
    },
  });
}

function insertionEdit(
  { account }: OpenAccount,
  node: AccountNode,
  document: TextDocument,
  offset: number,
): WorkspaceEdit | undefined {
  const { uri, languageId: language } = document;
  const made = account.insertion(node, { path: uri.path, language, text: document.getText(), offset });
  if (!made) return undefined;
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of made.edits) {
    edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  }
  return edit;
}
