#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints the open documents with what lies beside them in their folder, because
 * a folder is a Terraform module and a set of manifests. Only this room knows LSP.
 */
import { dirname } from 'node:path';
import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lint } from '../core/lint.ts';
import type { Language, Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';
import { configFiles } from '../files/config-files.ts';
import { inputReader } from '../files/inputs.ts';
import { workspaces } from '../files/workspace.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { filesBeside, folderOf, pathOf } from './folder.ts';

/** Typing pauses shorter than this do not start a lint, milliseconds. */
const pause = 150;
/** Larger files around the open ones are not read, bytes. */
const maxFileSize = 5e6;

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
  const inFiles = documents.all().filter(({ uri }) => uri.startsWith('file:'));
  const open = inFiles.filter(({ uri }) => folderOf(uri) === folder);
  if (open.length === 0) return;
  const onProblem = (problem: Text): void => connection.console.error(problem[language]);
  const {
    lint: config,
    config: written,
    path,
  } = configFiles({ only: undefined, overrides: {}, shown, onProblem }).for(folder);
  // What is typed counts everywhere at once, in the modules that others call, too.
  const typed = new Map(inFiles.map((one) => [pathOf(one.uri), new SourceText(pathOf(one.uri), one.getText())]));
  const texts = new Map(open.map((document) => [pathOf(document.uri), document.getText()]));
  const files = filesBeside(folder, texts).map(([name, text]) => typed.get(name) ?? new SourceText(name, text));
  const instead = new Map([...typed, ...files.map((file) => [file.path, file] as const)]);
  const around = workspaces({ cwd: folder, shown, maxFileSize, instead });
  const inputs = inputReader(shown, maxFileSize, onProblem).read(written, path === undefined ? folder : dirname(path));
  const findings = config ? lint(files, config, { workspace: around.around(folder), inputs }).findings : [];
  for (const document of open) {
    const own = findings.filter(({ at }) => at.source.path === pathOf(document.uri));
    connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: diagnosticsOf(own, language),
    });
  }
}

/** Paths are absolute here: an editor shows them in its own way. */
function shown(path: string): string {
  return path;
}
