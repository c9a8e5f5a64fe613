/**
 * What of two lists of rules has no counterpart. Rules are the same by what they say, not by how: one rule that several
 * say together is there, and so is one that another one contains with the same policy and priority.
 */
import { protocolCovers, protocolsOverlap } from '../network/protocol.ts';
import { placesOf, type RuleCase } from '../network/rule-cases.ts';
import { isCovered, overlaps } from './covering.ts';
import { meaningOf, type SideRule } from './side-rules.ts';

export type DifferenceKind = 'only-in-account' | 'only-in-template' | 'differs' | 'unknown';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly account: readonly SideRule[];
  readonly template: readonly SideRule[];
  /** `possible` where something that is not known may be the counterpart. */
  readonly certainty: 'certain' | 'possible';
}

/**
 * @param strays rules of the templates of which the group is not known: each may be in this group
 */
export function differencesOf(
  account: readonly SideRule[],
  template: readonly SideRule[],
  strays: readonly SideRule[] = [],
): readonly Difference[] {
  const [live, liveDoubt] = parted(account);
  const [written, writtenDoubt] = parted(template);
  const doubts = [...writtenDoubt, ...strays];
  const [extra, missing] = [unmatched(live, written), unmatched(written, live)];
  const found: Difference[] = [];
  const single = { account: [] as SideRule[], template: [] as SideRule[] };
  for (const { account: a, template: t } of components(extra, missing)) {
    const [more, less] = [a.filter(({ lacks }) => lacks), t.filter(({ lacks }) => lacks)];
    if (more.length + less.length === 0) continue;
    if (a.length > 0 && t.length > 0) {
      const isDoubtful = [
        ...more.map((one) => counterparts(one.rule, doubts)),
        ...less.map((one) => counterparts(one.rule, liveDoubt)),
      ].some((some) => some.length > 0);
      found.push({
        kind: 'differs',
        account: rulesIn(a),
        template: rulesIn(t),
        certainty: isDoubtful ? 'possible' : 'certain',
      });
    } else {
      single.account.push(...rulesIn(more));
      single.template.push(...rulesIn(less));
    }
  }
  const taken = new Set<SideRule>();
  const settledExtra = single.account.filter((rule) => {
    const may = counterparts(rule, doubts);
    for (const one of may) taken.add(one);
    if (may.length > 0) found.push({ kind: 'unknown', account: [rule], template: may, certainty: 'possible' });
    return may.length === 0;
  });
  const settledMissing = single.template.filter((rule) => {
    const may = counterparts(rule, liveDoubt);
    for (const one of may) taken.add(one);
    if (may.length > 0) found.push({ kind: 'unknown', account: may, template: [rule], certainty: 'possible' });
    return may.length === 0;
  });
  found.push(...edited(settledExtra, settledMissing));
  const saidBy = (sides: readonly SideRule[]): readonly RuleCase[] => sides.flatMap(({ cases }) => cases);
  const untold = (doubt: readonly SideRule[], others: readonly SideRule[]): readonly SideRule[] =>
    doubt.filter((one) => !taken.has(one) && (one.isOpen || !isCovered(one, saidBy(others))));
  for (const one of untold(writtenDoubt, live))
    found.push({ kind: 'unknown', account: [], template: [one], certainty: 'possible' });
  for (const one of untold(liveDoubt, written))
    found.push({ kind: 'unknown', account: [one], template: [], certainty: 'possible' });
  return found;
}

function parted(rules: readonly SideRule[]): readonly [settled: readonly SideRule[], doubt: readonly SideRule[]] {
  return [rules.filter(({ isSettled }) => isSettled), rules.filter(({ isSettled }) => !isSettled)];
}

interface Unmatched {
  readonly rule: SideRule;
  /** The other side does not say all of it. */
  readonly lacks: boolean;
}

/** Rules without one on the other side that is the same. */
function unmatched(rules: readonly SideRule[], others: readonly SideRule[]): readonly Unmatched[] {
  const meanings = new Set(others.map(meaningOf));
  const cases = others.flatMap((other) => other.cases);
  return rules
    .filter((rule) => !meanings.has(meaningOf(rule)))
    .map((rule) => ({ rule, lacks: !isCovered(rule, cases) }));
}

interface Component {
  readonly account: readonly Unmatched[];
  readonly template: readonly Unmatched[];
}

/** Rules of both sides that say something in common, directly or through others. */
function components(account: readonly Unmatched[], template: readonly Unmatched[]): readonly Component[] {
  const left = { account: new Set(account), template: new Set(template) };
  const found: Component[] = [];
  for (const first of [...account, ...template]) {
    const isAccount = left.account.has(first);
    if (!isAccount && !left.template.has(first)) continue;
    const own = { account: [] as Unmatched[], template: [] as Unmatched[] };
    const pending: { one: Unmatched; side: keyof Component }[] = [
      { one: first, side: isAccount ? 'account' : 'template' },
    ];
    left[isAccount ? 'account' : 'template'].delete(first);
    for (let next = pending.pop(); next; next = pending.pop()) {
      own[next.side].push(next.one);
      const side = next.side === 'account' ? 'template' : 'account';
      for (const other of left[side]) {
        if (!overlaps(next.one.rule, other.rule)) continue;
        left[side].delete(other);
        pending.push({ one: other, side });
      }
    }
    found.push({ account: inOrder(own.account, account), template: inOrder(own.template, template) });
  }
  return found;
}

function inOrder(some: readonly Unmatched[], all: readonly Unmatched[]): readonly Unmatched[] {
  return all.filter((one) => some.includes(one));
}

function rulesIn(some: readonly Unmatched[]): readonly SideRule[] {
  return some.map(({ rule }) => rule);
}

/** Those of what is not known that may turn out to be this rule. */
function counterparts(rule: SideRule, doubts: readonly SideRule[]): readonly SideRule[] {
  return doubts.filter((doubt) => mayBe(doubt, rule));
}

function mayBe(doubt: SideRule, { cases }: SideRule): boolean {
  if (!doubt.isOpen) return isCovered({ cases }, doubt.cases);
  const { first, last } = placesOf(doubt.rule);
  const { peerCidr, peerIpv6Cidr, peerGroup } = doubt.rule;
  return cases.every(({ policy, priority, box }) => {
    const most = doubt.widest(policy)?.box;
    if (!most || priority < first || priority > last) return false;
    const isGroup = box.member?.startsWith('id:sg-') ?? false;
    if ((peerCidr ?? peerIpv6Cidr) ? box.peer === undefined : peerGroup ? !isGroup : isGroup) return false;
    return (
      protocolCovers(most.protocol, box.protocol) &&
      (!most.ports || (box.ports !== undefined && most.ports.covers(box.ports))) &&
      (!most.peer || (box.peer !== undefined && most.peer.covers(box.peer))) &&
      (most.member === undefined || most.member === box.member)
    );
  });
}

/** Pairs of what only the one and only the other side has that look like one rule before and after somebody edited it. */
function edited(account: readonly SideRule[], template: readonly SideRule[]): readonly Difference[] {
  const candidates = account.flatMap((a) =>
    template.flatMap((t) => {
      const apart = distance(a, t);
      return apart === undefined ? [] : [{ a, t, apart }];
    }),
  );
  const found: Difference[] = [];
  const paired = new Set<SideRule>();
  for (const { a, t } of candidates.sort((one, other) => one.apart - other.apart)) {
    if (paired.has(a) || paired.has(t)) continue;
    paired.add(a).add(t);
    found.push({ kind: 'differs', account: [a], template: [t], certainty: 'certain' });
  }
  const alone = (rules: readonly SideRule[]): readonly SideRule[] => rules.filter((rule) => !paired.has(rule));
  return [
    ...found,
    ...alone(account).map(
      (a): Difference => ({ kind: 'only-in-account', account: [a], template: [], certainty: 'certain' }),
    ),
    ...alone(template).map(
      (t): Difference => ({ kind: 'only-in-template', account: [], template: [t], certainty: 'certain' }),
    ),
  ];
}

/** How many things differ between two rules that may be one; `undefined` where they are too different for that. */
function distance(a: SideRule, t: SideRule): number | undefined {
  const [one, more] = a.cases;
  const [other, others] = t.cases;
  if (!one || !other || more || others) return undefined;
  const text = (set: unknown): string => String(set ?? '');
  const sameTraffic = one.box.protocol === other.box.protocol && text(one.box.ports) === text(other.box.ports);
  const samePeer = text(one.box.peer) === text(other.box.peer) && one.box.member === other.box.member;
  const sameRest =
    text(one.box.sourcePorts) === text(other.box.sourcePorts) && text(one.box.local) === text(other.box.local);
  if (!samePeer && !isSameKindOfPeer(one, other)) return undefined;
  if (!sameTraffic && !sharesTraffic(one, other)) return undefined;
  const apart = [sameTraffic, samePeer, sameRest, one.policy === other.policy].filter((same) => !same).length;
  return apart > 1 ? undefined : apart * 2 + (one.priority === other.priority ? 0 : 1);
}

function sharesTraffic({ box: a }: RuleCase, { box: b }: RuleCase): boolean {
  return protocolsOverlap(a.protocol, b.protocol) && (!a.ports || !b.ports || a.ports.overlaps(b.ports));
}

/** The API changes a rule's source only to another one of its kind (ModifySecurityGroupRule). */
function isSameKindOfPeer({ box: a }: RuleCase, { box: b }: RuleCase): boolean {
  if (!a.peer || !b.peer) return !a.peer && !b.peer;
  return a.peer.v4.length > 0 === b.peer.v4.length > 0 && a.peer.v6.length > 0 === b.peer.v6.length > 0;
}
