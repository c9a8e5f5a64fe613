/** Markdown as it reads best: VS Code's preview, or the text where that extension is switched off. */
import { commands, type Uri, window, workspace } from 'vscode';

export async function showMarkdown(uri: Uri): Promise<void> {
  try {
    // It may not be registered yet: the call itself wakes the extension that has it.
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }
}
