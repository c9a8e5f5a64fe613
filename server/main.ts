#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints the open documents with what lies beside them in their folder, because
 * a folder is a Terraform module and a set of manifests. What it opens in the modules that it calls is shown there. Only
 * this room knows LSP. Here everything is put together; each request has a file of its own.
 */
import {
  CodeLensRefreshRequest,
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Language } from '../core/text/message.ts';
import { answering } from './answering.ts';
import { codeLenses, resolvedCodeLens } from './code-lens.ts';
import type { Components } from './components.ts';
import { exposure } from './exposure.ts';
import { detailOf } from './failure.ts';
import { Folders } from './folders.ts';
import { hover } from './hover.ts';
import { publish } from './publish.ts';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let language: Language = 'en';
let refreshesLenses = false;

const folders = new Folders({
  documents: () => documents.all(),
  language: () => language,
  onProblem: (problem) => connection.console.error(problem[language]),
  onChange: (path) => publish(connection, documents, folders.all(), path),
  onLinted: () => refreshLenses(),
  onFailure: (folder, error) => connection.console.error(`lint of ${folder}: ${detailOf(error)}`),
});

connection.onInitialize(({ locale, capabilities }) => {
  if (locale?.toLowerCase().startsWith('zh')) language = 'zh';
  refreshesLenses = capabilities.workspace?.codeLens?.refreshSupport === true;
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeLensProvider: { resolveProvider: true },
    },
  };
});

const components: Components = { documents, folders, language: () => language };
const answer = answering((message) => connection.console.error(message));
connection.onHover(answer('hover', hover(components)));
connection.onCodeLens(answer('code lens', codeLenses(components)));
connection.onCodeLensResolve(answer('title of a code lens', resolvedCodeLens(components)));
connection.onRequest('portguard/exposure', answer('exposure', exposure(components)));

documents.onDidChangeContent(({ document }) => folders.changed(document.uri));
documents.onDidClose(({ document }) => folders.changed(document.uri));
documents.listen(connection);
connection.listen();

/** A file beside a document, or one that it looks into, may have changed what the document opens. */
function refreshLenses(): void {
  if (!refreshesLenses) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    connection.console.warn(`refresh of code lenses: ${detailOf(error)}`);
  });
}
