/** Facts of groups and what could not be read as nodes of the view. */
import type { RegionSnapshot, SnapshotRule, Unread } from '../../../core/dialects/cloud/snapshot.ts';
import type { Language } from '../../../core/text/message.ts';
import type { Translate } from '../../translate.ts';
import { type AccountNode, type AccountRisk, riskOrder, worst } from '../node.ts';
import type { DirectionFacts, GroupFacts, RuleFacts } from './group-facts.ts';
import type { Machine } from './machines.ts';
import { peerOf, ruleText, trafficOf } from './rule-text.ts';
import { exposureText, riskText, spokenRisk } from './words.ts';

export function groupNode(facts: GroupFacts, t: Translate): AccountNode {
  const { group, region, risk, place, machines, ingress, egress } = facts;
  const key = `${region.region}/${group.id}`;
  const label = group.name || group.id;
  const exposure = exposureText(facts, t);
  const rest = { id: group.id, region: region.region, ...(place ? { place } : {}) };
  const rules = group.rules === undefined ? [] : [ingress, egress];
  return {
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
    children: [
      ...rules.map((direction) => directionNode(direction, direction === egress, key, rest, t)),
      ...machinesNodes(machines, key, region.region, t),
    ],
  };
}

function directionNode(
  { rules, byDefault }: DirectionFacts,
  isEgress: boolean,
  parent: string,
  group: Pick<AccountNode, 'id' | 'region' | 'place'>,
  t: Translate,
): AccountNode {
  const key = `${parent}/${isEgress ? 'egress' : 'ingress'}`;
  const label = isEgress ? t('Egress') : t('Ingress');
  const rest: readonly AccountNode[] = byDefault
    ? [
        leaf(
          'default',
          `${key}/default`,
          t('everything else'),
          verdict(byDefault === 'accept', t),
          byDefault === 'accept',
        ),
      ]
    : [];
  return {
    ...leaf('direction', key, label, String(rules.length)),
    spoken: t('{0}, rules in order of evaluation: {1}', label, rules.length),
    ...group,
    children: [...rules.map((rule, i) => ruleNode(rule, `${key}/${rule.rule.id ?? i}`, group, t)), ...rest],
  };
}

function ruleNode(
  { rule, place, effect, by, risk }: RuleFacts,
  key: string,
  { region }: Pick<AccountNode, 'region'>,
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
          .map((one) => briefRule(one, t))
          .join('; '),
      ],
    ]),
    spoken: t('Rule {0}: {1}', label, description),
    risk,
    ...(effect ? { isIdle: true } : {}),
    ...(rule.id ? { id: rule.id } : {}),
    ...(region ? { region } : {}),
    place,
  };
}

/** Of the rules that make a rule idle, the first ones. */
const shownRules = 3;

function briefRule(rule: SnapshotRule, t: Translate): string {
  return `${rule.priority} ${verdict(rule.policy === 'Accept', t)} ${ruleText(rule)}`;
}

function idleText(effect: NonNullable<RuleFacts['effect']>, t: Translate): string {
  return {
    shadowed: t('does nothing: rules before it decide otherwise'),
    covered: t('does nothing: rules before it say the same'),
    redundant: t('changes nothing: rules behind it say the same'),
  }[effect];
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
    {
      ...leaf('machines', `${parent}/machines`, label, String(machines.length)),
      children: machines.map((machine) => machineNode(machine, `${parent}/${machine.id}`, region, t)),
    },
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

function verdict(accepts: boolean, t: Translate): string {
  return accepts ? t('accept') : t('drop');
}

function typeText(type: 'normal' | 'enterprise' | undefined, t: Translate): string {
  return type === undefined ? '' : { normal: t('basic'), enterprise: t('advanced') }[type];
}

function said(facts: readonly (readonly [string, string | undefined])[]): readonly (readonly [string, string])[] {
  return facts.flatMap(([word, text]) => (text ? [[word, text] as const] : []));
}
