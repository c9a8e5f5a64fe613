/**
 * The LSP client, a file of its own (dist/client.js): loading its library takes longer than everything else that the
 * extension does before the first template is open.
 */
import type { LogOutputChannel } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { languages, patterns } from './relevance.ts';
import { Restarts } from './restarts.ts';

export interface ClientOptions {
  /** The URI of a rule's page, with `{rule}` where its id stands. */
  readonly rulePage: string;
  /** Absolute path of dist/server.js. */
  readonly module: string;
  readonly log: LogOutputChannel;
  /** The server is ready for requests: for the first time, or after it ended and was started again. */
  readonly onRunning: () => void;
  /** It ended again and again, and will not be started by itself. */
  readonly onGivenUp: () => void;
}

export function createClient({ rulePage, module, log, onRunning, onGivenUp }: ClientOptions): LanguageClient {
  const restarts = new Restarts();
  const closed = (): CloseHandlerResult => {
    if (restarts.allow(Date.now())) {
      log.warn('The language server ended and is started again.');
      return { action: CloseAction.Restart, handled: true };
    }
    onGivenUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  };
  const client = new LanguageClient(
    'portguard',
    'PortGuard',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        ...languages.map((language) => ({ scheme: 'file', language })),
        ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
      ],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { rulePage, commands: true },
      markdown: { isTrusted: { enabledCommands: ['portguard.openRule', 'portguard.showExposure'] } },
      errorHandler: {
        error: (_error, _message, count = 0) => ({ action: count > 3 ? ErrorAction.Shutdown : ErrorAction.Continue }),
        closed,
      },
      // The caller tells a failed start; the library's own message offers nothing to do.
      initializationFailedHandler: () => false,
    },
  );
  client.onDidChangeState(({ newState }) => newState === State.Running && onRunning());
  return client;
}
