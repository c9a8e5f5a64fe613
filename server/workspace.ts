/**
 * The workspace as the server follows it: folders are linted as documents and files change, and whoever is told of it
 * hears what is new. Here what looks at the files meets what speaks to the client.
 */
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type AnswerChanges, answerChanges } from './answer-changes.ts';
import type { ClientFeatures } from './capabilities.ts';
import { Changes } from './changes.ts';
import type { Components } from './components.ts';
import type { Diagnosing } from './diagnosing.ts';
import { reporting } from './diagnostics.ts';
import { detailOf } from './failure.ts';
import { Folders } from './folders.ts';
import { indexProgress } from './index-progress.ts';
import { Indexing, type IndexOutcome } from './indexing.ts';
import { pathOf } from './paths.ts';
import { publishing } from './publish.ts';
import { refreshing } from './refreshing.ts';
import type { Said } from './said.ts';
import { throttled } from './throttled.ts';

export interface Workspace extends Diagnosing {
  readonly folders: Folders;
  readonly changes: Changes;
  readonly exposureChange: AnswerChanges;
  readonly driftChange: AnswerChanges;
  readonly refreshLenses: () => void;
  readonly refreshInlayHints: () => void;
  /** Whether all of it has been looked at. */
  readonly isComplete: () => boolean;
  /** These are its folders from now on. */
  readonly setTops: (uris: readonly string[]) => void;
  /** A document was closed. */
  readonly closed: (uri: string) => void;
  /** Walks through it anew, or stops: by the settings as they are now. */
  readonly walk: () => void;
  /** Which files are told about has changed. */
  readonly rescope: () => void;
}

type Known = Pick<Components, 'language' | 'settings' | 'rulePage'> & { readonly client: () => ClientFeatures };

const nothing: readonly Said[] = [];

export function workspaceOf(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  { language, settings, rulePage, client }: Known,
): Workspace {
  const { console } = connection;
  const changes = new Changes();
  const exposureChange = answerChanges(connection, 'portguard/exposureChanged');
  const driftChange = answerChanges(connection, 'portguard/driftChanged');
  const report = reporting(language, rulePage);
  const delivered = new Map<string, string>();
  const isWide = (): boolean => settings().lint.scope === 'workspace';
  const reportOf: Diagnosing['reportOf'] = (path) =>
    report(isWide() || folders.isOpen(path) ? folders.known.said(path) : nothing);
  const publish = publishing(connection, documents, reportOf);
  const isStale = (path: string): boolean => delivered.has(path) && delivered.get(path) !== reportOf(path).resultId;

  const refreshLenses = refreshing(connection, 'workspace/codeLens/refresh', () => client().refreshesLenses);
  const refreshInlayHints = refreshing(connection, 'workspace/inlayHint/refresh', () => client().refreshesInlayHints);
  const refreshDiagnostics = refreshing(
    connection,
    'workspace/diagnostic/refresh',
    () => client().refreshesDiagnostics && documents.all().some(({ uri }) => isStale(pathOf(uri) ?? '')),
  );
  // An answer is about all of the workspace: while it grows, it is not asked for with every folder.
  const exposureGrows = throttled(2000, exposureChange.happened);
  const progress = indexProgress(connection, language, () => {
    indexing.stop();
    ended('the walk through the workspace was cancelled; folders that are not open may be missing');
  });
  const indexing = new Indexing({
    maxFiles: () => settings().index.maxFiles,
    onStep: progress.step,
    onEnd: (outcome) => ended(outcomeText(outcome)),
  });
  const folders: Folders = new Folders(
    {
      documents: () => documents.all(),
      isIndexed: (folder) => isWide() && indexing.covers(folder),
      onChange: told,
      onLinted: (isWhole) => {
        if (isWhole) refreshLenses();
        if (isWhole && settings().inlayHints.enabled) refreshInlayHints();
        if (isWhole || indexing.isComplete) exposureChange.happened();
        else exposureGrows();
        // A walk that comes to a folder for the first time changes nothing about it.
        if (isWhole || indexing.isComplete) driftChange.happened();
      },
      onFailure: (folder, error) => {
        console.error(`lint of ${folder}: ${detailOf(error)}`);
        changes.happened();
      },
      onProblem: (problem) => console.error(problem[language()]),
    },
    () => indexing.step(folders),
  );

  function told(paths: Iterable<string>): void {
    if (client().pullsDiagnostics) refreshDiagnostics();
    else publish(paths);
    changes.happened();
  }

  function ended(outcome: string): void {
    progress.end();
    console.info(outcome);
    changes.happened();
    exposureChange.happened();
    driftChange.happened();
  }

  function walk(): void {
    if (!isWide()) {
      indexing.stop();
      ended('only open files are looked at');
      return;
    }
    progress.begin();
    indexing.start(folders);
  }

  return {
    folders,
    reportOf,
    delivered,
    changes,
    exposureChange,
    driftChange,
    refreshLenses,
    refreshInlayHints,
    isComplete: () => indexing.isComplete && folders.queue.isCurrent,
    setTops: (uris) => {
      folders.workspace.set(uris.flatMap((uri) => pathOf(uri) ?? []));
      folders.allOutdated();
      walk();
    },
    closed: (uri) => {
      delivered.delete(pathOf(uri) ?? '');
      folders.openedOrClosed(uri);
    },
    walk,
    rescope: () => {
      told([...folders.known.paths()]);
      folders.allOutdated();
      walk();
    },
  };
}

function outcomeText({ files, folders, left, unreadable, milliseconds }: IndexOutcome): string {
  const parts = [`indexed ${files} files in ${folders} folders in ${milliseconds} ms`];
  if (left > 0) parts.push(`left out ${left} files: portguard.index.maxFiles allows no more`);
  if (unreadable.length > 0) parts.push(`cannot be listed: ${unreadable.join(', ')}`);
  return parts.join('; ');
}
