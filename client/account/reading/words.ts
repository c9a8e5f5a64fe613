/** How dangerous something is, in words. */
import type { Translate } from '../../translate.ts';
import type { AccountRisk } from '../node.ts';
import type { GroupFacts } from './group-facts.ts';

export function riskText(risk: AccountRisk, t: Translate): string {
  return {
    high: t('high risk'),
    medium: t('medium risk'),
    low: t('low risk'),
    none: t('no stranger gets in'),
    unknown: t('the rules could not be read'),
  }[risk];
}

export function spokenRisk(risk: AccountRisk, label: string, t: Translate): string {
  return t('{0}: {1}', label, riskText(risk, t));
}

/** How much of a group strangers reach. */
export function exposureText({ exposed, risk }: Pick<GroupFacts, 'exposed' | 'risk'>, t: Translate): string {
  if (risk === 'unknown') return t('the rules could not be read');
  if (exposed === 'all') return t('all ports exposed');
  if (exposed === 1) return t('1 exposed port');
  if (exposed > 1) return t('{0} exposed ports', exposed);
  return risk === 'none' ? '' : t('open, but no way leads here');
}
