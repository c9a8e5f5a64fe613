/** The language server as the extension knows it: started when first asked for, and told about in four words. */
import { type CancellationToken, EventEmitter, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { rulePageTemplate } from '../rule-pages.ts';

export type ServerState = 'idle' | 'starting' | 'running' | 'failed';

export class Server {
  readonly #module: string;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<ServerState>();
  readonly #ready = new EventEmitter<void>();
  readonly #handlers = new Map<string, (() => void)[]>();
  #state: ServerState = 'idle';
  #client: Promise<LanguageClient> | undefined;

  readonly onDidChangeState = this.#changed.event;
  /** A process is ready that knows nothing yet: the first one, or one after it. */
  readonly onDidGetReady = this.#ready.event;

  /** @param module absolute path of dist/server.js */
  constructor(module: string, log: LogOutputChannel) {
    this.#module = module;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts it unless that was done before; rejects where it cannot be started. */
  async start(): Promise<void> {
    await this.#running();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const before = this.#client;
    this.#client = undefined;
    // One that could not be started need not be stopped.
    await before?.then((client) => client.dispose()).catch((error) => this.#log.warn(String(error)));
    this.#become('idle');
  }

  /** Asks the server, and starts it for that. */
  async request<R>(method: string, params?: object, token?: CancellationToken): Promise<R> {
    const client = await this.#running();
    return params ? client.sendRequest<R>(method, params, token) : client.sendRequest<R>(method, token);
  }

  /** Tells a server that is running, or about to; does not start one. */
  async tell(method: string, params: object): Promise<void> {
    try {
      await (await this.#client)?.sendNotification(method, params);
    } catch (error) {
      this.#log.debug(`${method} was not told: ${String(error)}`);
    }
  }

  /** For every server that is started from now on; register before the first start. */
  onNotification(method: string, handler: () => void): void {
    this.#handlers.set(method, [...(this.#handlers.get(method) ?? []), handler]);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#ready.dispose();
  }

  #running(): Promise<LanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  async #launch(): Promise<LanguageClient> {
    this.#become('starting');
    try {
      const { createClient } = await import('./client.ts');
      const client = createClient({
        rulePage: rulePageTemplate,
        module: this.#module,
        log: this.#log,
        onRunning: () => this.#ready.fire(),
        onGivenUp: () => this.#become('failed'),
      });
      // The library knows one handler for each method.
      for (const [method, handlers] of this.#handlers) {
        client.onNotification(method, () => {
          for (const handler of handlers) handler();
        });
      }
      await client.start();
      this.#become('running');
      return client;
    } catch (error) {
      this.#log.error(`The language server could not be started: ${String(error)}`);
      this.#become('failed');
      throw error;
    }
  }

  #become(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#log.debug(`language server: ${state}`);
    this.#changed.fire(state);
  }
}
