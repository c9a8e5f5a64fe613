#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints the open documents with what lies beside them in their folder, because
 * a folder is a Terraform module and a set of manifests. Only this room knows LSP.
 */
import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lint } from '../core/lint.ts';
import type { Language } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { configFor, filesBeside, folderOf, pathOf } from './folder.ts';

/** Typing pauses shorter than this do not start a lint, milliseconds. */
const pause = 150;

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const waiting = new Map<string, NodeJS.Timeout>();
let language: Language = 'en';

connection.onInitialize(({ locale }) => {
  if (locale?.toLowerCase().startsWith('zh')) language = 'zh';
  return { capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } };
});

documents.onDidChangeContent(({ document }) => schedule(folderOf(document.uri)));
documents.onDidClose(({ document }) => {
  connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  schedule(folderOf(document.uri));
});
documents.listen(connection);
connection.listen();

function schedule(folder: string): void {
  clearTimeout(waiting.get(folder));
  waiting.set(
    folder,
    setTimeout(() => {
      waiting.delete(folder);
      lintFolder(folder);
    }, pause),
  );
}

function lintFolder(folder: string): void {
  const open = documents.all().filter(({ uri }) => uri.startsWith('file:') && folderOf(uri) === folder);
  if (open.length === 0) return;
  const { config, problem } = configFor(folder);
  if (problem) connection.console.error(problem[language]);
  const texts = new Map(open.map((document) => [pathOf(document.uri), document.getText()]));
  const files = filesBeside(folder, texts).map(([path, text]) => new SourceText(path, text));
  const findings = config ? lint(files, config).findings : [];
  for (const document of open) {
    const own = findings.filter(({ at }) => at.source.path === pathOf(document.uri));
    connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: diagnosticsOf(own, language),
    });
  }
}
