/**
 * Ports that are closed for some time. Those that this editor closed are remembered over restarts, so that to know of
 * them takes neither the journal nor a network. No key is in it. What is true stands in the journal, and so do those
 * that others have closed: they are known while their account is open.
 */
import { EventEmitter, type Memento, type SecretStorage } from 'vscode';
import { storedKeys } from './keys.ts';
import type { LiveSource } from './source.ts';

const memoryKey = 'portguard.closings';

export interface Closing {
  /** Of the change in the journal. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly region: string;
  readonly group: string;
  /** Of the group, for people. */
  readonly name: string;
  /** `tcp 22` */
  readonly port: string;
  readonly source: RememberedSource;
}

/** Whose credentials are to be used; an access key stays in the secret storage. */
type RememberedSource = Exclude<LiveSource, { readonly kind: 'keys' }> | { readonly kind: 'keys' };

export function remembered(source: LiveSource): RememberedSource {
  return source.kind === 'keys' ? { kind: 'keys' } : source;
}

/** `undefined` where the access key is not kept any more. */
export async function recalled(source: RememberedSource, secrets: SecretStorage): Promise<LiveSource | undefined> {
  if (source.kind !== 'keys') return source;
  const keys = await storedKeys(secrets);
  return keys && { kind: 'keys', keys, regions: undefined };
}

export class Closings {
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #others: readonly Closing[] = [];

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** Those that this editor made, and opens again. */
  all(): readonly Closing[] {
    return this.#memory.get<readonly Closing[]>(memoryKey, []);
  }

  /** Those of others, with the credentials of the account that is open. */
  others(): readonly Closing[] {
    const own = new Set(this.all().map(({ id }) => id));
    return this.#others.filter(({ id }) => !own.has(id));
  }

  setOthers(closings: readonly Closing[]): void {
    const isSame = JSON.stringify(closings) === JSON.stringify(this.#others);
    this.#others = closings;
    if (!isSame) this.#changed.fire();
  }

  async add(closing: Closing): Promise<void> {
    await this.#keep([...this.all().filter(({ id }) => id !== closing.id), closing]);
  }

  async forget(ids: readonly string[]): Promise<void> {
    this.setOthers(this.#others.filter(({ id }) => !ids.includes(id)));
    const left = this.all().filter(({ id }) => !ids.includes(id));
    if (left.length < this.all().length) await this.#keep(left);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #keep(closings: readonly Closing[]): Promise<void> {
    await this.#memory.update(memoryKey, closings.length > 0 ? closings : undefined);
    this.#changed.fire();
  }
}
