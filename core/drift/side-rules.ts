/**
 * The rules of one side, as boxes that can be compared with the other side's: whoever is on the other side is named by
 * ids of the account.
 */
import { prefixLists, type RuleGroup, ruleGroupKeys } from '../network/groups.ts';
import type { NetworkModel, SecurityGroupRule } from '../network/model.ts';
import { hasPorts } from '../network/protocol.ts';
import {
  casesOf,
  type Direction,
  type Policy,
  type PrefixLists,
  type RuleCase,
  widestCase,
} from '../network/rule-cases.ts';
import type { Value } from '../values/value.ts';

export interface SideRule {
  readonly rule: SecurityGroupRule;
  readonly group: RuleGroup;
  readonly direction: Direction;
  /** What it is known to be; every combination where a field has several values. */
  readonly cases: readonly RuleCase[];
  /** All is known of it: it exists, and the cases are all that it is. */
  readonly isSettled: boolean;
  /** Something of it is not known at all, so that it may be what no case says. */
  readonly isOpen: boolean;
  /** The most that it could accept or drop where it is not settled. */
  readonly widest: (policy: Policy) => RuleCase | undefined;
}

/** How the account calls what a side names. */
export interface Naming {
  readonly lists: PrefixLists;
  /** The account's key (`id:sg-…`) of a key of this side; `undefined` where that is not known. */
  readonly idOf: (key: string) => string | undefined;
}

/** In the account everything is named by its id. */
export function accountNaming(model: NetworkModel): Naming {
  return { lists: prefixLists(model), idOf: (key) => key.replace(/^ref:/, 'id:') };
}

/** Lists that a template names by their id have the entries that the account has. */
export function templateNaming(
  model: NetworkModel,
  account: NetworkModel,
  ids: ReadonlyMap<string, string> | undefined,
): Naming {
  const known = [...prefixLists(account)].map(([key, entries]) => [key.replace(/^ref:/, 'id:'), entries] as const);
  return {
    lists: new Map([...known, ...prefixLists(model)]),
    idOf: (key) => {
      if (key.startsWith('id:')) return key;
      const id = ids?.get(key);
      return id === undefined ? undefined : `id:${id}`;
    },
  };
}

/** The rules of a group that may say something about a direction; none that are refused at deployment. */
export function sideRules(group: RuleGroup, direction: Direction, naming: Naming): readonly SideRule[] {
  return group.rules.flatMap((rule): readonly SideRule[] => {
    const { known } = casesOf(rule, direction, naming.lists);
    const widest = (policy: Policy): RuleCase | undefined => {
      const most = widestCase(rule, direction, naming.lists, policy);
      return most && (named(most, naming) ?? { ...most, box: { ...most.box, member: undefined } });
    };
    const cases = known.flatMap((one) => named(one, naming) ?? []);
    const fields = fieldsOf(rule);
    const isOpen = cases.length < known.length || known.length === 0 || fields.some(hasUnknown);
    const isSettled = !isOpen && rule.exists === 'yes' && ruleGroupKeys(rule).length === 1 && fields.every(isKnown);
    // Of the other direction, or never applied.
    if (known.length === 0 && !widest('accept') && !widest('drop')) return [];
    return [{ rule, group, direction, cases, isSettled, isOpen, widest }];
  });
}

function named(one: RuleCase, { idOf }: Naming): RuleCase | undefined {
  const { member } = one.box;
  if (member === undefined) return one;
  const id = idOf(member);
  return id === undefined ? undefined : { ...one, box: { ...one.box, member: id } };
}

type Field = Value<unknown> | undefined;

function fieldsOf(rule: SecurityGroupRule): readonly Field[] {
  const { direction, policy, priority, protocol, ports, sourcePorts } = rule;
  const { peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList, localCidr, localIpv6Cidr } = rule;
  const peers = [peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList];
  return [direction, policy, priority, protocol, ports, sourcePorts, ...peers, localCidr, localIpv6Cidr];
}

function isKnown(field: Field): boolean {
  return field === undefined || field.kind === 'known';
}

function hasUnknown(field: Field): boolean {
  return field?.kind === 'unknown' || (field?.kind === 'oneOf' && field.options.some(({ kind }) => kind === 'unknown'));
}

/** The same text for rules that are the same to the last packet and priority, however they are written. */
export function meaningOf({ cases }: SideRule): string {
  return [...new Set(cases.map(caseKey))].sort().join('\n');
}

function caseKey({ policy, priority, box }: RuleCase): string {
  const { protocol, ports, peer, member, sourcePorts, local } = box;
  const range = protocol === 'all' || hasPorts(protocol) ? ports : undefined;
  const of = (set: { readonly isAll: boolean } | undefined): string => (set && !set.isAll ? String(set) : '');
  return [policy, priority, protocol, of(range), peer ?? '', member ?? '', of(sourcePorts), local ?? ''].join(' ');
}
