/** Who gets in at a group once priority, drop rules and defaults have had their say, and by which of its rules. */
import type { ExposureRow } from '../../../../core/exposure/row.ts';
import { cellsOf } from '../../../../core/exposure/table.ts';
import { effectiveRules, openedBy } from '../../../../core/network/groups.ts';
import type { Language } from '../../../../core/text/message.ts';
import type { Translate } from '../../../translate.ts';
import { type GroupFacts, written } from '../group-facts.ts';
import { ruleText } from '../rule-text.ts';
import type { Region } from './account-parts.ts';
import type { Section } from './document.ts';
import { html, joined, type Part } from './html.ts';
import { anchorLink, ruleAnchor } from './links.ts';
import { table } from './table.ts';
import { shortWay } from './way-text.ts';

/** Of a group, or of the groups that are pooled on a machine. */
export interface Letting extends Pick<GroupFacts, 'model' | 'ruleGroup' | 'rows' | 'ingress'> {
  /** Whether its rules could be read. */
  readonly isRead: boolean;
}

export function whoGetsIn(facts: Letting, region: Region, language: Language, t: Translate): Section {
  const { rows, isRead } = facts;
  const heads = [t('From'), t('Ports'), t('Service'), t('Reach'), t('Way in'), t('Rules')];
  const told = rows.map((row) => {
    const [, from, ports, services, reach] = cellsOf(row, language);
    return {
      cells: [
        from,
        ports,
        services,
        reach,
        joined(
          row.ways.map((way) => shortWay(way, region, t)),
          html`<br>`,
        ),
        ruleLinks(facts, row, t),
      ],
    };
  });
  const body = !isRead
    ? html`<p>${t('The rules could not be read.')}</p>`
    : rows.length === 0
      ? html`<p>${t('Nobody is let in.')}</p>`
      : table(t('Sources that are let in, with the ports and the rules that let them in'), heads, told, t);
  return { id: 'who', title: t('Who gets in'), body };
}

/** A row names as many of its rules. */
const shownRules = 5;

function ruleLinks(facts: Letting, row: ExposureRow, t: Translate): Part {
  const all = lettingIn(facts, row);
  const links = all.slice(0, shownRules).map((index) => {
    const one = facts.ingress.rules[index];
    return one && anchorLink(ruleAnchor('ingress', index), ruleText(one.rule));
  });
  const left = all.length - shownRules;
  return joined([...links, left > 0 ? t('{0} more', left) : undefined], html`<br>`);
}

/** Indices of the rules, in order of evaluation. */
function lettingIn({ model, ruleGroup, ingress }: Letting, row: ExposureRow): readonly number[] {
  const places = new Set(
    decidingRules(model, ruleGroup, row).flatMap((rule) => (rule ? (written(rule)?.place.start ?? []) : [])),
  );
  return ingress.rules.flatMap(({ place }, index) =>
    places.has(place.start) || (places.size === 0 && row.at.start >= place.start && row.at.end <= place.end)
      ? [index]
      : [],
  );
}

function decidingRules(
  model: GroupFacts['model'],
  group: GroupFacts['ruleGroup'],
  { from, protocol, ports, certainty }: ExposureRow,
) {
  // Members of groups are let in by the one rule at the row's place.
  if (from.kind !== 'addresses') return [];
  const { certain, possible } = effectiveRules(model, group, 'ingress');
  const decisions = certainty === 'certain' ? certain : possible;
  return (decisions ? openedBy(decisions) : [])
    .filter(
      (opened) =>
        (protocol === 'all'
          ? opened.others || opened.protocols.includes('all')
          : opened.protocols.includes(protocol) || opened.protocols.includes('all')) &&
        (!ports || opened.ports.overlaps(ports)) &&
        opened.peers.overlaps(from.addresses),
    )
    .flatMap(({ cases }) => cases)
    .filter(({ box }) => !box.peer || box.peer.overlaps(from.addresses))
    .map(({ rule }) => rule);
}
