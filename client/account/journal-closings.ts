/**
 * Closings of the account that is open which others have made: `portguard cloud`, or another editor. They stand in the
 * journal, a file of this machine, which is read whenever a live account is opened or read again.
 */
import type { Disposable, Event, LogOutputChannel } from 'vscode';
import { type Closing, type Closings, remembered } from './closings.ts';
import { isLive, writing } from './source.ts';
import type { OpenAccount } from './view.ts';

export interface JournalClosings extends Disposable {
  /** Reads the journal again. */
  readonly look: () => Promise<void>;
}

export function journalClosings(
  closings: Closings,
  opened: () => OpenAccount | undefined,
  onDidChange: Event<void>,
  log: LogOutputChannel,
): JournalClosings {
  const look = async (): Promise<void> => {
    const open = opened();
    if (!open || !isLive(open.source)) return closings.setOthers([]);
    try {
      const { journalOfClosings } = await writing();
      const { active, over } = await journalOfClosings();
      // Somebody may have closed the account meanwhile, or opened another one.
      if (opened() !== open) return;
      await closings.forget(over);
      const source = remembered(open.source);
      const groups = new Set(
        open.account.snapshot.regions.flatMap(({ region, securityGroups = [] }) =>
          securityGroups.map(({ id }) => `${region}/${id}`),
        ),
      );
      closings.setOthers(
        active
          .filter(({ region, group }) => groups.has(`${region}/${group}`))
          .map((one): Closing => ({ ...one, source })),
      );
    } catch (error) {
      // What is open stands there without it.
      log.warn(`journal: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const following = onDidChange(() => void look());
  return { look, dispose: () => following.dispose() };
}
