/**
 * The built language server as an editor has it: how long a workspace takes to be looked at, what memory it has then,
 * and how long it is from a keystroke to the diagnostics, with the pause that the server waits for more of them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { dialectNames, sample, writeWorkspace } from './server-workspace.ts';
import { median } from './time.ts';

const files = 2000;
const keystrokes = 100;

export async function server(): Promise<void> {
  const top = mkdtempSync(join(tmpdir(), 'portguard-bench-'));
  try {
    const written = writeWorkspace(top, files);
    const { process: child, connection } = await started(top);
    const idle = memory(child);
    const from = performance.now();
    await connection.sendNotification(InitializedNotification.type, {});
    const { items } = await connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const took = performance.now() - from;
    const found = items.reduce((sum, one) => sum + ('items' in one ? one.items.length : 0), 0);
    console.log(
      `\nserver: ${written} files looked at in ${(took / 1e3).toFixed(1)} s   ${found} findings   memory ${idle} MB before, ${memory(child)} MB after`,
    );
    for (const size of [10_000, 200_000]) {
      for (const dialect of dialectNames) await typing(connection, top, dialect, size);
    }
    console.log(`  memory after all of it ${memory(child)} MB`);
    connection.dispose();
    child.kill();
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

async function started(top: string): Promise<{ process: ChildProcess; connection: ProtocolConnection }> {
  const child = spawn(process.execPath, ['dist/server.js', '--stdio']);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(top).href, name: 'bench' }],
    capabilities: { textDocument: { diagnostic: {} } },
  });
  return { process: child, connection };
}

/** One character typed, and the answer waited for, again and again. */
async function typing(connection: ProtocolConnection, top: string, dialect: string, size: number): Promise<void> {
  const { name, text, typedOver } = sample(dialect, size);
  const folder = mkdtempSync(join(top, 'typed-'));
  writeFileSync(join(folder, name), text);
  const uri = pathToFileURL(join(folder, name)).href;
  const document = TextDocument.create(uri, 'any', 1, text);
  const at = document.positionAt(text.indexOf(typedOver) + '10.7'.length);
  const range = { start: at, end: { ...at, character: at.character + 1 } };
  const textDocument = { uri };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'any', version: 1, text },
  });
  await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  const times: number[] = [];
  for (let i = 0; i < keystrokes; i++) {
    const from = performance.now();
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: i + 2 },
      contentChanges: [{ range, text: `${i % 10}` }],
    });
    await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    times.push(performance.now() - from);
  }
  await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
  const [middle, slowest] = [median(times), times.toSorted((a, b) => a - b)[Math.floor(keystrokes * 0.99) - 1] ?? 0];
  console.log(
    `  keystroke in ${(text.length / 1e3).toFixed(0)} KB ${dialect.padEnd(10)} to diagnostics ${middle.toFixed(0)} ms   p99 ${slowest.toFixed(0)} ms`,
  );
}

/** Resident, in MB; unknown where the system does not say it in a file. */
function memory({ pid }: ChildProcess): string {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes ? (Number(kilobytes) / 1e3).toFixed(0) : '?';
  } catch {
    return '?';
  }
}
