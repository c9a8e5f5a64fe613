/**
 * A request that is answered with an error: `{ RequestId, HostId, Code, Message, Recommend }` and an HTTP status.
 * Codes and statuses are those of the real service.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** Further members of the body, such as AccessDeniedDetail. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** What the gateway says when a mandatory parameter is absent. */
export function missing(parameter: string): Refusal {
  return new Refusal(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`);
}

export function invalid(parameter: string): Refusal {
  return new Refusal(400, 'InvalidParameter', `The specified parameter "${parameter}" is not valid.`);
}
