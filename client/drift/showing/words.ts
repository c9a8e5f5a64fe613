/** What the Drift view says about a row or a pair of groups. */
import type { ToldAccountGroup, ToldPair, ToldRow } from '../../../core/drift/told.ts';
import type { Translate } from '../../translate.ts';
import type { RowNode } from '../node.ts';

type Words = Pick<RowNode, 'label' | 'description' | 'facts' | 'spoken'>;

export function accountNameOf({ id, name }: ToldAccountGroup): string {
  return name === '' ? id : `${name} (${id})`;
}

/** @param place of the template's rule, or of its group */
export function rowWords(row: ToldRow, place: string, t: Translate): Words {
  const { label, account, template, effects, kindText, certainty, kind, cannotAccept, cannotRestore, direction } = row;
  const isPossible = certainty === 'possible' && kind !== 'unknown';
  const what = isPossible ? t('{0}, possible', kindText) : kindText;
  const [first, ...more] = effects.map(({ text }) => text);
  const effect = first === undefined ? t('opens and closes nothing') : first;
  const description = [what, more.length > 0 ? t('{0} and {1} more', effect, more.length) : effect].join(' · ');
  const facts: readonly (readonly [string, string])[] = [
    [t('Drift'), what],
    [t('Direction'), direction === 'ingress' ? t('Ingress') : t('Egress')],
    [t('In the account'), account.join('; ')],
    [t('In the template'), template.join('; ')],
    ...effects.map(({ text }) => [t('Effect'), text] as const),
    ...(effects.length === 0 ? [[t('Effect'), effect] as const] : []),
    [t('Place'), place],
    [t('Not to be accepted'), cannotAccept ?? ''],
    [t('Not to be restored'), cannotRestore ?? ''],
  ];
  return {
    label,
    description,
    facts: facts.filter(([, text]) => text !== ''),
    spoken: t('{0}: {1}', label, description),
  };
}

/** @param rows how many of it are shown @param places of the groups in the templates */
export function pairWords(pair: ToldPair, rows: number, places: readonly string[], t: Translate): Words {
  const { templates, account, by, isUnbounded } = pair;
  const names = [...new Set(templates.map(({ name }) => name))].join(', ');
  // What the account calls it is the shorter one, and is read first.
  const label = `${account.name === '' ? account.id : account.name} ↔ ${names}`;
  const amount = rows === 0 ? t('no difference') : rows === 1 ? t('1 difference') : t('{0} differences', rows);
  const facts: readonly (readonly [string, string])[] = [
    [t('In the template'), names],
    [t('In the account'), accountNameOf(account)],
    [t('Paired'), by],
    [t('Place'), places.join(', ')],
    [t('Effect'), isUnbounded ? t('too many rules to say what their drift opens') : ''],
  ];
  return {
    label,
    description: `${amount} · ${by}`,
    facts: facts.filter(([, text]) => text !== ''),
    spoken: t('{0}: {1}', label, amount),
  };
}

/** How much of an answer there is to show. */
export interface Counts {
  /** Pairs of groups. */
  readonly compared: number;
  /** Rows that are shown, and rows that are left out. */
  readonly drifted: number;
  readonly hidden: number;
  /** Groups of the templates. */
  readonly unpaired: number;
}

/** What the view says above its rows. */
export function summary({ compared, drifted, hidden, unpaired }: Counts, t: Translate): string {
  const rest = hidden > 0 ? [t('Not shown, because not all of it is known: {0}.', hidden)] : [];
  if (drifted > 0) return rest.join('');
  if (compared === 0) {
    return unpaired > 0
      ? t('No group of the templates is known to be one of the account. Say below which is which.')
      : '';
  }
  return [
    t('Account and templates agree. Groups compared: {0}.', compared),
    ...(unpaired > 0 ? [t('Groups of the templates that could not be compared: {0}.', unpaired)] : []),
    ...rest,
  ].join(' ');
}
