#!/usr/bin/env node
/**
 * The language server: LSP over core. It lints folder by folder, because a folder is a Terraform module and a set of
 * manifests: those of the open documents first, then the rest of the workspace. Only this room knows LSP. Here
 * everything is put together; each request has a file of its own.
 */
import { createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Language } from '../core/text/message.ts';
import { answering } from './answering.ts';
import { type ClientFeatures, featuresOf, serverCapabilities } from './capabilities.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses, resolvedCodeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import type { Components } from './components.ts';
import { definition } from './definition.ts';
import { documentDiagnostics } from './document-diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { driftAcceptance } from './drift/acceptance.ts';
import { accountCounterpart } from './drift/counterpart.ts';
import { drift } from './drift/drift.ts';
import { driftIntents } from './drift/intents.ts';
import { LastDrift } from './drift/last-drift.ts';
import { driftPairing } from './drift/pairing.ts';
import { exposure } from './exposure.ts';
import { detailOf } from './failure.ts';
import { following } from './following.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { insertWhitelistRule, whitelistTarget, whitelistTargets } from './insert-rule.ts';
import { type AccountParams, LiveAccounts } from './live-account.ts';
import { pathOf } from './paths.ts';
import { references } from './references.ts';
import { offeredGroups, restrictToLiveGroup } from './restricting.ts';
import { ruleList } from './rule-list.ts';
import { type RulePage, rulePages } from './rule-page.ts';
import { defaultSettings, type EditorSettings } from './settings.ts';
import { type Workspace, workspaceOf } from './workspace.ts';
import { workspaceDiagnostics } from './workspace-diagnostics.ts';
import { workspaceExposure } from './workspace-exposure.ts';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let language: Language = 'en';
let client: ClientFeatures = featuresOf({});
let tops: readonly string[] = [];
let settings: EditorSettings = defaultSettings;
let rulePage: RulePage = rulePages(undefined, language);
const accounts = new LiveAccounts();

const asked = {
  language: () => language,
  settings: () => settings,
  rulePage: (rule: string) => rulePage(rule),
  client: () => client,
  openAt: (path: string) => documents.all().find(({ uri }) => pathOf(uri) === path),
  workspaceFolders: (): readonly string[] => workspace.folders.workspace.all,
  account: () => accounts.current(),
};
const workspace: Workspace = workspaceOf(connection, documents, asked);
const { folders, isComplete, exposureChange, driftChange } = workspace;
const components: Components = { documents, folders, ...asked };

connection.onInitialize(({ locale, capabilities, initializationOptions, workspaceFolders, rootUri }) => {
  if (locale?.toLowerCase().startsWith('zh')) language = 'zh';
  client = featuresOf(capabilities, initializationOptions);
  rulePage = rulePages(initializationOptions, language);
  tops = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return { capabilities: serverCapabilities(client) };
});
connection.onInitialized(() =>
  following(connection, documents, workspace, client, tops, (read) => {
    const before = settings;
    settings = read;
    return before;
  }),
);

const logError = (message: string): void => connection.console.error(message);
const answer = answering(logError);
const lastDrift = new LastDrift(() => driftChange.times() + accounts.times());
connection.onHover(answer('hover', hover(components)));
connection.onCodeLens(answer('code lens', codeLenses(components)));
connection.onCodeLensResolve(answer('title of a code lens', resolvedCodeLens(components)));
connection.onCompletion(answer('completion', completion(components)));
connection.languages.inlayHint.on(answer('inlay hints', inlayHints(components)));
connection.onDocumentLinks(answer('links', documentLinks(components)));
connection.onDefinition(answer('definition', definition(components)));
connection.onReferences(answer('references', references(components)));
connection.onCodeAction(answer('code actions', codeActions(components)));
connection.onRequest('portguard/whitelistTarget', answer('white list target', whitelistTarget(components)));
connection.onRequest('portguard/whitelistTargets', answer('white list targets', whitelistTargets(components)));
connection.onRequest('portguard/insertWhitelistRule', answer('white list rule', insertWhitelistRule(components)));
connection.onRequest('portguard/liveGroups', answer('groups of the account', offeredGroups(components)));
connection.onRequest(
  'portguard/restrictToLiveGroup',
  answer('restriction to a group of the account', restrictToLiveGroup(components)),
);
connection.languages.diagnostics.on(
  answer(
    'diagnostics of a document',
    documentDiagnostics(workspace, () => client.relatesDiagnostics),
  ),
);
connection.languages.diagnostics.onWorkspace(
  answer(
    'diagnostics of the workspace',
    workspaceDiagnostics(workspace, (uri) => documents.get(uri)?.version),
  ),
);
connection.onRequest('portguard/exposure', answer('exposure', exposure(components)));
connection.onRequest('portguard/rules', answer('list of rules', ruleList(components)));
connection.onRequest(
  'portguard/workspaceExposure',
  answer('exposure of the workspace', exposureChange.asked(workspaceExposure(components, isComplete))),
);
connection.onRequest('portguard/drift', answer('drift', driftChange.asked(drift(components, lastDrift, logError))));
connection.onRequest(
  'portguard/accountCounterpart',
  answer('counterpart', driftChange.asked(accountCounterpart(components, lastDrift, logError))),
);
connection.onRequest('portguard/driftAcceptance', answer('acceptance', driftAcceptance(components, lastDrift)));
connection.onRequest('portguard/driftIntents', answer('restoration', driftIntents(components, lastDrift)));
connection.onRequest('portguard/driftPairing', answer('pairing of groups', driftPairing(components)));

connection.onNotification('portguard/account', (params: AccountParams) => accounts.tell(params));
accounts.onChange((account) => {
  connection.console.info(account ? `account: ${account.name}, ${account.text.length} characters` : 'account: closed');
});

documents.onDidOpen(({ document }) => folders.openedOrClosed(document.uri));
documents.onDidChangeContent(({ document }) => folders.changed(document.uri));
documents.onDidClose(({ document }) => workspace.closed(document.uri));
documents.listen(connection);
connection.listen();

// A bug of ours must not take away what the editor shows of all the rest; where nobody listens any more, it ends.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(1);
  connection.console.error(`uncaught: ${detailOf(error)}`);
});
process.on('unhandledRejection', (reason) => connection.console.error(`unhandled: ${detailOf(reason)}`));
