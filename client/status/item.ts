/** The status item of the documents that PortGuard looks at: findings, and how the server is. */
import { DiagnosticSeverity, Disposable, LanguageStatusSeverity, l10n, languages, window } from 'vscode';
import { languages as ours, patterns } from '../language/relevance.ts';
import type { Server } from '../language/server.ts';
import { type Counts, statusText } from './text.ts';

export interface StatusItem extends Disposable {
  /** Files of the workspace wait to be looked at, or no longer. */
  readonly setReading: (isReading: boolean) => void;
  /** As they are shown. */
  readonly text: string;
  readonly busy: boolean;
}

export function statusItem(server: Server): StatusItem {
  const item = languages.createLanguageStatusItem('portguard', [
    ...ours.map((language) => ({ language })),
    ...patterns.map((pattern) => ({ pattern })),
  ]);
  item.name = 'PortGuard';
  let isReading = false;
  const update = (): void => {
    const { text, detail, busy, isFailure } = statusText(server.state, isReading, countsHere(), l10n.t);
    item.text = text;
    item.detail = detail;
    item.busy = busy;
    item.severity = isFailure ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = isFailure
      ? { command: 'portguard.restartServer', title: l10n.t('Restart') }
      : { command: 'portguard.showOutput', title: l10n.t('Show Output') };
  };
  const registered = Disposable.from(
    item,
    server.onDidChangeState(update),
    window.onDidChangeActiveTextEditor(update),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
  );
  update();
  return {
    setReading: (now) => {
      if (now === isReading) return;
      isReading = now;
      update();
    },
    get text() {
      return item.text;
    },
    get busy() {
      return item.busy;
    },
    dispose: () => registered.dispose(),
  };
}

function countsHere(): Counts {
  const document = window.activeTextEditor?.document;
  const found = document ? languages.getDiagnostics(document.uri).filter(({ source }) => source === 'portguard') : [];
  const of = (severity: DiagnosticSeverity): number => found.filter((one) => one.severity === severity).length;
  const errors = of(DiagnosticSeverity.Error);
  const warnings = of(DiagnosticSeverity.Warning);
  return { errors, warnings, infos: found.length - errors - warnings };
}
