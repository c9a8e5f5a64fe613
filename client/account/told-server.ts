/**
 * The server hears which account is open: when it is opened, read again or closed, and whenever a server gets ready. It
 * is never started for that.
 */
import { Disposable } from 'vscode';
import type { Server } from '../language/server.ts';
import { nameOf } from './source.ts';
import type { AccountView } from './view.ts';

export function toldServer(
  server: Pick<Server, 'tell' | 'onDidGetReady'>,
  { opened, onDidChange }: Pick<AccountView, 'opened' | 'onDidChange'>,
): Disposable {
  const tell = (): void => {
    const open = opened();
    const account = open ? { name: nameOf(open.source), text: open.text } : null;
    void server.tell('portguard/account', { account });
  };
  return Disposable.from(
    onDidChange(tell),
    server.onDidGetReady(() => opened() && tell()),
  );
}
