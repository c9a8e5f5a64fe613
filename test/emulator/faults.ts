/** What goes wrong, when. A script decides first, chance (from the seed) after it. */
export type Fault =
  /** HTTP 400 with x-acs-retry-after (milliseconds) where `retryAfter` is given. */
  | { readonly kind: 'throttle'; readonly code?: ThrottlingCode; readonly retryAfter?: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message?: string }
  /** The connection is cut: before the request is worked on, or after it took effect but before the answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** A page for people instead of JSON: a captive portal (200), a proxy's 502. */
  | { readonly kind: 'html'; readonly status: number }
  /** The first half of the JSON, with the Content-Length of that half. */
  | { readonly kind: 'truncated' }
  /** The page that was sent before comes again, with its token; for ever, when `times` is Infinity. */
  | { readonly kind: 'repeatPage' }
  /** What was answered to the same question before: the service has not heard of the change everywhere yet. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'slow'; readonly milliseconds: number };

export type ThrottlingCode = 'Throttling' | 'Throttling.User' | 'Throttling.Api' | 'Rejected.Throttling';

export interface Where {
  /** Default: every action. */
  readonly action?: string;
  readonly region?: string;
}

export interface ScriptedFault extends Where {
  readonly fault: Fault;
  /** How many matching requests it hits; default 1. */
  readonly times?: number;
  /** How many matching requests pass before. */
  readonly after?: number;
}

export interface RandomFault extends Where {
  readonly fault: Fault;
  /** 0..1 */
  readonly rate: number;
}

export interface FaultPlan {
  /** The fault for a request that has arrived; each question counts. */
  next(action: string, region: string): Fault | undefined;
  /** Adds to the script while the emulator runs. */
  inject(...faults: readonly ScriptedFault[]): void;
  /** From now on nothing goes wrong. */
  clear(): void;
}

export function faultPlan(faults: readonly (ScriptedFault | RandomFault)[], random: () => number): FaultPlan {
  let chances: RandomFault[] = faults.filter((one): one is RandomFault => 'rate' in one);
  let script = faults.filter((one): one is ScriptedFault => !('rate' in one)).map(fresh);
  return {
    next(action, region) {
      for (const entry of script) {
        if (entry.times <= 0 || !covers(entry.scripted, action, region)) continue;
        if (entry.after-- > 0) continue;
        entry.times--;
        return entry.scripted.fault;
      }
      return chances.find((one) => covers(one, action, region) && random() < one.rate)?.fault;
    },
    inject(...more) {
      script.push(...more.map(fresh));
    },
    clear() {
      script = [];
      chances = [];
    },
  };
}

function fresh(scripted: ScriptedFault): { scripted: ScriptedFault; times: number; after: number } {
  return { scripted, times: scripted.times ?? 1, after: scripted.after ?? 0 };
}

function covers(where: Where, action: string, region: string): boolean {
  return (where.action ?? action) === action && (where.region ?? region) === region;
}
