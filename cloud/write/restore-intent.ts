/** What would have to be asked of an account, as drift says it, as one intent. */
import type { ApiRule, ApiSide } from '../../core/drift/api-rules.ts';
import type { AccountIntent } from '../../core/drift/intents.ts';
import type { Intent, NewRule, RuleChange } from './plan.ts';

/** @param intents of one group, in order */
export function restoreIntent(intents: readonly AccountIntent[]): Extract<Intent, { readonly kind: 'restore' }> {
  return { kind: 'restore', changes: intents.map(changeOf) };
}

function changeOf(intent: AccountIntent): RuleChange {
  const rule = newRule(intent.rule);
  switch (intent.kind) {
    case 'authorize':
      return { do: 'add', rule };
    case 'revoke':
      return { do: 'remove', id: intent.ruleId, rule };
    case 'modify':
      return { do: 'change', id: intent.ruleId, rule };
  }
}

function newRule({ policy, source, dest, ...rule }: ApiRule): NewRule {
  return {
    ...rule,
    policy: policy === 'drop' ? 'Drop' : 'Accept',
    ...sideOf('source', source),
    ...sideOf('dest', dest),
  };
}

function sideOf(side: 'source' | 'dest', { cidrIp, ipv6CidrIp, groupId, prefixListId }: ApiSide): Partial<NewRule> {
  const named = side === 'source' ? 'Source' : 'Dest';
  return {
    ...(cidrIp === undefined ? {} : { [`${side}CidrIp`]: cidrIp }),
    ...(ipv6CidrIp === undefined ? {} : { [`ipv6${named}CidrIp`]: ipv6CidrIp }),
    ...(groupId === undefined ? {} : { [`${side}GroupId`]: groupId }),
    ...(prefixListId === undefined ? {} : { [`${side}PrefixListId`]: prefixListId }),
  };
}
