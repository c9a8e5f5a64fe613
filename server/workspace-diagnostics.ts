/**
 * workspace/diagnostic: what is said about all files, as far as the client does not know it yet. Clients ask again and
 * again; while there is nothing new the answer waits, so that they ask only as often as something happens.
 */
import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { pathOf, uriOf } from './paths.ts';
import type { Workspace } from './workspace.ts';

/** @param versionOf of a document that is open */
export function workspaceDiagnostics(
  { folders, reportOf, changes, isComplete }: Pick<Workspace, 'folders' | 'reportOf' | 'changes' | 'isComplete'>,
  versionOf: (uri: string) => number | undefined,
) {
  return async (
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    _workDone: unknown,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> => {
    const has = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, value]));
    // Who knows nothing yet waits for the whole workspace, but not for something to happen in it.
    let isDue = previousResultIds.length === 0;
    while (!token.isCancellationRequested) {
      await folders.settled();
      const complete = isComplete();
      const items = newsFor(has);
      if (complete && (isDue || items.length > 0)) return { items };
      if (partial && items.length > 0) {
        // What was told before the answer need not be told with it.
        partial.report({ items });
        for (const { uri, resultId } of items) has.set(pathOf(uri) ?? uri, resultId ?? '');
        isDue = true;
      }
      await changes.next(token);
    }
    return { items: [] };
  };

  function newsFor(has: ReadonlyMap<string, string>): WorkspaceFullDocumentDiagnosticReport[] {
    return [...new Set([...folders.known.paths(), ...has.keys()])].flatMap((path) => {
      const { items, resultId } = reportOf(path);
      if (has.get(path) === resultId || (items.length === 0 && !has.has(path))) return [];
      const uri = uriOf(path);
      return [{ kind: DocumentDiagnosticReportKind.Full, uri, version: versionOf(uri) ?? null, resultId, items }];
    });
  }
}
