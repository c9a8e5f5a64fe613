/** The security group of the templates that a group of the account is. */
import type { Counterpart } from '../../../../core/drift/told.ts';
import type { Translate } from '../../../translate.ts';
import type { Section } from './document.ts';
import { html, named } from './html.ts';
import { commandLink } from './links.ts';
import { table } from './table.ts';

export function counterpartSection({ by, groups, differences }: Counterpart, t: Translate): Section {
  const reason = {
    id: t('by its ID'),
    configuration: t('by .portguard.yaml'),
    state: t("by Terraform's state"),
    name: t('by its name'),
  }[by];
  const rows = groups.map((place) => ({
    cells: [
      named(place.name),
      commandLink('portguard.openCounterpart', place, named(`${place.path}:${place.range.start.line + 1}`)),
    ],
  }));
  const drift =
    differences === 0
      ? t('Its rules are those of the account.')
      : t('Rules that differ from the account: {0}', differences);
  const body = html`<p>${drift}</p>
${table(t('The same group in the templates, known {0}', reason), [t('Group'), t('Place')], rows, t)}`;
  return { id: 'templates', title: t('In the templates'), body };
}
