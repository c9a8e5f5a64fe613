/** Who gets in at a group, as a page of Markdown. */
import { escapedMarkdown, markdownTable } from '../../../core/exposure/table.ts';
import type { Language } from '../../../core/text/message.ts';
import type { Translate } from '../../translate.ts';
import type { GroupFacts } from './group-facts.ts';
import { exposureText, riskText } from './words.ts';

export function exposureMarkdown(facts: GroupFacts, language: Language, t: Translate): string {
  const { group, region, rows, risk } = facts;
  const title = group.name ? `${group.name} (${group.id})` : group.id;
  const summary = [region.region, group.vpcId ?? '', riskText(risk, t), exposureText(facts, t)].filter(Boolean);
  const table =
    rows.length === 0
      ? `${t('Nobody is let in.')}\n`
      : markdownTable(rows, language, ['from', 'ports', 'service', 'reach', 'through']);
  return `# ${escapedMarkdown(title)}\n\n${escapedMarkdown(summary.join(' · '))}\n\n${table}`;
}
