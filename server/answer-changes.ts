/** Says that a request may have another answer, to a client that has asked it: `portguard/exposureChanged`, `portguard/driftChanged`. */
import type { Connection } from 'vscode-languageserver/node';
import { throttled } from './throttled.ts';

/** Changes within this time are told as one, milliseconds. */
const pause = 250;

export interface AnswerChanges {
  /** The handler of the request, which is then known to be of interest. */
  asked<A extends readonly unknown[], R>(handler: (...args: A) => Promise<R>): (...args: A) => Promise<R>;
  happened(): void;
  /** How often it has happened. */
  times(): number;
}

export function answerChanges(
  { sendNotification }: Pick<Connection, 'sendNotification'>,
  notification: `portguard/${string}Changed`,
): AnswerChanges {
  // A client that never asks does not know the notification either.
  let isWanted = false;
  let times = 0;
  const tell = throttled(pause, () => void sendNotification(notification));
  return {
    asked:
      (handler) =>
      (...args) => {
        isWanted = true;
        return handler(...args);
      },
    happened(): void {
      times++;
      if (isWanted) tell();
    },
    times: () => times,
  };
}
