/** portguard.openRule: a rule's page. */
import { languages, window } from 'vscode';
import { showMarkdown } from '../markdown-preview.ts';
import { isRuleId, rulePageOf } from '../rule-pages.ts';

/** Without an id: the rule that complains at the cursor, else the list. */
export function openRule(list: () => Promise<void>) {
  return async (id: unknown): Promise<void> => {
    const rule = typeof id === 'string' ? id : ruleAtCursor();
    if (rule === undefined) await list();
    else if (isRuleId(rule)) await showMarkdown(rulePageOf(rule));
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
