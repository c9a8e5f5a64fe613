/** Work with the cloud that somebody can cancel. */
import { CancellationError, ProgressLocation, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { cloud } from '../source.ts';

/** Throws an Error with a sentence for people where it fails, a CancellationError where somebody cancelled. */
export function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return Promise.resolve(
    window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      try {
        return await work(abort.signal);
      } catch (error) {
        throw await forPeople(error);
      } finally {
        listening.dispose();
      }
    }),
  );
}

async function forPeople(error: unknown): Promise<unknown> {
  const { CloudError } = await cloud();
  if (!(error instanceof CloudError)) return error;
  if (error.problem.kind === 'cancelled') return new CancellationError();
  return new Error(error.problem.message[editorLanguage()]);
}
