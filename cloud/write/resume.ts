/** After an interruption, and when the time of a closing is over. */
import { applyAlone, type Outcome, resolve, type WriteRequest, writingFor } from './apply.ts';
import { type Change, changesIn, dueAt } from './changes.ts';
import { alone } from './lock.ts';
import { isRefusal, type Refusal } from './plan.ts';
import { planUndo } from './undo.ts';

export interface Resumed {
  /** What became of changes that broke off. */
  readonly resolved: readonly Outcome[];
  /** Closings whose time was over, each with what became of it. */
  readonly restored: readonly { readonly change: Change; readonly outcome: Outcome | Refusal }[];
}

/** Finds out about unfinished changes, then opens again what was closed for a time that is over. */
export function resume(request: WriteRequest): Promise<Resumed | Refusal> {
  return alone(request.stateFolder, async () => {
    const writing = writingFor(request);
    const changes = () => changesIn(writing.journal.lines());
    const resolved: Outcome[] = [];
    for (const change of changes()) if (change.state === 'unfinished') resolved.push(await resolve(change, writing));
    const restored: { change: Change; outcome: Outcome | Refusal }[] = [];
    for (const change of dueAt(changes(), writing.now().getTime())) {
      const plan = await planUndo(change.id, writing);
      const outcome = isRefusal(plan) ? plan : await applyAlone(plan, writing);
      if (isRefusal(plan) && plan.refused === 'nothing-to-do') {
        writing.journal.append({ id: change.id, at: writing.now().toISOString(), line: 'settled' });
      }
      restored.push({ change, outcome });
    }
    return { resolved, restored };
  });
}
