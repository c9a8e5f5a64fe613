/** What drift comes to: packets that the account lets through and the templates do not, and the other way round. */

import type { ExposureRow } from '../exposure/row.ts';
import { type Source, servicesOn } from '../exposure/row.ts';
import { rowsOf } from '../exposure/rows.ts';
import { AddressSet } from '../network/addresses.ts';
import { type Diagram, Diagrams } from '../network/first-match.ts';
import type { RuleGroup } from '../network/groups.ts';
import { boxesOf, type Decisions, deciders, inPrecedence, isAccepted } from '../network/groups.ts';
import type { NetworkModel } from '../network/model.ts';
import { type PortRegion, peerRegions, portRegions, valuesIn } from '../network/packet-regions.ts';
import { cellsOf, type PacketBox, type Space, spaceOf } from '../network/packets.ts';
import { PortSet } from '../network/ports.ts';
import { hasPorts } from '../network/protocol.ts';
import type { Direction, Policy, RuleCase } from '../network/rule-cases.ts';
import type { SideRule } from './side-rules.ts';

export interface Effect {
  /** As seen from the templates: the account opens, or closes, what they do not. */
  readonly change: 'opens' | 'closes';
  readonly certainty: 'certain' | 'possible';
  readonly direction: Direction;
  /** Whom packets come from, or go to. */
  readonly peer: Source;
  readonly protocol: ExposureRow['protocol'];
  /** What `all` leaves out, because it is decided otherwise. */
  readonly except: readonly ExposureRow['protocol'][];
  readonly ports: PortSet | undefined;
  readonly services: readonly string[];
  /** Of what comes in: whether a way from the internet leads there, and which. */
  readonly reach: ExposureRow['reach'] | undefined;
  readonly ways: readonly string[];
}

type Verdict = 'opens certain' | 'opens possible' | 'closes certain' | 'closes possible' | '';

/** Both sides of a group, compared packet by packet. */
export interface Compared {
  readonly direction: Direction;
  readonly space: Space;
  readonly verdicts: Diagram<Verdict>;
  readonly account: { readonly model: NetworkModel; readonly group: RuleGroup };
}

interface Side {
  readonly certain: readonly RuleCase[];
  readonly possible: readonly RuleCase[];
}

/** `undefined` where it would be too much work. */
export function comparedSides(
  account: Compared['account'],
  [live, written]: readonly [readonly SideRule[], readonly SideRule[]],
  direction: Direction,
): Compared | undefined {
  const sides = [sideOf(live), sideOf(written)] as const;
  const space = spaceOf(sides.flatMap(({ certain, possible }) => boxesOf([...certain, ...possible])));
  const byDefault = defaultOf(account.group, direction);
  const [is, was] = sides.map((side) => statesOf(side, space, byDefault));
  const verdicts = is && was && new Diagrams<Verdict>().combine(is, was, verdictOf);
  return verdicts && { direction, space, verdicts, account };
}

function sideOf(rules: readonly SideRule[]): Side {
  const settled = rules.filter(({ isSettled }) => isSettled).flatMap(({ cases }) => cases);
  const doubts = rules.filter(({ isSettled }) => !isSettled);
  const most = (policy: Policy): readonly RuleCase[] => doubts.flatMap(({ widest }) => widest(policy) ?? []);
  const known = doubts.flatMap(({ cases }) => cases.filter(({ policy }) => policy === 'accept'));
  return {
    certain: inPrecedence([...settled, ...most('drop')]),
    possible: inPrecedence([...settled, ...known, ...most('accept')]),
  };
}

/** How the account decides where no rule does: a template that says otherwise differs in the group, not in a rule. */
function defaultOf({ group }: RuleGroup, direction: Direction): Policy {
  const isAdvanced = group?.kind?.kind === 'known' && group.kind.value === 'enterprise';
  return direction === 'ingress' || isAdvanced ? 'drop' : 'accept';
}

type State = 'yes' | 'maybe' | 'no';

function statesOf({ certain, possible }: Side, space: Space, byDefault: Policy): Diagram<State> | undefined {
  const diagrams = new Diagrams<number>();
  const [sure, perhaps] = [certain, possible].map((cases) => deciders(cases, space, diagrams));
  if (!sure || !perhaps) return undefined;
  const accepts = (cases: readonly RuleCase[], decider: number): boolean =>
    isAccepted({ cases, byDefault } as Decisions, decider);
  return new Diagrams<State>().combine(sure, perhaps, (a, b) =>
    accepts(certain, a) ? 'yes' : accepts(possible, b) ? 'maybe' : 'no',
  );
}

const weight: Record<State, number> = { no: 0, maybe: 1, yes: 2 };

function verdictOf(is: State, was: State): Verdict {
  const apart = weight[is] - weight[was];
  if (apart === 0) return '';
  const certainty = Math.abs(apart) === 2 ? 'certain' : 'possible';
  return `${apart > 0 ? 'opens' : 'closes'} ${certainty}`;
}

/** What may be closed is of no concern: where nothing is known of a rule that would be everything. */
const told = ['opens certain', 'opens possible', 'closes certain'] as const;
type Told = (typeof told)[number];

/** What the packets come to that some rules speak of. */
export function effectsOf(compared: Compared, rules: readonly SideRule[]): readonly Effect[] {
  const { space } = compared;
  const cases = rules.flatMap((rule) => [...rule.cases, ...(rule.isOpen ? [rule.widest('accept') ?? []].flat() : [])]);
  const within = restricted(
    compared,
    cases.map(({ box }) => box),
  );
  if (!within) return [];
  return told.flatMap((verdict) => {
    const found = portRegions(within, space).flatMap((region) => strangersIn(compared, region, verdict, cases));
    return [...mergedEffects(found), ...membersIn(compared, within, verdict, cases)];
  });
}

/** The verdicts about the packets of some boxes. */
function restricted({ space, verdicts: all }: Compared, boxes: readonly PacketBox[]): Diagram<Verdict> | undefined {
  const inside = new Diagrams<boolean>().firstMatch(
    boxes.map((box) => cellsOf(box, space)),
    space.sizes,
    ([first]) => first !== undefined,
  );
  return inside && new Diagrams<Verdict>().combine(all, inside, (verdict, isInside) => (isInside ? verdict : ''));
}

function strangersIn(
  { direction, space, account }: Compared,
  { protocols, others, ports, rest }: PortRegion<Verdict>,
  verdict: Told,
  cases: readonly RuleCase[],
): readonly Effect[] {
  const found = peerRegions(rest, space, true).filter(({ values }) => values.has(verdict));
  if (found.length === 0) return [];
  const peers = AddressSet.unionOf(found.map((one) => one.peers));
  const opened = { protocols, others, ports, peers, cases };
  return rowsOf(account.model, account.group, opened, certaintyOf(verdict)).map((row) => ({
    change: changeOf(verdict),
    certainty: row.certainty,
    direction,
    peer: row.from,
    protocol: row.protocol,
    except: row.except ?? [],
    ports: row.ports,
    services: row.services,
    reach: direction === 'ingress' ? row.reach : undefined,
    ways: direction === 'ingress' ? row.ways : [],
  }));
}

/** Members of groups that get through by rules about them, and not as strangers. */
function membersIn(
  { direction, space }: Compared,
  within: Diagram<Verdict>,
  verdict: Told,
  cases: readonly RuleCase[],
): readonly Effect[] {
  return cases.flatMap(({ box }): readonly Effect[] => {
    if (box.member === undefined) return [];
    const own = restricted({ space, verdicts: within } as Compared, [box]);
    if (!own || !valuesIn(own).has(verdict)) return [];
    const ports = box.protocol === 'all' || hasPorts(box.protocol) ? (box.ports ?? PortSet.all) : undefined;
    return [
      {
        change: changeOf(verdict),
        certainty: certaintyOf(verdict),
        direction,
        peer: { kind: 'members', of: box.member.slice(box.member.indexOf(':') + 1) },
        protocol: box.protocol,
        except: [],
        ports,
        services: ports ? servicesOn(ports, box.protocol) : [],
        reach: direction === 'ingress' ? 'internal' : undefined,
        ways: [],
      },
    ];
  });
}

function changeOf(verdict: Told): Effect['change'] {
  return verdict.startsWith('opens') ? 'opens' : 'closes';
}

function certaintyOf(verdict: Told): Effect['certainty'] {
  return verdict.endsWith('certain') ? 'certain' : 'possible';
}

/** Effects that differ in their ports only, as one. */
function mergedEffects(effects: readonly Effect[]): readonly Effect[] {
  const found = new Map<string, Effect>();
  for (const one of effects) {
    const { peer, protocol, except, reach, ways } = one;
    const key = [peer.kind === 'addresses' ? peer.addresses : '', protocol, except, reach, ways].join('\0');
    const before = found.get(key);
    const ports = before?.ports && one.ports ? before.ports.union(one.ports) : one.ports;
    found.set(key, { ...one, ports, services: ports ? servicesOn(ports, protocol) : [] });
  }
  return [...found.values()];
}
