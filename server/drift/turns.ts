/** Long work in pieces: between two of them the server answers others, and folders that somebody waits for are linted. */
import { setImmediate } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Folders } from '../folders.ts';

/** Milliseconds that are worked at a stretch. */
const stretch = 20;

/** To be awaited between two pieces; false where nobody wants the result any more. */
export type Turn = () => Promise<boolean>;

export function turns(folders: Pick<Folders, 'settled'>, token: CancellationToken): Turn {
  let began = performance.now();
  return async () => {
    if (performance.now() - began >= stretch) {
      await setImmediate();
      await folders.settled();
      began = performance.now();
    }
    return !token.isCancellationRequested;
  };
}
