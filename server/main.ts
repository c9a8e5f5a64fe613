#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints the open documents with what lies beside them in their folder, because
 * a folder is a Terraform module and a set of manifests. What it opens in the modules that it calls is shown there. Only
 * this room knows LSP. Here everything is put together; each request has a file of its own.
 */
import { CodeLensRefreshRequest, createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Language } from '../core/text/message.ts';
import { answering } from './answering.ts';
import { type ClientFeatures, featuresOf, serverCapabilities } from './capabilities.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses, resolvedCodeLens } from './code-lens.ts';
import type { Components } from './components.ts';
import { exposure } from './exposure.ts';
import { exposureChanges } from './exposure-changes.ts';
import { detailOf } from './failure.ts';
import { pathOf } from './folder.ts';
import { Folders } from './folders.ts';
import { hover } from './hover.ts';
import { insertWhitelistRule, whitelistTarget } from './insert-rule.ts';
import { publish } from './publish.ts';
import { ruleList } from './rule-list.ts';
import { type RulePage, rulePages } from './rule-page.ts';
import { defaultSettings, type EditorSettings, followSettings } from './settings.ts';
import { workspaceExposure } from './workspace-exposure.ts';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let language: Language = 'en';
let client: ClientFeatures = featuresOf({});
let workspaceFolders: readonly string[] = [];
let settings: EditorSettings = defaultSettings;
let rulePage: RulePage = rulePages(undefined, language);
const exposureChange = exposureChanges(connection);

const folders = new Folders({
  documents: () => documents.all(),
  language: () => language,
  onProblem: (problem) => connection.console.error(problem[language]),
  onChange: (path) => publish(connection, documents, folders.all(), path),
  onLinted: () => {
    refreshLenses();
    exposureChange.happened();
  },
  onFailure: (folder, error) => connection.console.error(`lint of ${folder}: ${detailOf(error)}`),
});

connection.onInitialize((params) => {
  const { locale, capabilities, initializationOptions } = params;
  if (locale?.toLowerCase().startsWith('zh')) language = 'zh';
  client = featuresOf(capabilities, initializationOptions);
  workspaceFolders = (params.workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
  rulePage = rulePages(initializationOptions, language);
  return { capabilities: serverCapabilities() };
});

connection.onInitialized(async () => {
  try {
    await followSettings(connection, client, (read) => {
      const before = settings;
      settings = read;
      if (before.codeLens.enabled !== read.codeLens.enabled) refreshLenses();
    });
  } catch (error) {
    connection.console.error(`settings: ${detailOf(error)}`);
  }
});

const components: Components = {
  documents,
  folders,
  client: () => client,
  openAt: (path) => documents.all().find(({ uri }) => pathOf(uri) === path),
  workspaceFolders: () => workspaceFolders,
  language: () => language,
  settings: () => settings,
  rulePage: (rule) => rulePage(rule),
};
const answer = answering((message) => connection.console.error(message));
connection.onHover(answer('hover', hover(components)));
connection.onCodeLens(answer('code lens', codeLenses(components)));
connection.onCodeLensResolve(answer('title of a code lens', resolvedCodeLens(components)));
connection.onCodeAction(answer('code actions', codeActions(components)));
connection.onRequest('portguard/whitelistTarget', answer('white list target', whitelistTarget(components)));
connection.onRequest('portguard/insertWhitelistRule', answer('white list rule', insertWhitelistRule(components)));
connection.onRequest('portguard/exposure', answer('exposure', exposure(components)));
connection.onRequest('portguard/rules', answer('list of rules', ruleList(components)));
connection.onRequest(
  'portguard/workspaceExposure',
  answer('exposure of the workspace', exposureChange.asked(workspaceExposure(components))),
);

documents.onDidChangeContent(({ document }) => folders.changed(document.uri));
documents.onDidClose(({ document }) => folders.changed(document.uri));
documents.listen(connection);
connection.listen();

/** A file beside a document, or one that it looks into, may have changed what the document opens. */
function refreshLenses(): void {
  if (!client.refreshesLenses) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    connection.console.warn(`refresh of code lenses: ${detailOf(error)}`);
  });
}
