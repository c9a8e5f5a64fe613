/**
 * The pages of the rules as documents of a scheme of their own, from the folder of the extension: they need no network,
 * and are in the editor's language. VS Code follows no command in the code of a finding, but it opens such a document;
 * the manifest says that it is shown as a preview (`configurationDefaults`).
 */
import { type Disposable, type ExtensionContext, Uri, workspace } from 'vscode';
import { pagePath, pageUrl } from '../core/rules/page.ts';
import { editorLanguage } from './language-of-editor.ts';

const scheme = 'portguard-rule';

/** With the rule's id in place of `{rule}`, the URI of its page. */
export const rulePageTemplate = `${scheme}:/{rule}.md`;

/** Ids come from links: one that is none must not lead anywhere else. */
export function isRuleId(text: string): boolean {
  return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text);
}

export function rulePageOf(rule: string): Uri {
  return Uri.from({ scheme, path: `/${rule}.md` });
}

export function rulePages({ extensionUri }: ExtensionContext): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }): Promise<string> {
      const rule = path.slice(1).replace(/\.md$/, '');
      if (!isRuleId(rule)) return '';
      try {
        const page = Uri.joinPath(extensionUri, pagePath(rule, editorLanguage()));
        return new TextDecoder().decode(await workspace.fs.readFile(page));
      } catch {
        // A rule of a later server: its page is on the web.
        return `# ${rule}\n\n<${pageUrl(rule, editorLanguage())}>\n`;
      }
    },
  });
}
