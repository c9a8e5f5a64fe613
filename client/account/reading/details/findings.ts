/** What the rules of the linter say about a group of the account. */

import type { Finding } from '../../../../core/lint.ts';
import { severityNames } from '../../../../core/rules/page.ts';
import type { Language } from '../../../../core/text/message.ts';
import type { Span } from '../../../../core/text/source.ts';
import type { Translate } from '../../../translate.ts';
import type { Section } from './document.ts';
import { html, named } from './html.ts';
import { commandLink, snapshotLink } from './links.ts';
import { table } from './table.ts';

export function findingsSection(
  place: Span | undefined,
  all: readonly Finding[],
  language: Language,
  t: Translate,
): Section {
  const own = all.filter(({ at }) => place && at.start >= place.start && at.end <= place.end);
  const rows = own.map(({ rule, severity, certainty, message, at }) => ({
    cells: [
      html`<span class="${severity}">${severityNames[severity][language]}</span>${certainty === 'possible' ? ` (${t('possible')})` : undefined}`,
      named(message[language]),
      commandLink('portguard.openRule', rule, rule),
      snapshotLink({ start: at.start, end: at.end }, t('in the snapshot')),
    ],
  }));
  const heads = [t('Severity'), t('Message'), t('Rule'), t('Place')];
  const body =
    rows.length === 0
      ? html`<p>${t('The rules of PortGuard find nothing here.')}</p>`
      : table(t('What the rules of PortGuard, as they are set by default, find here'), heads, rows, t);
  return { id: 'findings', title: t('Findings'), body };
}
