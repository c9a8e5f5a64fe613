/** What the status item says: about the server, and about the document that is looked at. */
import type { ServerState } from '../language/server.ts';
import type { Translate } from '../translate.ts';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface StatusText {
  readonly text: string;
  readonly detail: string;
  /** Work is going on. */
  readonly busy: boolean;
  /** A person must act. */
  readonly isFailure: boolean;
}

/** @param isReading files of the workspace wait to be looked at */
export function statusText(state: ServerState, isReading: boolean, counts: Counts, t: Translate): StatusText {
  if (state === 'failed') {
    return { text: t('PortGuard does not run'), detail: t('Its language server ended'), busy: false, isFailure: true };
  }
  if (state === 'idle') {
    return { text: 'PortGuard', detail: t('Nothing to look at yet'), busy: false, isFailure: false };
  }
  if (state === 'starting') {
    return { text: 'PortGuard', detail: t('Starting'), busy: true, isFailure: false };
  }
  return {
    text: countsText(counts, t),
    detail: isReading ? t('Reading the workspace') : 'PortGuard',
    busy: isReading,
    isFailure: false,
  };
}

function countsText({ errors, warnings, infos }: Counts, t: Translate): string {
  const parts = [
    errors === 1 ? t('1 error') : errors > 0 ? t('{0} errors', errors) : '',
    warnings === 1 ? t('1 warning') : warnings > 0 ? t('{0} warnings', warnings) : '',
    infos > 0 ? t('{0} info', infos) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(t(', ')) : t('No findings');
}
