/** Where an account comes from, and its snapshot from there. The room that goes online is loaded by whoever asks for it. */
import { CancellationError, l10n, ProgressLocation, type Uri, window, workspace } from 'vscode';
import type { Snapshot } from '../../core/dialects/cloud/snapshot.ts';
import type { Language } from '../../core/text/message.ts';
import type { Keys } from './keys.ts';

export type AccountSource =
  | { readonly kind: 'sample' }
  /** A snapshot, or a Terraform state. */
  | { readonly kind: 'file'; readonly uri: Uri }
  /** The official chain: environment, the CLI's current profile, the instance's role and so on. */
  | { readonly kind: 'chain'; readonly regions: readonly string[] | undefined }
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
    case 'chain':
      return l10n.t('Default credentials');
    case 'profile':
      return l10n.t('Profile {0}', source.name);
    case 'keys':
      return l10n.t('Access key {0}…', source.keys.accessKeyId.slice(0, 8));
  }
}

/** An account of which some regions are read, and which are not. */
export interface PartOfAccount {
  readonly snapshot: Snapshot;
  readonly left: readonly string[];
}

/**
 * The snapshot's text. Throws an Error with a sentence for people where there is none, a CancellationError where somebody
 * cancelled.
 * @param onPart is told what is there whenever a region has been read
 */
export async function snapshotOf(
  source: AccountSource,
  language: Language,
  onPart: (part: () => PartOfAccount) => void = () => {},
): Promise<string> {
  const { snapshotText, snapshotOfFile } = await reading();
  switch (source.kind) {
    case 'sample':
      return snapshotText((await cloud()).sampleSnapshot);
    case 'file':
      return snapshotOfFile(await textOf(source.uri), new Date((await workspace.fs.stat(source.uri)).mtime));
    default:
      return liveSnapshot(source, language, onPart);
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

/** As it is typed, where it is open. */
async function textOf(uri: Uri): Promise<string> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await workspace.fs.readFile(uri));
}

async function liveSnapshot(
  source: LiveSource,
  language: Language,
  onPart: (part: () => PartOfAccount) => void,
): Promise<string> {
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
          onProgress: ({ region, done, total, requests, soFar, left }) => {
            const now = (100 * done) / total;
            bar.report({
              increment: now - before,
              message: l10n.t('{0} ({1} of {2} regions), requests: {3}', region, done, total, requests),
            });
            before = now;
            if (left.length > 0) onPart(() => ({ snapshot: soFar(), left }));
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
  if (source.kind === 'chain') return { kind: 'chain', mayRun: askToRun } as const;
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
