/** Facts of groups and what could not be read as nodes of the view. */
import type { RegionSnapshot, SnapshotGroup, SnapshotRule, Unread } from '../../../core/dialects/cloud/snapshot.ts';
import type { Direction } from '../../../core/network/rule-cases.ts';
import type { Language } from '../../../core/text/message.ts';
import type { Translate } from '../../translate.ts';
import { wordsOf } from '../filter.ts';
import { type AccountNode, type AccountRisk, type GroupSearch, riskOrder, withLater, worst } from '../node.ts';
import type { DirectionFacts, GroupFacts, GroupSummary, RuleFacts } from './group-facts.ts';
import type { Machine } from './machines.ts';
import { peerOf, ruleText, trafficOf } from './rule-text.ts';
import { exposureText, idleText, riskText, spokenRisk, typeText, verdict } from './words.ts';

/** @param factsOf all that is known of the group: asked for when somebody looks at its rules */
export function groupNode(
  { group, region, risk, exposed, place, machines }: GroupSummary,
  factsOf: () => Pick<GroupFacts, 'ingress' | 'egress'> | undefined,
  t: Translate,
): AccountNode {
  const key = `${region.region}/${group.id}`;
  const label = group.name || group.id;
  const exposure = exposureText({ exposed, risk }, t);
  const managed = group.serviceManaged ? { isManaged: true } : {};
  const rest = { id: group.id, region: region.region, ...(place ? { place } : {}), ...managed };
  const directions = group.rules === undefined ? [] : (['ingress', 'egress'] as const);
  const node: Omit<AccountNode, 'children'> = {
    kind: 'group',
    key,
    label,
    description: exposure,
    facts: said([
      [t('Security group'), group.id],
      [t('Risk'), riskText(risk, t)],
      [t('Exposure'), exposure],
      [t('Region'), region.region],
      ['VPC', group.vpcId],
      [t('Type'), typeText(group.type, t)],
      [t('Description'), group.description],
      [t('Managed by a cloud service'), group.serviceManaged ? t('yes') : ''],
    ]),
    spoken: t('Security group {0}: {1}', label, [riskText(risk, t), exposure].filter(Boolean).join(', ')),
    risk,
    ...rest,
  };
  const inside = (factsIn: (direction: Direction) => DirectionFacts | undefined): readonly AccountNode[] => [
    ...directions.map((direction) => {
      const count = (group.rules ?? []).filter((rule) => rule.direction === direction).length;
      return directionNode(count, () => factsIn(direction), direction, key, rest, t);
    }),
    ...machinesNodes(machines, key, region.region, t),
  ];
  let rows: readonly string[] | undefined;
  const known = (direction: Direction): DirectionFacts | undefined => factsOf()?.[direction];
  const search: GroupSearch = {
    finds(words) {
      rows ??= wordsIn(inside((direction) => plainFacts(group, direction)));
      return rows.some((row) => words.every((word) => row.includes(word)));
    },
    explain() {
      rows = wordsIn(inside(known));
    },
  };
  return withLater({ ...node, search }, () => inside(known));
}

function wordsIn(nodes: readonly AccountNode[]): readonly string[] {
  return nodes.flatMap(rowsIn).map(wordsOf);
}

function rowsIn(node: AccountNode): readonly AccountNode[] {
  return [node, ...node.children.flatMap(rowsIn)];
}

/** Rules by their words alone: enough for most searches in all of an account. */
function plainFacts({ rules = [], type }: SnapshotGroup, direction: Direction): DirectionFacts {
  const own = rules.filter((rule) => rule.direction === direction);
  return {
    rules: own.map((rule) => ({ rule, place: { start: 0, end: 0 }, effect: undefined, by: [], risk: 'none' })),
    byDefault: direction === 'egress' && type !== 'enterprise' ? 'accept' : 'drop',
  };
}

function directionNode(
  count: number,
  factsOf: () => DirectionFacts | undefined,
  direction: Direction,
  parent: string,
  group: Pick<AccountNode, 'id' | 'region' | 'place' | 'isManaged'>,
  t: Translate,
): AccountNode {
  const key = `${parent}/${direction}`;
  const label = direction === 'egress' ? t('Egress') : t('Ingress');
  return withLater(
    {
      ...leaf('direction', key, label, String(count)),
      spoken: t('{0}, rules in order of evaluation: {1}', label, count),
      ...group,
    },
    () => {
      const { rules = [], byDefault } = factsOf() ?? {};
      const accepts = byDefault === 'accept';
      return [
        ...rules.map((rule, i) => ruleNode(rule, `${key}/${rule.rule.id ?? i}`, group, t)),
        ...(byDefault ? [leaf('default', `${key}/default`, t('everything else'), verdict(accepts, t), accepts)] : []),
      ];
    },
  );
}

function ruleNode(
  { rule, place, effect, by, risk }: RuleFacts,
  key: string,
  { region, isManaged }: Pick<AccountNode, 'region' | 'isManaged'>,
  t: Translate,
): AccountNode {
  const accepts = rule.policy === 'Accept';
  const idle = effect && idleText(effect, t);
  const told = [verdict(accepts, t), t('priority {0}', rule.priority), ...(idle ? [idle] : []), rule.description ?? ''];
  const description = told.filter(Boolean).join(' · ');
  const label = ruleText(rule);
  return {
    ...leaf('rule', key, label, description, accepts),
    facts: said([
      [t('Rule'), rule.id],
      [t('Policy'), verdict(accepts, t)],
      [t('Priority'), String(rule.priority)],
      [rule.direction === 'egress' ? t('To') : t('From'), peerOf(rule)],
      [t('Ports'), trafficOf(rule)],
      [t('Description'), rule.description],
      [t('Effect'), idle],
      [
        t('Because of'),
        by
          .slice(0, shownRules)
          .map((one) => briefRule(one.rule, t))
          .join('; '),
      ],
    ]),
    spoken: t('Rule {0}: {1}', label, description),
    risk,
    ...(effect ? { isIdle: true } : {}),
    ...(rule.id ? { id: rule.id } : {}),
    ...(region ? { region } : {}),
    ...(isManaged ? { isManaged } : {}),
    place,
  };
}

/** Of the rules that make a rule idle, the first ones. */
const shownRules = 3;

function briefRule(rule: SnapshotRule, t: Translate): string {
  return `${rule.priority} ${verdict(rule.policy === 'Accept', t)} ${ruleText(rule)}`;
}

function machinesNodes(
  machines: readonly Machine[],
  parent: string,
  region: string,
  t: Translate,
): readonly AccountNode[] {
  if (machines.length === 0) return [];
  const label = t('Instances and interfaces');
  return [
    withLater(leaf('machines', `${parent}/machines`, label, String(machines.length)), () =>
      machines.map((machine) => machineNode(machine, `${parent}/${machine.id}`, region, t)),
    ),
  ];
}

function machineNode(
  { kind, id, name, status, addresses, publicAddresses, place }: Machine,
  key: string,
  region: string,
  t: Translate,
): AccountNode {
  const label = name || id;
  const description = [...publicAddresses, ...addresses].join(', ');
  return {
    ...leaf(kind, key, label, description),
    facts: said([
      [kind === 'instance' ? t('Instance') : t('Network interface'), id],
      [t('Status'), status],
      [t('Public addresses'), publicAddresses.join(', ')],
      [t('Private addresses'), addresses.join(', ')],
    ]),
    spoken: t(
      '{0}: {1}',
      label,
      publicAddresses.length > 0 ? t('public address {0}', publicAddresses.join(', ')) : description,
    ),
    risk: publicAddresses.length > 0 ? 'low' : 'none',
    id,
    region,
    ...(place ? { place } : {}),
  };
}

export function problemNode(
  { region, product, lists = [], resource, problem }: Unread,
  i: number,
  language: Language,
  t: Translate,
): AccountNode {
  const what = resource ?? (lists.length > 0 ? lists.join(', ') : '');
  const label =
    product === undefined
      ? t('There may be more')
      : t('Not read: {0}', [product.toUpperCase(), what].filter(Boolean).join(' '));
  const message = problem.message[language];
  return {
    ...leaf('problem', `${region}/problem/${i}`, label, message),
    facts: said([
      [t('Reason'), message],
      [t('Region'), region],
      [t('Code'), problem.code],
      [t('Request'), problem.requestId],
    ]),
    spoken: t('{0}: {1}', label, message),
    region,
  };
}

export function vpcNode(
  id: string | undefined,
  { region, vpcs = [] }: RegionSnapshot,
  groups: readonly AccountNode[],
  t: Translate,
): AccountNode {
  const vpc = vpcs.find((one) => one.id === id);
  const label = id === undefined ? t('Classic network') : vpc?.name || id;
  const blocks = [vpc?.cidrBlock, ...(vpc?.secondaryCidrBlocks ?? []), vpc?.ipv6CidrBlock].filter(Boolean).join(', ');
  return {
    ...parentOf('vpc', `${region}/${id ?? 'classic'}`, label, blocks, groups, t),
    facts: said([
      ['VPC', id],
      [t('Address blocks'), blocks],
      [t('Security groups'), String(groups.length)],
    ]),
    ...(id === undefined ? {} : { id }),
    region,
  };
}

/** What has groups in it; the worst of them stands first. */
export function parentOf(
  kind: 'account' | 'region' | 'vpc' | 'risk',
  key: string,
  label: string,
  description: string,
  children: readonly AccountNode[],
  t: Translate,
): AccountNode {
  const risk = worst(children.map((child) => child.risk ?? 'none'));
  return {
    ...leaf(kind, key, label, description),
    spoken: [spokenRisk(risk, label, t), description].filter(Boolean).join(', '),
    risk,
    children: children.toSorted(byRisk),
  };
}

function byRisk(a: AccountNode, b: AccountNode): number {
  const [left, right] = [a, b].map(({ kind, risk }): AccountRisk => (kind === 'problem' ? 'high' : (risk ?? 'none')));
  const order = riskOrder(left as AccountRisk, right as AccountRisk);
  if (a.kind !== b.kind) return a.kind === 'problem' ? -1 : b.kind === 'problem' ? 1 : order;
  return order || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
}

function leaf(
  kind: AccountNode['kind'],
  key: string,
  label: string,
  description: string,
  accepts?: boolean,
): AccountNode {
  const spoken = description === '' ? label : `${label}, ${description}`;
  return {
    kind,
    key,
    label,
    description,
    facts: [],
    spoken,
    ...(accepts === undefined ? {} : { accepts }),
    children: [],
  };
}

function said(facts: readonly (readonly [string, string | undefined])[]): readonly (readonly [string, string])[] {
  return facts.flatMap(([word, text]) => (text ? [[word, text] as const] : []));
}
