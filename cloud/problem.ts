/** What can go wrong between us and the account, as one type with one sentence that says what to do next. */
import type { CloudProblem } from '../core/dialects/cloud/snapshot.ts';
import type { Text } from '../core/text/message.ts';

export type ProblemKind = CloudProblem['kind'];

/** The only error that leaves this room. Its `message` is for logs, `problem.message` for people; neither has secrets. */
export class CloudError extends Error {
  readonly problem: CloudProblem;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(problem: CloudProblem, retryAfter?: number) {
    super(`${problem.code}: ${problem.message.en}`);
    this.name = 'CloudError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export function problemOf(kind: ProblemKind, code: string, message: Text, requestId?: string): CloudProblem {
  return requestId === undefined ? { kind, code, message } : { kind, code, message, requestId };
}

export function cancelled(): CloudError {
  const message = { en: 'Cancelled.', zh: '已取消。' };
  return new CloudError(problemOf('cancelled', 'Cancelled', message));
}
