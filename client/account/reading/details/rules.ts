/** The rules of a group in order of evaluation; those that do nothing say so, and because of which. */
import type { Direction } from '../../../../core/network/rule-cases.ts';
import type { Translate } from '../../../translate.ts';
import type { DirectionFacts, RuleFacts } from '../group-facts.ts';
import { ruleText, trafficOf } from '../rule-text.ts';
import { idleText, verdict } from '../words.ts';
import { peerHtml, type Region } from './account-parts.ts';
import type { Section } from './document.ts';
import { html, joined, named, type Part } from './html.ts';
import { anchorLink, ruleAnchor, snapshotLink } from './links.ts';
import { table } from './table.ts';

/**
 * @param of the rules of this direction; `undefined` where they could not be read
 * @param groupOf names the group of a rule, where rules of several are told together
 */
export function rulesSection(
  of: DirectionFacts | undefined,
  direction: Direction,
  region: Region,
  t: Translate,
  groupOf?: (rule: RuleFacts) => Part,
): Section {
  const { rules, byDefault } = of ?? { rules: [], byDefault: undefined };
  const isOut = direction === 'egress';
  const title = isOut ? t('Egress') : t('Ingress');
  const heads = [
    t('Order'),
    t('Policy'),
    t('Priority'),
    t('Ports'),
    isOut ? t('To') : t('From'),
    t('Effect'),
    t('Description'),
    t('Rule'),
    ...(groupOf ? [t('Security group')] : []),
  ];
  const index = new Map(rules.map(({ place }, i) => [place.start, i]));
  const rows = rules.map((one, i) => ({
    anchor: ruleAnchor(direction, i),
    ...(one.effect ? { isIdle: true } : {}),
    cells: [
      i + 1,
      verdict(one.rule.policy === 'Accept', t),
      one.rule.priority,
      trafficOf(one.rule),
      peerHtml(one.rule, region),
      effectHtml(one, direction, index, t),
      named(one.rule.description),
      snapshotLink(one.place, named(one.rule.id) ?? t('in the snapshot')),
      ...(groupOf ? [groupOf(one)] : []),
    ],
  }));
  const others = isOut ? t('Everything else that goes out') : t('Everything else that comes in');
  const rest = byDefault && html`<p>${t('{0}: {1}', others, verdict(byDefault === 'accept', t))}</p>`;
  const body =
    of === undefined
      ? html`<p>${t('The rules could not be read.')}</p>`
      : html`${rows.length > 0 ? table(t('{0}, rules in order of evaluation: {1}', title, rules.length), heads, rows, t) : html`<p>${t('There are no rules.')}</p>`}
${rest}`;
  return { id: direction, title, body };
}

/** Of the rules that make a rule idle, the first ones. */
const shownRules = 3;

function effectHtml(
  { rule, effect, by }: RuleFacts,
  direction: Direction,
  index: ReadonlyMap<number, number>,
  t: Translate,
): Part {
  if (!effect) return rule.policy === 'Accept' ? t('lets through') : t('keeps out');
  const because = by.slice(0, shownRules).map((one) => {
    const at = index.get(one.place.start);
    const text = `${one.rule.priority} ${verdict(one.rule.policy === 'Accept', t)} ${ruleText(one.rule)}`;
    return at === undefined ? text : anchorLink(ruleAnchor(direction, at), text);
  });
  const left = by.length - shownRules;
  const reasons = [...because, left > 0 ? t('{0} more', left) : undefined];
  return joined([idleText(effect, t), ...reasons], html`<br>`);
}
