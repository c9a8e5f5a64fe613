/** Closings for some time as the journal has them, whoever made them. */
import type { Closing } from '../closings.ts';
import { cloud } from '../source.ts';
import { closedPort } from './plan-words.ts';

export interface ClosingsOfJournal {
  /** In effect, also where their time is over. */
  readonly active: readonly Omit<Closing, 'source'>[];
  /** Ids of those that were taken back. */
  readonly over: readonly string[];
}

export async function journalOfClosings(): Promise<ClosingsOfJournal> {
  const { readChanges, defaultStateFolder } = await cloud();
  const changes = readChanges(defaultStateFolder()).filter(({ plan }) => plan.minutes !== undefined);
  return {
    active: changes.flatMap(({ id, until, plan }) => {
      const { region, group } = plan;
      const where = { region, group: group.id, name: group.name ?? group.id, port: closedPort(plan) };
      return until === undefined ? [] : [{ id, until, ...where }];
    }),
    over: changes.filter(({ until }) => until === undefined).map(({ id }) => id),
  };
}
