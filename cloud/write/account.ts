import { CloudError } from '../problem.ts';
import { textAt } from '../read/answers.ts';
import type { RegionSession } from '../session.ts';

/**
 * The number of the account that credentials belong to. Every identity may ask; `undefined` where the service that knows
 * cannot be reached. Credentials that are refused are refused here as well.
 */
export async function accountOf({ call }: Pick<RegionSession, 'call'>): Promise<string | undefined> {
  try {
    return textAt(await call('sts', 'GetCallerIdentity'), 'AccountId');
  } catch (error) {
    if (!(error instanceof CloudError) || error.problem.kind === 'credentials' || error.problem.kind === 'cancelled')
      throw error;
    return undefined;
  }
}
