/**
 * A client of the language server as editors are: the bundle is a process of its own, and LSP goes through its pipes.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import {
  type CancellationToken,
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  Command,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  type FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type LogMessageParams,
  MarkupContent,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceEdit,
  type WorkspaceEditClientCapabilities,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  Counterpart,
  CounterpartParams,
  DriftPairingParams,
  DriftTarget,
  ToldDrift,
  ToldIntents,
} from '../../core/drift/told.ts';
import type { WorkspaceExposure } from '../../core/exposure/entry.ts';
import type { AcceptanceAnswer } from '../../server/drift/acceptance.ts';
import type { PairingAnswer } from '../../server/drift/pairing.ts';
import type { AccountParams } from '../../server/live-account.ts';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'portguard-server-'));
const bundle = join(scratch, 'server.cjs');

await build({
  absWorkingDir: root,
  entryPoints: ['server/main.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});

const running = new Set<ChildProcessWithoutNullStreams>();
afterAll(() => {
  for (const server of running) server.kill();
  rmSync(scratch, { recursive: true, force: true });
});

/** What stands behind the server: its command, where it is not the bundle. */
export interface StartOptions {
  readonly locale?: string;
  readonly command?: readonly string[];
  readonly initializationOptions?: unknown;
  readonly workspaceEdit?: WorkspaceEditClientCapabilities;
  /** The section `portguard`; a client without it does not answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** Folders of the workspace. */
  readonly folders?: readonly string[];
  /** Of the client, beside those that all have. */
  readonly capabilities?: ClientCapabilities;
}

/** The client asks for diagnostics, as newer ones do. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

class Client {
  readonly connection: ProtocolConnection;
  /** Everything that the server wrote to its standard output. */
  readonly written: Buffer[] = [];
  readonly log: LogMessageParams[] = [];
  /** How often the server asked for new code lenses. */
  refreshes = 0;
  /** How often it asked to be asked for diagnostics again. */
  diagnosticRefreshes = 0;
  /** How often it said that the exposure of the workspace may have changed. */
  exposureChanges = 0;
  /** How often it said that drift may have changed. */
  driftChanges = 0;
  readonly registrations: Registration[] = [];
  #settings: unknown;
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #documents = new Map<string, TextDocument>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  #onPublish: () => void = () => {};
  #errors = '';

  constructor(server: ChildProcessWithoutNullStreams) {
    running.add(server);
    this.#server = server;
    const output = new PassThrough();
    server.stdout.on('data', (bytes: Buffer) => {
      this.written.push(bytes);
      output.write(bytes);
    });
    server.stderr.on('data', (bytes: Buffer) => {
      this.#errors += bytes.toString();
    });
    this.connection = createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(server.stdin));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#published.set(params.uri, params);
      this.#onPublish();
    });
    this.connection.onNotification(LogMessageNotification.type, (params) => {
      this.log.push(params);
    });
    this.connection.onRequest(CodeLensRefreshRequest.type, () => {
      this.refreshes++;
    });
    this.connection.onNotification('portguard/exposureChanged', () => {
      this.exposureChanges++;
    });
    this.connection.onNotification('portguard/driftChanged', () => {
      this.driftChanges++;
    });
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.diagnosticRefreshes++;
    });
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => (section === 'portguard' ? this.#settings : null)),
    );
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
    });
    this.connection.listen();
  }

  async initialize(options: StartOptions): Promise<void> {
    const { locale = 'en', settings, initializationOptions, folders = [], capabilities = {} } = options;
    const { workspaceEdit = { documentChanges: true, snippetEditSupport: true } } = options;
    this.#settings = settings;
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
      capabilities: {
        ...capabilities,
        workspace: {
          ...capabilities.workspace,
          codeLens: { refreshSupport: true },
          workspaceEdit,
          ...(settings === undefined
            ? {}
            : { configuration: true, didChangeConfiguration: { dynamicRegistration: true } }),
        },
      },
      locale,
      initializationOptions,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  /** Has other settings from now on; a client that is not asked for them sends them along. */
  async configure(settings: unknown, { sent = false } = {}): Promise<void> {
    this.#settings = settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: sent ? { portguard: settings } : null,
    });
  }

  /** Opens a file of a folder with this text, and names it from then on by its URI. */
  open(folder: string, path: string, text: string): Promise<string> {
    return this.openUri(pathToFileURL(join(folder, path)).href, text);
  }

  async openUri(uri: string, text: string): Promise<string> {
    this.#documents.set(uri, TextDocument.create(uri, 'any', 1, text));
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'any', version: 1, text },
    });
    return uri;
  }

  /** Replaces the first occurrence of some text, as one incremental change. */
  async replace(uri: string, before: string, after: string): Promise<void> {
    const document = this.#document(uri);
    const version = document.version + 1;
    const changes = [{ range: this.rangeOf(uri, before), text: after }];
    this.#documents.set(uri, TextDocument.update(document, changes, version));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  rangeOf(uri: string, text: string): Range {
    const document = this.#document(uri);
    const at = document.getText().indexOf(text);
    if (at < 0) throw new Error(`the document has no ${text}`);
    return { start: document.positionAt(at), end: document.positionAt(at + text.length) };
  }

  textIn(uri: string, range: Range): string {
    return this.#document(uri).getText(range);
  }

  /** What is published about a file once that is about its version now; for a file that is not open, at any time. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const version = this.#documents.get(uri)?.version;
    for (;;) {
      const last = this.#published.get(uri);
      if (last && last.version === version) return last.diagnostics;
      await new Promise<void>((resolve, reject) => {
        this.#onPublish = resolve;
        this.#server.once('exit', () => reject(new Error(`the server ended: ${this.#errors}`)));
      });
    }
  }

  /** Asks for what is said about a file. */
  pull(uri: string, previousResultId?: string) {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** Asks for what is new of all files, knowing what an earlier answer said. */
  pullWorkspace(earlier: WorkspaceDiagnosticReport = { items: [] }): Promise<WorkspaceDiagnosticReport> {
    const previousResultIds = earlier.items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
    return this.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
  }

  /** The same question, given up once the server has it. */
  async cancelledPullWorkspace(earlier: WorkspaceDiagnosticReport): Promise<WorkspaceDiagnosticReport> {
    const previousResultIds = earlier.items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
    const source = new CancellationTokenSource();
    const answer = this.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds }, source.token);
    await this.workspaceExposure();
    source.cancel();
    return answer;
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  drift(token?: CancellationToken): Promise<ToldDrift | null> {
    return this.connection.sendRequest('portguard/drift', token);
  }

  accountCounterpart(groupId: string, token?: CancellationToken): Promise<Counterpart | null> {
    const params: CounterpartParams = { region: 'cn-hangzhou', groupId };
    return this.connection.sendRequest('portguard/accountCounterpart', params, token);
  }

  driftAcceptance(target: DriftTarget): Promise<AcceptanceAnswer> {
    return this.connection.sendRequest('portguard/driftAcceptance', target);
  }

  driftIntents(target: Required<DriftTarget>): Promise<ToldIntents> {
    return this.connection.sendRequest('portguard/driftIntents', target);
  }

  driftPairing(params: DriftPairingParams): Promise<PairingAnswer> {
    return this.connection.sendRequest('portguard/driftPairing', params);
  }

  /** Has another live account open from now on, or none. */
  tellAccount(account: AccountParams['account']): Promise<void> {
    return this.connection.sendNotification('portguard/account', { account });
  }

  changeFolders({
    added = [],
    removed = [],
  }: {
    added?: readonly string[];
    removed?: readonly string[];
  }): Promise<void> {
    const named = (path: string) => ({ uri: pathToFileURL(path).href, name: path });
    return this.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: added.map(named), removed: removed.map(named) },
    });
  }

  /** Says that these files have changed on disk. */
  watched(type: FileChangeType, ...paths: readonly string[]): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: paths.map((path) => ({ uri: pathToFileURL(path).href, type })),
    });
  }

  /** Rules with the text that they are told at. */
  async found(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(({ code, range }) => `${code} ${this.textIn(uri, range)}`);
  }

  /** What is shown in the middle of the first occurrence of some text, and the text that it is about. */
  async hover(uri: string, text: string): Promise<{ readonly about: string; readonly shown: string } | undefined> {
    const document = this.#document(uri);
    const at = document.offsetAt(this.rangeOf(uri, text).start) + (text.length >> 1);
    const position = document.positionAt(at);
    const found = await this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    if (!found?.range || !MarkupContent.is(found.contents)) return undefined;
    return { about: this.textIn(uri, found.range), shown: found.contents.value };
  }

  /** Code lenses, resolved: the text that each stands at, with its title; and their commands. */
  async lenses(uri: string): Promise<{ readonly titles: readonly string[]; readonly commands: readonly Command[] }> {
    const found = await this.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    const resolved = await Promise.all(
      (found ?? []).map((lens) => this.connection.sendRequest(CodeLensResolveRequest.type, lens)),
    );
    const commands = resolved.map(({ command }) => command as Command);
    const titles = resolved.map(({ range }, i) => `${this.textIn(uri, range)} ${commands[i]?.title}`);
    return { titles, commands };
  }

  /** What can be done in the middle of the first occurrence of some text. */
  async actions(uri: string, text: string, only?: string[]): Promise<readonly CodeAction[]> {
    const { start, end } = this.rangeOf(uri, text);
    const middle = { line: start.line, character: (start.character + end.character) >> 1 };
    const at = start.line === end.line ? middle : start;
    const found = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
    return (found ?? []).filter((one): one is CodeAction => !Command.is(one));
  }

  /** The open documents' texts after an edit, by URI; of other files what is written into them. */
  after(edit: WorkspaceEdit | undefined): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const change of edit?.documentChanges ?? []) {
      if (!('textDocument' in change)) continue;
      const { uri } = change.textDocument;
      const document = this.#documents.get(uri) ?? TextDocument.create(uri, 'any', 0, '');
      const edits = change.edits.map((one) => ({
        range: one.range,
        newText: 'snippet' in one ? one.snippet.value : one.newText,
      }));
      texts.set(uri, TextDocument.applyEdits(document, edits));
    }
    return texts;
  }

  exposure(uri: string, address: string): Promise<string> {
    return this.connection.sendRequest('portguard/exposure', { uri, address });
  }

  workspaceExposure(): Promise<WorkspaceExposure> {
    return this.connection.sendRequest('portguard/workspaceExposure');
  }

  /** Shutdown and exit; answers with the exit status. */
  async end(): Promise<{ readonly status: number | null; readonly stderr: string }> {
    const exit = once(this.#server, 'exit');
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [status] = (await exit) as [number | null];
    running.delete(this.#server);
    return { status, stderr: this.#errors };
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`not open: ${uri}`);
    return document;
  }
}

export async function start(options: StartOptions = {}): Promise<Client> {
  const client = new Client(spawn(process.execPath, options.command ?? [bundle, '--stdio']));
  await client.initialize(options);
  return client;
}

let count = 0;

/** A folder with these files. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const top = join(scratch, `folder-${count++}`);
  mkdirSync(top);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(top, dirname(path)), { recursive: true });
    writeFileSync(join(top, path), content);
  }
  return top;
}

/** The messages of a stream of LSP, where it is nothing else; the last one may be on its way. */
export function messagesIn(stream: Buffer): readonly unknown[] {
  const messages: unknown[] = [];
  for (let at = 0; at < stream.length; ) {
    const [header = '', length] = /^Content-Length: (\d+)\r\n\r\n/.exec(stream.toString('latin1', at, at + 100)) ?? [];
    if (length === undefined) throw new Error(`not LSP: ${stream.toString('utf8', at, at + 100)}`);
    const start = at + header.length;
    if (start + Number(length) > stream.length) break;
    at = start + Number(length);
    messages.push(JSON.parse(stream.toString('utf8', start, at)));
  }
  return messages;
}

/** A security group with one rule that lets the internet in. */
export function terraform(cidr = '0.0.0.0/0', ports = '22/22'): string {
  return `resource "alicloud_security_group" "web" {
  security_group_name = "web"
}

resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${ports}"
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "${cidr}"
}
`;
}
