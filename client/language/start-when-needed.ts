/** Starts the server when something of its concern is open, or when the workspace has files that are by their name. */
import { Disposable, type TextDocument, workspace } from 'vscode';
import { downloaded, mayConcern, telling } from './relevance.ts';
import type { Server } from './server.ts';

/** Registers itself; everything that takes time comes after the caller has returned. */
export function startWhenNeeded(server: Server): Disposable {
  let timer: NodeJS.Timeout | undefined;
  // Whoever stopped it, or has read that it cannot be started, decides from then on.
  const isAsleep = (): boolean => server.state === 'idle';
  const start = (): void => {
    // The state has told it.
    server.start().catch(() => {});
  };
  const consider = (document: TextDocument): void => {
    if (isAsleep() && document.uri.scheme === 'file' && concerns(document)) start();
  };
  const look = async (): Promise<void> => {
    for (const document of workspace.textDocuments) consider(document);
    if (!isAsleep() || !workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file')) return;
    const [found] = await workspace.findFiles(telling, downloaded, 1);
    if (found && isAsleep()) start();
  };
  timer = setTimeout(() => void look(), 0);
  return Disposable.from(
    new Disposable(() => clearTimeout(timer)),
    workspace.onDidOpenTextDocument(consider),
    workspace.onDidChangeTextDocument(({ document }) => consider(document)),
    workspace.onDidChangeWorkspaceFolders(() => void look()),
  );
}

function concerns(document: TextDocument): boolean {
  return mayConcern({
    languageId: document.languageId,
    path: document.uri.path,
    getText: () => document.getText(),
  });
}
