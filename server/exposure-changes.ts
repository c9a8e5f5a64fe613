/** portguard/exposureChanged: says that `portguard/workspaceExposure` may have another answer, to a client that asked. */
import type { Connection } from 'vscode-languageserver/node';
import { throttled } from './throttled.ts';

/** Changes within this time are told as one, milliseconds. */
const pause = 250;

export function exposureChanges({ sendNotification }: Pick<Connection, 'sendNotification'>) {
  // A client that never asks does not know the notification either.
  let isWanted = false;
  const tell = throttled(pause, () => void sendNotification('portguard/exposureChanged'));
  return {
    /** The handler of the request, which is then known to be of interest. */
    asked<R>(handler: () => Promise<R>): () => Promise<R> {
      return () => {
        isWanted = true;
        return handler();
      };
    },
    happened(): void {
      if (isWanted) tell();
    },
  };
}
