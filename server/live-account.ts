/**
 * The live account that the client has open: `portguard/account` brings its snapshot, is sent again when it is another
 * one, and takes it away. It is read only when a question is about it.
 */
import { isSnapshot } from '../core/dialects/cloud/detect.ts';
import type { Unit } from '../core/dialects/unit.ts';
import { readUnits } from '../core/dialects/units.ts';
import { SourceText } from '../core/text/source.ts';

/** What `portguard/account` brings. */
export interface AccountParams {
  readonly account: {
    /** As people are shown it. */
    readonly name: string;
    /** The snapshot, JSON. */
    readonly text: string;
  } | null;
}

export interface LiveAccount {
  readonly name: string;
  readonly source: SourceText;
  /** One for each region, in the order of the snapshot. */
  readonly units: readonly Unit[];
}

/** Keeps the account that was told last. */
export class LiveAccounts {
  readonly #listeners: ((account: AccountParams['account']) => void)[] = [];
  #times = 0;
  #told: AccountParams['account'] = null;
  #read: { readonly account: LiveAccount | undefined } | undefined;

  /** `undefined` where none is open, or where what was sent is no snapshot. */
  current(): LiveAccount | undefined {
    this.#read ??= { account: this.#told ? readAccount(this.#told) : undefined };
    return this.#read.account;
  }

  /** The same account once more changes nothing. */
  tell({ account }: AccountParams): void {
    if (account?.name === this.#told?.name && account?.text === this.#told?.text) return;
    this.#told = account;
    this.#times++;
    this.#read = undefined;
    for (const listener of this.#listeners) listener(account);
  }

  /** How often it has been another one. */
  times(): number {
    return this.#times;
  }

  /** @param listener hears of another account, or of none, before anything of it has been read */
  onChange(listener: (account: AccountParams['account']) => void): void {
    this.#listeners.push(listener);
  }
}

function readAccount({ name, text }: { readonly name: string; readonly text: string }): LiveAccount | undefined {
  const source = new SourceText('account.json', text);
  return isSnapshot(source) ? { name, source, units: readUnits([source]) } : undefined;
}
