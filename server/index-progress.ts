/** Shows how far the walk through the workspace is, where the client can show it; short walks are not worth it. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { Language, Text } from '../core/text/message.ts';

/** A walk is shown when it takes longer than this, and then at most so often; milliseconds. */
const [long, often] = [1000, 200];

const title: Text = { en: 'PortGuard: checking the workspace', zh: 'PortGuard：正在检查工作区' };

export interface IndexProgress {
  begin(): void;
  step(files: number): void;
  end(): void;
}

export function indexProgress(
  { window }: Pick<Connection, 'window'>,
  language: () => Language,
  onCancel: () => void,
): IndexProgress {
  let shown: Promise<WorkDoneProgressServerReporter> | undefined;
  let next = Number.POSITIVE_INFINITY;
  const begin = async (): Promise<WorkDoneProgressServerReporter> => {
    const progress = await window.createWorkDoneProgress();
    progress.begin(title[language()], undefined, undefined, true);
    progress.token.onCancellationRequested(onCancel);
    return progress;
  };
  // A client that refuses it is told nothing; the walk goes on.
  const tell = (what: (progress: WorkDoneProgressServerReporter) => void): void => void shown?.then(what, () => {});
  const end = (): void => {
    tell((progress) => progress.done());
    shown = undefined;
    next = Number.POSITIVE_INFINITY;
  };
  return {
    begin: () => {
      end();
      next = Date.now() + long;
    },
    step: (files) => {
      const now = Date.now();
      if (now < next) return;
      next = now + often;
      shown ??= begin();
      const message: Text = { en: `${files} files`, zh: `${files} 个文件` };
      tell((progress) => progress.report(message[language()]));
    },
    end,
  };
}
