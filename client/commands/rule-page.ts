/** portguard.openRule: a rule's page, which comes with the extension and needs no network. */
import { type ExtensionContext, env, languages, Uri, window, workspace } from 'vscode';
import { pagePath, pageUrl } from '../../core/rules/page.ts';
import { editorLanguage } from '../language-of-editor.ts';
import { showMarkdown } from '../markdown-preview.ts';

/** Without an id: the rule that complains at the cursor, else the list. */
export function openRule({ extensionUri }: ExtensionContext, list: () => Promise<void>) {
  return async (id: unknown): Promise<void> => {
    const rule = typeof id === 'string' ? id : ruleAtCursor();
    if (rule === undefined) return list();
    // The argument may come from a link: it must not lead anywhere else.
    if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(rule)) return;
    const page = Uri.joinPath(extensionUri, pagePath(rule, editorLanguage()));
    if (await exists(page)) await showMarkdown(page);
    else await env.openExternal(Uri.parse(pageUrl(rule, editorLanguage())));
  };
}

function ruleAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const here = languages
    .getDiagnostics(document.uri)
    .find(({ source, range }) => source === 'portguard' && range.contains(selection.active));
  const code = here?.code;
  const id = typeof code === 'object' ? code.value : code;
  return typeof id === 'string' ? id : undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
