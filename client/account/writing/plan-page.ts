/** A plan as a page of Markdown: where, which rules, which calls with all of their parameters, what opens and closes. */
import { escapedMarkdown } from '../../../core/exposure/table.ts';
import type { Language } from '../../../core/text/message.ts';
import { printable } from '../../../core/text/printable.ts';
import type { Translate } from '../../translate.ts';
import type { Plan, Step } from './changing.ts';
import { groupName, ruleLine } from './plan-words.ts';

interface Shown {
  /** Where the account comes from. */
  readonly source: string;
  readonly language: Language;
  /** Made from what was read before; not to be carried out. */
  readonly isPreview?: boolean;
}

export function planPage(plan: Plan, { source, language, isPreview }: Shown, t: Translate): string {
  const { what, account, region, steps, calls, exposure, minutes } = plan;
  const facts: readonly (readonly [string, string])[] = [
    [t('Account'), isPreview ? source : `${account ?? t('not known')} (${source})`],
    [t('Region'), region],
    [t('Security group'), groupName(plan)],
    ...(minutes === undefined ? [] : [[t('Opened again after'), t('{0} minutes', minutes)] as const]),
  ];
  const ways = exposure.map(({ change, text }) => [change === 'opens' ? t('opens') : t('closes'), text[language]]);
  return [
    `# ${escapedMarkdown(printable(what[language]))}`,
    ...(isPreview
      ? [`> ${t('A preview, made from what was read before. Nothing is sent: applying needs a live account.')}`]
      : []),
    facts.map(([word, text]) => `- ${word}: ${escapedMarkdown(text)}`).join('\n'),
    `## ${t('Rules')}`,
    table(
      ['', t('ID'), t('Rule')],
      steps.flatMap((step) => ruleRows(step, t)),
    ),
    `## ${t('Exposure')}`,
    ways.length === 0 ? t('Nothing opens and nothing closes.') : table([t('Change'), t('Who, and what')], ways),
    `## ${t('API calls')}`,
    t('In this order; the next is sent only when the one before has succeeded.'),
    ...calls.map(
      ({ action, parameters }, i) =>
        `${i + 1}. \`${action}\`\n\n   \`\`\`json\n${indented(JSON.stringify(parameters, null, 2))}\n   \`\`\``,
    ),
    '',
  ].join('\n\n');
}

function ruleRows(step: Step, t: Translate): string[][] {
  if (step.do === 'change') {
    return [
      ['−', step.before.id ?? '', ruleLine(step.before, t)],
      ['+', step.after.id ?? '', ruleLine(step.after, t)],
    ];
  }
  return step.rules.map((rule) => [step.do === 'add' ? '+' : '−', rule.id ?? '', ruleLine(rule, t)]);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapedMarkdown).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** In an item of a list. Nothing in JSON ends a block of code: its strings have no line breaks. */
function indented(text: string): string {
  return text.replace(/^/gm, '   ');
}
