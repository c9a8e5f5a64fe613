/** Taking what the templates say into the account: what would have to be asked of it, as plain data. Nothing is asked here. */
import { type ApiRule, apiRules } from './api-rules.ts';
import type { DriftRow } from './drift.ts';
import type { Pairing } from './group-pairs.ts';
import { ruleIdOf } from './rule-ids.ts';
import type { SideRule } from './side-rules.ts';

export type AccountIntent =
  | { readonly kind: 'authorize'; readonly groupId: string; readonly rule: ApiRule }
  /** `ruleId` where the account gave the rule one. */
  | { readonly kind: 'revoke'; readonly groupId: string; readonly ruleId: string | undefined; readonly rule: ApiRule }
  | { readonly kind: 'modify'; readonly groupId: string; readonly ruleId: string; readonly rule: ApiRule };

/** In an order in which nothing that both sides let in is cut off in between; empty where it is not known what to ask for. */
export function accountIntents(row: DriftRow, { ids }: Pairing): readonly AccountIntent[] {
  if (row.certainty !== 'certain' || row.kind === 'unknown') return [];
  const { pair, account, template, direction } = row;
  const { id: groupId } = pair.account;
  const wanted = template.map((one) => apiRules(one.rule, direction, (reference) => idOf(one, reference)));
  const live = account.map(({ rule }) => ({ ruleId: ruleIdOf(rule), rules: apiRules(rule, direction) }));
  if ([...wanted, ...live.map(({ rules }) => rules)].some((rules) => rules.length === 0)) return [];
  const [own, target] = [live[0], wanted[0]?.[0]];
  const isOne = live.length === 1 && wanted.length === 1 && wanted[0]?.length === 1 && own?.rules.length === 1;
  if (isOne && own?.ruleId !== undefined && target && isSameKind(own.rules[0] as ApiRule, target)) {
    return [{ kind: 'modify', groupId, ruleId: own.ruleId, rule: target }];
  }
  const added = wanted.flat().map((rule): AccountIntent => ({ kind: 'authorize', groupId, rule }));
  const taken = live.flatMap(({ ruleId, rules }) =>
    rules
      .slice(0, ruleId === undefined ? undefined : 1)
      .map((rule): AccountIntent => ({ kind: 'revoke', groupId, ruleId, rule })),
  );
  // The API would find the rule there already, whatever its priority, and the other request would take it away.
  const keys = new Set(live.flatMap(({ rules }) => rules.map(keyOf)));
  return wanted.flat().some((rule) => keys.has(keyOf(rule))) ? [...taken, ...added] : [...added, ...taken];

  function idOf({ group }: SideRule, reference: string): string | undefined {
    const model = pair.template.find((one) => one.group === group)?.model;
    return model && ids.get(model)?.get(`ref:${reference}`);
  }
}

/** A rule keeps the kind of its source, and no field of it can be emptied (ModifySecurityGroupRule). */
function isSameKind(a: ApiRule, b: ApiRule): boolean {
  const fields = ({ source, dest, sourcePortRange }: ApiRule): string =>
    [Object.keys(source), Object.keys(dest), sourcePortRange === undefined].join('|');
  return fields(a) === fields(b);
}

/** What a rule is to the API (AuthorizeSecurityGroup). */
function keyOf({ priority, description, ...key }: ApiRule): string {
  return JSON.stringify(key);
}
