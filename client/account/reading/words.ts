/** How dangerous something is, what a rule does and what a group is, in words. */
import type { Translate } from '../../translate.ts';
import type { AccountRisk } from '../node.ts';
import type { GroupSummary, RuleFacts } from './group-facts.ts';

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
export function exposureText({ exposed, risk }: Pick<GroupSummary, 'exposed' | 'risk'>, t: Translate): string {
  if (risk === 'unknown') return t('the rules could not be read');
  if (exposed === 'all') return t('all ports exposed');
  if (exposed === 1) return t('1 exposed port');
  if (exposed > 1) return t('{0} exposed ports', exposed);
  return risk === 'none' ? '' : t('open, but no way leads here');
}

export function verdict(accepts: boolean, t: Translate): string {
  return accepts ? t('accept') : t('drop');
}

export function typeText(type: 'normal' | 'enterprise' | undefined, t: Translate): string {
  return type === undefined ? '' : { normal: t('basic'), enterprise: t('advanced') }[type];
}

export function idleText(effect: NonNullable<RuleFacts['effect']>, t: Translate): string {
  return {
    shadowed: t('does nothing: rules before it decide otherwise'),
    covered: t('does nothing: rules before it say the same'),
    redundant: t('changes nothing: rules behind it say the same'),
  }[effect];
}
