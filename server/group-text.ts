/** A security group, explained: who gets in where, once all of its rules have had their say. */
import { nameOf, type RowReach } from '../core/exposure/row.ts';
import { groupRows } from '../core/exposure/rows.ts';
import { type Column, escapedMarkdown, markdownTable, type ShownPath } from '../core/exposure/table.ts';
import { effectiveRules, type RuleGroup } from '../core/network/groups.ts';
import type { NetworkModel } from '../core/network/model.ts';
import { ruleEffects } from '../core/network/rule-effects.ts';
import type { Language, Text } from '../core/text/message.ts';

const weight: Readonly<Record<RowReach, number>> = { exposed: 0, unknown: 1, open: 2, internal: 3 };

/** How many rules of a group do nothing: others decide in their place, or would say the same. */
export function idleRules(model: NetworkModel, group: RuleGroup): number {
  return ruleEffects(model, group, 'ingress').length + ruleEffects(model, group, 'egress').length;
}

export function idleText(count: number): Text {
  return { en: `${count} ${count === 1 ? 'rule' : 'rules'} without effect`, zh: `${count} 条规则不起作用` };
}

/** In Markdown: the rows of exposure, what the internet reaches first, at most so many of them. */
export function groupText(
  model: NetworkModel,
  group: RuleGroup,
  language: Language,
  {
    limit,
    columns,
    shown,
  }: { readonly limit: number; readonly columns: readonly Column[]; readonly shown?: ShownPath },
): string {
  const { certain, possible } = effectiveRules(model, group, 'ingress');
  const rows = [...groupRows(model, group)].sort((a, b) => weight[a.reach] - weight[b.reach]);
  const left = rows.length - limit;
  const idle = idleRules(model, group);
  const parts: string[] = [`**${escapedMarkdown(nameOf(group.key))}**`];
  if (rows.length > 0) parts.push(markdownTable(rows.slice(0, limit), language, columns, shown).trimEnd());
  if (left > 0) parts.push(moreRows(left)[language]);
  if (!certain || !possible) parts.push(tooMuch[language]);
  else if (rows.length === 0) parts.push(nothing[language]);
  if (idle > 0) parts.push(idleText(idle)[language]);
  return parts.join('\n\n');
}

const nothing: Text = { en: 'It lets nothing in from outside of the group.', zh: '不放行来自该组之外的任何访问。' };
const tooMuch: Text = {
  en: 'Its rules are too many, or too entangled, to say what they let in together.',
  zh: '规则过多或过于复杂，无法得出它们合起来放行了什么。',
};

function moreRows(count: number): Text {
  return { en: `… ${count} more`, zh: `……另有 ${count} 行` };
}
