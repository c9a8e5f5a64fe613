/** Asks the client to ask again, where something has changed that it cannot know of. */
import type { Connection } from 'vscode-languageserver/node';
import { detailOf } from './failure.ts';
import { throttled } from './throttled.ts';

/** Changes within this time are told as one, milliseconds. */
const pause = 100;

/** @param isWanted whether the client takes the request, and there is a reason for it when it is due */
export function refreshing(
  { sendRequest, console }: Pick<Connection, 'sendRequest' | 'console'>,
  method: `workspace/${string}/refresh`,
  isWanted: () => boolean,
): () => void {
  return throttled(pause, () => {
    if (!isWanted()) return;
    sendRequest(method).catch((error: unknown) => console.warn(`${method}: ${detailOf(error)}`));
  });
}
