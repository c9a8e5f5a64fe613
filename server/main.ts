#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints the open documents with what lies beside them in their folder, because
 * a folder is a Terraform module and a set of manifests. What it opens in the modules that it calls is shown there. Only
 * this room knows LSP.
 */
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  type Diagnostic,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Workspace } from '../core/dialects/surroundings.ts';
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

/** What linting a folder gave. */
interface Linted {
  /** By path. */
  readonly found: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Folders that were looked into. */
  readonly seen: ReadonlySet<string>;
}

/** By folder; those of which a document is open. */
const linted = new Map<string, Linted>();
let language: Language = 'en';

connection.onInitialize(({ locale }) => {
  if (locale?.toLowerCase().startsWith('zh')) language = 'zh';
  return { capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } };
});

documents.onDidChangeContent(({ document }) => scheduleAround(folderOf(document.uri)));
documents.onDidClose(({ document }) => scheduleAround(folderOf(document.uri)));
documents.listen(connection);
connection.listen();

/** A folder, and those that call it as a module. */
function scheduleAround(folder: string): void {
  schedule(folder);
  for (const [other, { seen }] of linted) if (seen.has(folder)) schedule(other);
}

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
  const before = linted.get(folder);
  const after = lintedFolder(folder);
  if (after) linted.set(folder, after);
  else linted.delete(folder);
  for (const path of new Set([...(before?.found.keys() ?? []), ...(after?.found.keys() ?? [])])) publish(path);
}

/** `undefined` where no document of the folder is open any more. */
function lintedFolder(folder: string): Linted | undefined {
  const inFiles = documents.all().filter(({ uri }) => uri.startsWith('file:'));
  const open = inFiles.filter(({ uri }) => folderOf(uri) === folder);
  if (open.length === 0) return undefined;
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
  const seen = new Set<string>();
  const workspace = watched(workspaces({ cwd: folder, shown, maxFileSize, instead }).around(folder), seen);
  const inputs = inputReader(shown, maxFileSize, onProblem).read(written, path === undefined ? folder : dirname(path));
  const findings = config ? lint(files, config, { workspace, inputs }).findings : [];
  // Of the folder itself only what is open; a module that it calls is shown whether or not it is.
  const found = new Map(open.map(({ uri }): [string, Diagnostic[]] => [pathOf(uri), []]));
  for (const finding of findings) {
    const { path: place } = finding.at.source;
    if (dirname(place) === folder && !found.has(place)) continue;
    found.set(place, [...(found.get(place) ?? []), ...diagnosticsOf([finding], language)]);
  }
  return { found, seen };
}

/** The same workspace, noting the folders that are looked into. */
function watched({ read, bytes, list }: Workspace, seen: Set<string>): Workspace {
  const noted = (path: string): string => {
    seen.add(dirname(path));
    return path;
  };
  return { read: (path) => read(noted(path)), bytes: (path) => bytes(noted(path)), list };
}

/** What all folders say of a file, once where several say the same. */
function publish(path: string): void {
  const all = [...linted.values()].flatMap(({ found }) => found.get(path) ?? []);
  const distinct = new Map(all.map((one) => [JSON.stringify([one.range, one.code, one.message]), one]));
  const document = documents.all().find(({ uri }) => uri.startsWith('file:') && pathOf(uri) === path);
  connection.sendDiagnostics({
    uri: document?.uri ?? pathToFileURL(path).href,
    ...(document && { version: document.version }),
    diagnostics: [...distinct.values()],
  });
}

/** Paths are absolute here: an editor shows them in its own way. */
function shown(path: string): string {
  return path;
}
