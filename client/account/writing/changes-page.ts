/** The journal of changes as a page of Markdown, the last change first. */

import { escapedMarkdown } from '../../../core/exposure/table.ts';
import type { Language } from '../../../core/text/message.ts';
import { printable } from '../../../core/text/printable.ts';
import type { Translate } from '../../translate.ts';
import type { Change } from './changing.ts';
import { table } from './plan-page.ts';
import { groupName } from './plan-words.ts';

/** @param folder where the journal is kept */
export function changesPage(changes: readonly Change[], folder: string, language: Language, t: Translate): string {
  const heads = [
    t('Time'),
    t('Account'),
    t('Region'),
    t('Security group'),
    t('Change'),
    t('State'),
    t('Until'),
    t('ID'),
  ];
  const time = (at: number): string => new Date(at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
  const rows = changes.toReversed().map((change) => {
    const { id, at, plan, until } = change;
    return [
      time(Date.parse(at)),
      plan.account ?? '',
      plan.region,
      groupName(plan),
      printable(plan.what[language]),
      stateText(change, t),
      until === undefined ? '' : time(until),
      id,
    ];
  });
  return [
    `# ${t('Changes of Accounts')}`,
    rows.length === 0 ? t('No change was made so far.') : table(heads, rows),
    t('Changes by VS Code and by {0} alike; the journal is in {1}.', '`portguard cloud`', escapedMarkdown(folder)),
    '',
  ].join('\n\n');
}

function stateText({ state, undone }: Change, t: Translate): string {
  if (undone) return t('undone');
  return {
    done: t('done'),
    partly: t('partly done'),
    'not-done': t('not done'),
    unfinished: t('not known yet'),
  }[state];
}
