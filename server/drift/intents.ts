/** portguard/driftIntents: what would have to be asked of the account so that it is what the template says. */

import { accountIntents } from '../../core/drift/intents.ts';
import type { DriftTarget, ToldIntents } from '../../core/drift/told.ts';
import type { Components } from '../components.ts';
import { gone } from './acceptance.ts';
import type { LastDrift } from './last-drift.ts';

export function driftIntents({ folders, account, language }: Components, last: LastDrift) {
  return async ({ group, row: key }: Required<DriftTarget>): Promise<ToldIntents> => {
    await folders.settled();
    const drift = last.now({ folders, account }, group);
    const [row] = [...(drift?.rows ?? [])].find(([, one]) => one === key) ?? [];
    const intents = drift && row ? accountIntents(row, drift.pairing) : [];
    return intents.length > 0 ? { intents } : { problem: gone[language()] };
  };
}
