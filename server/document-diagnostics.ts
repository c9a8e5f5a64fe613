/** textDocument/diagnostic: what is said about one file, and about those that its folder looks into. */
import { dirname } from 'node:path';
import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Diagnosing } from './diagnosing.ts';
import { pathOf, uriOf } from './paths.ts';

/** @param relates the client takes reports about other files than the one that it asked about */
export function documentDiagnostics({ folders, reportOf, delivered }: Diagnosing, relates: () => boolean) {
  return async ({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
    const path = pathOf(textDocument.uri);
    if (path === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await folders.settled();
    const { items, resultId } = reportOf(path);
    delivered.set(path, resultId);
    const related = relates() ? { relatedDocuments: relatedTo(path) } : {};
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId, ...related }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items, ...related };
  };

  /** Files of other folders that are told about by this one's; those that are open are asked about by themselves. */
  function relatedTo(path: string): Record<string, FullDocumentDiagnosticReport> {
    const folder = dirname(path);
    const told = [...(folders.known.get(folder)?.said.keys() ?? [])];
    const others = told.filter((one) => dirname(one) !== folder && !folders.isOpen(one));
    return Object.fromEntries(
      others.map((one) => [uriOf(one), { kind: DocumentDiagnosticReportKind.Full, ...reportOf(one) }]),
    );
  }
}
