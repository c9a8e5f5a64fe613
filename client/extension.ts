/**
 * The VS Code extension: starts the language server for the files that PortGuard lints. Everything heavy lives in the
 * server's process; activation only spawns it.
 */
import { type ExtensionContext, Uri } from 'vscode';
import { type DocumentFilter, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { exposureDocuments } from './exposure-document.ts';

const languages = ['yaml', 'json', 'jsonc', 'terraform', 'opentofu'];
/** Files whose language no other extension may have claimed. */
const patterns = ['**/*.{tf,tofu}', '**/*.{template,ros}'];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const documentSelector: DocumentFilter[] = [
    ...languages.map((language) => ({ scheme: 'file', language })),
    ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
  ];
  const server = new LanguageClient(
    'portguard',
    'PortGuard',
    { module, transport: TransportKind.ipc },
    { documentSelector },
  );
  client = server;
  context.subscriptions.push(
    exposureDocuments((uri, address) => server.sendRequest('portguard/exposure', { uri, address })),
  );
  await server.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
