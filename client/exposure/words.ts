/** What the Exposure view says about an entry or a group. */
import type { ExposureEntry, ExposureRisk } from '../../core/exposure/entry.ts';
import type { Translate } from '../translate.ts';
import type { GroupNode } from './tree.ts';

/** An entry's name: what is open, because several openings of one resource stand one below the other. */
export function labelOf({ ports, services }: ExposureEntry): string {
  return services.length > 0 ? `${ports} (${services.join(', ')})` : ports;
}

/** Where it is open, and to whom. */
export function descriptionOf({ to, from, certainty }: ExposureEntry, t: Translate): string {
  const text = `${to} ← ${from}`;
  return certainty === 'possible' ? t('{0}, possible', text) : text;
}

/** Everything about an entry: pairs of a word and what stands behind it, those that say nothing left out. */
export function factsOf(entry: ExposureEntry, place: string, t: Translate): readonly (readonly [string, string])[] {
  const { from, ports, services, ways, by, risk, certainty } = entry;
  const facts: readonly (readonly [string, string])[] = [
    [t('Risk'), certainty === 'possible' ? t('{0}, possible', riskText(risk, t)) : riskText(risk, t)],
    [t('From'), from],
    [t('Ports'), ports],
    [t('Services'), services.join(', ')],
    [t('Reach'), reachText(entry, t)],
    [t('Through'), ways.join(', ')],
    [t('Let in by'), by.join(', ')],
    [t('Place'), place],
  ];
  return facts.filter(([, text]) => text !== '');
}

/** For those who hear the view: the sentence that its icons and columns say. */
export function spokenEntry(entry: ExposureEntry, t: Translate): string {
  const { to, from, ports, services, risk } = entry;
  const what = [ports, ...services].join(' ');
  return t('{0}: {1} is open to {2} with {3}', riskText(risk, t), to, from, what);
}

export function spokenGroup({ label, place, risk, children }: GroupNode, t: Translate): string {
  const name = place === undefined ? label : `${label}, ${place}`;
  return t('{0}: {1}, openings: {2}', riskText(risk, t), name, children.length);
}

function riskText(risk: ExposureRisk, t: Translate): string {
  return { high: t('high risk'), medium: t('medium risk'), low: t('low risk') }[risk];
}

function reachText({ reach }: ExposureEntry, t: Translate): string {
  return {
    exposed: t('a way leads here from the internet'),
    open: t('open, but no way leads here'),
    unknown: t('open; these files do not show all ways'),
  }[reach];
}
