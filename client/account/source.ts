/** Where an account comes from, and its snapshot from there. The room that goes online is loaded by whoever asks for it. */
import { CancellationError, l10n, ProgressLocation, type Uri, window, workspace } from 'vscode';
import type { Language } from '../../core/text/message.ts';
import type { Keys } from './keys.ts';

export type AccountSource =
  | { readonly kind: 'sample' }
  | { readonly kind: 'file'; readonly uri: Uri }
  | { readonly kind: 'profile'; readonly name: string; readonly regions: readonly string[] | undefined }
  | { readonly kind: 'keys'; readonly keys: Keys; readonly regions: readonly string[] | undefined };

/** The room that speaks to Alibaba Cloud. */
export const cloud = () => import('../../cloud/main.ts');

/** What changes an account. */
export const writing = () => import('./writing/index.ts');

/** The engine, and what makes a tree of an account. */
export const reading = () => import('./reading/index.ts');

export function nameOf(source: AccountSource): string {
  switch (source.kind) {
    case 'sample':
      return l10n.t('Sample account');
    case 'file':
      return workspace.asRelativePath(source.uri);
    case 'profile':
      return l10n.t('Profile {0}', source.name);
    case 'keys':
      return l10n.t('Access key {0}…', source.keys.accessKeyId.slice(0, 8));
  }
}

/**
 * The snapshot's text. Throws an Error with a sentence for people where there is none, a CancellationError where somebody
 * cancelled.
 */
export async function snapshotOf(source: AccountSource, language: Language): Promise<string> {
  const { snapshotText } = await reading();
  switch (source.kind) {
    case 'sample':
      return snapshotText((await cloud()).sampleSnapshot);
    case 'file':
      return (await workspace.openTextDocument(source.uri)).getText();
    default:
      return liveSnapshot(source, language);
  }
}

/** One that can be asked, and changed. */
export type LiveSource = Extract<AccountSource, { readonly regions: unknown }>;

export function isLive(source: AccountSource): source is LiveSource {
  return 'regions' in source;
}

/** Whom to ask, and with which credentials. */
export function requestFor(source: LiveSource) {
  return { credentials: credentialsOf(source), ...connection() };
}

async function liveSnapshot(source: LiveSource, language: Language): Promise<string> {
  const [{ takeSnapshot, CloudError }, { snapshotText }] = await Promise.all([cloud(), reading()]);
  const title = l10n.t('Reading {0}', nameOf(source));
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (bar, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      let before = 0;
      try {
        const snapshot = await takeSnapshot({
          ...requestFor(source),
          ...(source.regions ? { regions: source.regions } : {}),
          signal: abort.signal,
          onProgress: ({ region, done, total, requests }) => {
            const now = (100 * done) / total;
            bar.report({
              increment: now - before,
              message: l10n.t('{0} ({1} of {2} regions), requests: {3}', region, done, total, requests),
            });
            before = now;
          },
        });
        return snapshotText(snapshot);
      } catch (error) {
        if (token.isCancellationRequested) throw new CancellationError();
        throw error instanceof CloudError ? new Error(error.problem.message[language]) : error;
      } finally {
        listening.dispose();
      }
    },
  );
}

function credentialsOf(source: LiveSource) {
  if (source.kind === 'keys') return { kind: 'keys', ...source.keys } as const;
  return { kind: 'profile', name: source.name, mayRun: askToRun } as const;
}

/** A profile of mode External gets its credentials from a command, which is run only for who has said so. */
async function askToRun(profile: string, command: string): Promise<boolean> {
  const run = l10n.t('Run It');
  const message = l10n.t('Profile {0} gets its credentials from a command. Run it?', profile);
  return (await window.showWarningMessage(message, { modal: true, detail: command }, run)) === run;
}

function connection() {
  const settings = workspace.getConfiguration('portguard.cloud');
  const endpoint = settings.get<string>('endpoint', '').trim();
  return {
    ...(endpoint === '' ? {} : { endpoint }),
    protocol: settings.get<'HTTPS' | 'HTTP'>('protocol', 'HTTPS'),
    network: settings.get<'public' | 'vpc'>('network', 'public'),
  };
}
