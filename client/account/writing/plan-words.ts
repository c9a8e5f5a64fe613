/** Plans in the words of the view; nothing here knows the editor. */
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { Language } from '../../../core/text/message.ts';
import { printable } from '../../../core/text/printable.ts';
import type { Translate } from '../../translate.ts';
import { ruleText } from '../reading/rule-text.ts';
import type { Plan, Step } from './changing.ts';

/** What the button says that carries it out. */
export function verbOf({ kind }: Plan, t: Translate): string {
  switch (kind) {
    case 'close':
      return t('Close Port');
    case 'authorize':
      return t('Let In');
    case 'revoke':
      return t('Remove Rule');
    case 'modify':
      return t('Change Rule');
    case 'undo':
      return t('Undo');
    default:
      return t('Change Rules');
  }
}

export function groupName({ group }: Plan): string {
  return printable(group.name ? `${group.name} (${group.id})` : group.id);
}

/** How many rules and ways are told one by one. */
const most = 6;

/** What somebody must have seen before saying yes; lines of plain text. */
export function summary(plan: Plan, source: string, language: Language, t: Translate): string {
  const { account, region, steps, exposure, calls } = plan;
  const rules = steps.flatMap((step) => ruleLines(step, t));
  const ways = exposure.map(({ change, text }) => `${change === 'opens' ? '⚠ ' : '✓ '}${text[language]}`);
  return [
    t('Account: {0} ({1})', account ?? t('not known'), source),
    t('Region: {0}', region),
    t('Security group: {0}', groupName(plan)),
    '',
    ...first(rules, t),
    '',
    ...(ways.length === 0 ? [t('Nothing opens and nothing closes.')] : first(ways, t)),
    '',
    calls.length === 1 ? t('1 API call') : t('{0} API calls', calls.length),
  ].join('\n');
}

function first(lines: readonly string[], t: Translate): readonly string[] {
  const shown = lines.slice(0, most);
  return lines.length > most ? [...shown, t('… and {0} more', lines.length - most)] : shown;
}

function ruleLines(step: Step, t: Translate): readonly string[] {
  if (step.do === 'change') return [`− ${ruleLine(step.before, t)}`, `+ ${ruleLine(step.after, t)}`];
  return step.rules.map((rule) => `${step.do === 'add' ? '+' : '−'} ${ruleLine(rule, t)}`);
}

/** `tcp 22 ← 0.0.0.0/0 · accept · priority 1 · for the migration` */
export function ruleLine(rule: SnapshotRule, t: Translate): string {
  const verdict = rule.policy === 'Accept' ? t('accept') : t('drop');
  const sourcePorts = rule.sourcePortRange ? [t('source ports {0}', rule.sourcePortRange)] : [];
  const told = [ruleText(rule), verdict, t('priority {0}', rule.priority), ...sourcePorts, rule.description ?? ''];
  return printable(told.filter(Boolean).join(' · '));
}
