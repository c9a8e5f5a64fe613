/**
 * When the time of a closing is over. Who closed a port in this window has agreed to its being opened again, and it is;
 * of those that were closed before, by another window, or from the command line, people are told, and asked. Nothing is
 * loaded before that.
 */
import { Disposable, l10n, window } from 'vscode';
import type { Closing, Closings } from './closings.ts';
import { timeText } from './time-text.ts';

export interface Reopening {
  /** Of those whose time is over, without asking. */
  readonly reopen: (closings: readonly Closing[]) => unknown;
  /** Before its time, as any other undoing: asked for. */
  readonly undo: (closing: Closing) => unknown;
  readonly showChanges: () => unknown;
  /** Looks again which closings of others there are. */
  readonly look: () => Promise<void>;
}

export function closingReminders(
  closings: Closings,
  { reopen, undo, showChanges, look: lookAgain }: Reopening,
): Disposable {
  const inherited = new Set(closings.all().map(({ id }) => id));
  /** Told once; the tree still shows them. */
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const remind = async (about: readonly Closing[], say: (closings: string) => string): Promise<void> => {
    if (about.length === 0) return;
    const [now, later, show] = [l10n.t('Reopen Now'), l10n.t('Later'), l10n.t('Show Changes')];
    const message = say(about.map(closingText).join('; '));
    const answer = await window.showInformationMessage(message, now, later, show);
    if (answer === show) showChanges();
    if (answer !== now) return;
    const over = about.filter(isOver);
    if (over.length > 0) await reopen(over);
    for (const closing of about) if (!over.includes(closing)) await undo(closing);
  };
  /** Whoever closed them may have opened them by now. */
  const remindOfOthers = async (): Promise<void> => {
    const late = new Set(closings.others().flatMap((one) => (!told.has(one.id) && isLate(one) ? [one.id] : [])));
    for (const id of late) told.add(id);
    await lookAgain();
    await remind(
      closings.others().filter(({ id }) => late.has(id)),
      othersText,
    );
  };
  const look = (): void => {
    clearTimeout(timer);
    const waiting = closings.all().filter(({ id }) => !told.has(id));
    const over = waiting.filter(isOver);
    for (const { id } of over) told.add(id);
    const mine = over.filter(({ id }) => !inherited.has(id));
    if (mine.length > 0) reopen(mine);
    void remind(
      over.filter(({ id }) => inherited.has(id)),
      ownText,
    );
    const others = closings.others().filter(({ id }) => !told.has(id));
    if (others.some(isLate)) void remindOfOthers();
    const next = Math.min(
      ...waiting.filter((one) => !isOver(one)).map(({ until }) => until),
      ...others.filter((one) => !isLate(one)).map(({ until }) => until + grace),
    );
    if (next === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(look, Math.min(next - Date.now(), longest));
    timer.unref();
  };
  const all = closings.all();
  for (const { id } of all.filter(isOver)) told.add(id);
  void remind(all, ownText);
  look();
  return Disposable.from(closings.onDidChange(look), { dispose: () => clearTimeout(timer) });
}

/** Milliseconds: a timer waits no longer, and a machine may sleep in between. */
const longest = 60 * 60_000;

/** Milliseconds that whoever closed a port has for opening it again, before others are asked to. */
const grace = 30_000;

function isLate({ until }: Closing): boolean {
  return until + grace <= Date.now();
}

function ownText(closings: string): string {
  return l10n.t('Ports that were closed for some time: {0}', closings);
}

function othersText(closings: string): string {
  return l10n.t(
    'Ports that were closed for some time elsewhere, and still are: {0}. "Reopen Now" opens them, and so does "portguard cloud resume".',
    closings,
  );
}

function isOver({ until }: Closing): boolean {
  return until <= Date.now();
}

function closingText(closing: Closing): string {
  const { port, name, until } = closing;
  return isOver(closing)
    ? l10n.t('{0} of {1}, over since {2}', port, name, timeText(until))
    : l10n.t('{0} of {1}, until {2}', port, name, timeText(until));
}
