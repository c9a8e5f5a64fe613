/** Markdown as it reads best: VS Code's preview, or the text where that extension is switched off. */
import { commands, type Uri, window, workspace } from 'vscode';

export async function showMarkdown(uri: Uri): Promise<void> {
  const all = await commands.getCommands();
  if (all.includes('markdown.showPreview')) await commands.executeCommand('markdown.showPreview', uri);
  else await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}
