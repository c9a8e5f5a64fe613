/** After an interruption, and when the time of a closing is over. */
import { CloudError } from '../problem.ts';
import { applyAlone, type Outcome, resolve, type WriteRequest, type Writing, writingFor } from './apply.ts';
import { type Change, changesIn, dueAt } from './changes.ts';
import { alone } from './lock.ts';
import { isRefusal, type Refusal } from './plan.ts';
import { toldOf, undoing } from './sentences.ts';
import { planUndo } from './undo.ts';

export interface Resumed {
  /** What became of changes that broke off. */
  readonly resolved: readonly Outcome[];
  /** Closings whose time was over, each with what became of it. */
  readonly restored: readonly { readonly change: Change; readonly outcome: Outcome | Refusal }[];
}

/**
 * Finds out about unfinished changes, then opens again what was closed for a time that is over.
 * @param only ids of changes; all of the journal where none are named
 */
export function resume(request: WriteRequest, only?: readonly string[]): Promise<Resumed | Refusal> {
  return alone(request.stateFolder, async () => {
    const writing = writingFor(request);
    const changes = () => changesIn(writing.journal.lines()).filter(({ id }) => only?.includes(id) ?? true);
    const resolved: Outcome[] = [];
    for (const change of changes()) if (change.state === 'unfinished') resolved.push(await resolve(change, writing));
    const restored: { change: Change; outcome: Outcome | Refusal }[] = [];
    for (const change of dueAt(changes(), writing.now().getTime())) {
      restored.push({ change, outcome: await restore(change, writing) });
    }
    return { resolved, restored };
  });
}

/** One that cannot be restored now must not keep the others closed. */
async function restore(change: Change, writing: Writing): Promise<Outcome | Refusal> {
  try {
    const plan = await planUndo(change.id, writing);
    if (!isRefusal(plan)) return await applyAlone(plan, writing);
    if (plan.refused === 'nothing-to-do') {
      writing.journal.append({ id: change.id, at: writing.now().toISOString(), line: 'settled' });
    }
    return plan;
  } catch (error) {
    if (!(error instanceof CloudError) || error.problem.kind === 'credentials' || error.problem.kind === 'cancelled') {
      throw error;
    }
    const told = toldOf('not-done', { ...change.plan, what: undoing(change.plan.what) }, writing.now());
    return { id: change.id, state: 'not-done', problem: error.problem, ...told };
  }
}
