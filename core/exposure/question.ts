/** One question about one group: can these addresses reach this port, and which rule decides? */
import type { AddressSet } from '../network/addresses.ts';
import {
  assumedAccepts,
  type Decisions,
  decisionsOf,
  effectiveRules,
  isAccepted,
  noPacket,
  type RuleGroup,
  ruleGroups,
} from '../network/groups.ts';
import type { NetworkModel } from '../network/model.ts';
import { peersWithin } from '../network/packet-regions.ts';
import { cellsOf, type PacketBox } from '../network/packets.ts';
import { PortSet } from '../network/ports.ts';
import type { Protocol } from '../network/protocol.ts';
import type { RuleCase } from '../network/rule-cases.ts';
import { nameOf } from './row.ts';

export interface Question {
  readonly addresses: AddressSet;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface Verdict {
  /** These of the addresses that were asked about. */
  readonly addresses: AddressSet;
  /** `may`: it depends on what is not known. */
  readonly answer: 'can' | 'may' | 'cannot';
  /** The rule that decides; `undefined` for the default of the group. */
  readonly by: RuleCase | undefined;
}

/** The groups that a name means: a whole address, the end of one, or an id. */
export function groupsNamed(model: NetworkModel, name: string): readonly RuleGroup[] {
  const all = ruleGroups(model);
  const exact = all.filter(({ key }) => nameOf(key) === name);
  if (exact.length > 0) return exact;
  return all.filter(({ key }) => nameOf(key).endsWith(`.${name}`) || nameOf(key).startsWith(`${name}[`));
}

/** The verdicts about all of the addresses, by deciding rule; nothing where the group is too much work. */
export function verdicts(model: NetworkModel, group: RuleGroup, question: Question): readonly Verdict[] {
  const { certain, possible } = effectiveRules(model, group, 'ingress');
  const box: PacketBox = {
    protocol: question.protocol,
    ports: PortSet.single(question.port),
    peer: question.addresses,
  };
  const sure = certain && decided(certain, box);
  if (!sure) return [];
  const told = (accepted: (typeof sure)[number], answer: Verdict['answer']): Verdict => ({ ...accepted, answer });
  const can = sure.filter((one) => one.accepted).map((one) => told(one, 'can'));
  const not = sure.filter((one) => !one.accepted);
  if (certain === possible) return [...can, ...not.map((one) => told(one, 'cannot'))];
  const assumed = assumedAccepts(model, group, 'ingress');
  const perhaps = possible && decided({ ...possible, cases: [...possible.cases, ...assumed] }, box);
  const may = (perhaps ?? []).filter((one) => one.accepted);
  const open = not.flatMap((one) =>
    may.map((other) => ({ addresses: one.addresses.intersect(other.addresses), answer: 'may' as const, by: other.by })),
  );
  const closed = not.map((one) => ({
    addresses: may.reduce((left, other) => left.subtract(other.addresses), one.addresses),
    answer: 'cannot' as const,
    by: one.by,
  }));
  return [...can, ...open, ...closed].filter(({ addresses }) => !addresses.isEmpty);
}

function decided(decisions: Pick<Decisions, 'cases' | 'byDefault'>, box: PacketBox) {
  const divided = decisionsOf(decisions.cases, decisions.byDefault, [box]);
  if (!divided) return undefined;
  const { cases, diagram, space } = divided;
  return [...peersWithin(diagram, space, cellsOf(box, space))]
    .filter(([decider]) => decider !== noPacket)
    .map(([decider, addresses]) => ({ addresses, accepted: isAccepted(divided, decider), by: cases[decider] }));
}
