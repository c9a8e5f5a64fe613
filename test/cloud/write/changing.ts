/** Planning, applying and taking back on the sample account, as the tests of this folder want it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { applyPlan, type Outcome, type WriteRequest } from '../../../cloud/write/apply.ts';
import { type Intent, isRefusal, type Plan, type Refusal } from '../../../cloud/write/plan.ts';
import { preparePlan, prepareUndo } from '../../../cloud/write/prepare.ts';
import type { Rule } from '../../emulator/account/account.ts';
import { groups } from '../../emulator/account/sample-groups.ts';
import type { AccessKey } from '../../emulator/keys.ts';
import { owner } from '../../emulator/sample-keys.ts';
import type { Emulator } from '../../emulator/start.ts';
import { groupOf } from '../../emulator/writing.ts';
import { requestFor } from '../account.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    // Whatever a test did, no credentials are in its journal.
    expect(journalIn(folder)).not.toMatch(/secret|LTAI/);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A place for a journal that goes with the test. */
export function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portguard-state-'));
  folders.push(folder);
  return folder;
}

function journalIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'changes.jsonl'), 'utf8');
  } catch {
    return '';
  }
}

export interface Changing {
  readonly request: WriteRequest;
  readonly plan: (intent: Intent, group?: string) => Promise<Plan | Refusal>;
  /** Plans, which must succeed, and applies. */
  readonly change: (intent: Intent, group?: string) => Promise<Outcome | Refusal>;
  readonly apply: (plan: Plan) => Promise<Outcome | Refusal>;
  readonly undo: (id?: string) => Promise<Outcome | Refusal>;
}

export function changing(
  emulator: Emulator,
  { key = owner, now }: { readonly key?: AccessKey; readonly now?: () => Date } = {},
): Changing {
  const request: WriteRequest = { ...requestFor(emulator, key), stateFolder: stateFolder(), ...(now ? { now } : {}) };
  const plan = (intent: Intent, group: string = groups.web): Promise<Plan | Refusal> =>
    preparePlan(intent, { ...request, region: 'cn-hangzhou', group });
  return {
    request,
    plan,
    apply: (one) => applyPlan(one, request),
    async change(intent, group) {
      return applyPlan(planned(await plan(intent, group)), request);
    },
    async undo(id) {
      const one = await prepareUndo(id, request);
      return isRefusal(one) ? one : applyPlan(one, request);
    },
  };
}

export function planned(plan: Plan | Refusal): Plan {
  if (isRefusal(plan)) throw new Error(`${plan.refused}: ${plan.message.en}`);
  return plan;
}

/** The live rules without what the service gives to a new one. */
export function liveRules(
  emulator: Emulator,
  group: string = groups.web,
): Omit<Rule, 'SecurityGroupRuleId' | 'CreateTime'>[] {
  return groupOf(emulator, group)
    .rules.map(({ SecurityGroupRuleId: _, CreateTime: __, ...rule }) => rule)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** `TCP 22/22 Accept 203.0.113.0/24 1`, sorted. */
export function shortRules(emulator: Emulator, group: string = groups.web): string[] {
  return liveRules(emulator, group).map((rule) =>
    [
      rule.Direction === 'egress' ? 'out' : 'in',
      rule.IpProtocol,
      rule.PortRange || rule.PortRangeListId,
      rule.Policy,
      rule.SourceCidrIp || rule.Ipv6SourceCidrIp || rule.SourceGroupId || rule.SourcePrefixListId || rule.DestCidrIp,
      rule.Priority,
    ].join(' '),
  );
}

/** How often each write was sent. */
export function writesOf(emulator: Emulator): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { action } of emulator.requests) {
    if (/^(?:Authorize|Revoke|Modify)/.test(action)) counts[action] = (counts[action] ?? 0) + 1;
  }
  return counts;
}

export const ssh = {
  direction: 'ingress',
  ipProtocol: 'TCP',
  portRange: '22/22',
  policy: 'Accept',
  priority: 1,
  sourceCidrIp: '203.0.113.0/24',
} as const;
