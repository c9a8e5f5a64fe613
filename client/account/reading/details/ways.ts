/**
 * The ways from the internet to what is behind a group: addresses, DNAT entries, listeners. They are those that the
 * engine follows when it calls a port exposed; here they are told by the names of the account.
 */
import type { ExposureRow } from '../../../../core/exposure/row.ts';
import { portsText } from '../../../../core/exposure/table.ts';
import { type Entry, entriesOf } from '../../../../core/network/entries.ts';
import { type Interface, interfacesOf } from '../../../../core/network/interfaces.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import { hasPorts } from '../../../../core/network/protocol.ts';
import { reachOf } from '../../../../core/network/reach.ts';
import type { Translate } from '../../../translate.ts';
import type { GroupFacts } from '../group-facts.ts';
import { machineLink, type Region, withId } from './account-parts.ts';
import type { Section } from './document.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';
import { wayHtml } from './way-text.ts';

/** A way, what it leads to, and what is opened to strangers there. */
export interface Way {
  readonly entry: Entry;
  readonly member: Interface;
  readonly open: readonly Opened[];
}

export function waysSection(all: readonly Way[], nothing: string, region: Region, t: Translate): Section {
  const rows = all.map(({ entry, member, open }) => ({
    cells: [
      html`${wayHtml(entry, region, t)}${entry.truth === 'yes' ? undefined : ` (${t('possible')})`}`,
      memberHtml(member, region),
      portsText(entry),
      open.map(portsText).join(', ') || (entry.truth === 'unknown' ? t('not known') : t('no strangers')),
    ],
  }));
  const caption = t('Addresses, DNAT entries and listeners that lead here from the internet');
  const heads = [t('Way'), t('Leads to'), t('Its ports'), t('Strangers let in there')];
  const body = rows.length === 0 ? html`<p>${nothing}</p>` : table(caption, heads, rows, t);
  return { id: 'ways', title: t('Ways from the internet'), body };
}

export function ways(facts: GroupFacts, region: Region, t: Translate): Section {
  const { model, ruleGroup } = facts;
  const members = interfacesOf(model).filter(({ groups }) => groups.has(ruleGroup.key));
  const open = openAt(facts);
  const all = members.flatMap((member) =>
    (entriesOf(model).get(member) ?? []).map((entry): Way => ({ entry, member, open: open.get(entry) ?? [] })),
  );
  const nothing =
    members.length === 0 ? t('Nothing has this group.') : t('No way leads from the internet to what has this group.');
  return waysSection(all, nothing, region, t);
}

function memberHtml({ entity, instance }: Interface, region: Region): Html {
  const id = entity.resource.address;
  if (instance) return machineLink(region, id);
  return withId(region.snapshot.loadBalancers?.find((one) => one.id === id)?.name, id);
}

export interface Opened extends Pick<ExposureRow, 'protocol' | 'except'> {
  readonly ports: PortSet | undefined;
}

/** What strangers reach by each way, as the engine says it of each row of exposure. */
function openAt({ model, ruleGroup, rows }: GroupFacts): ReadonlyMap<Entry, readonly Opened[]> {
  const open = new Map<Entry, readonly Opened[]>();
  for (const row of rows) {
    const { from, ports } = row;
    if (from.kind !== 'addresses' || from.addresses.publicPart().isEmpty) continue;
    const { entries } = reachOf(model, ruleGroup.key, row.protocol, ports ?? PortSet.all, from.addresses);
    for (const entry of entries) open.set(entry, withOpened(open.get(entry) ?? [], openedBy(row, entry)));
  }
  return open;
}

/** What a row opens as far as a way leads to it. */
export function openedBy({ protocol, except, ports }: ExposureRow, entry: Entry): Opened {
  const shared = protocol === 'all' ? entry.protocol : protocol;
  const both = entry.ports && ports ? ports.intersect(entry.ports) : (entry.ports ?? ports);
  return {
    protocol: shared,
    ports: shared === 'all' || hasPorts(shared) ? both : undefined,
    ...(shared === 'all' && except ? { except } : {}),
  };
}

export function withOpened(list: readonly Opened[], one: Opened): readonly Opened[] {
  const before = list.find(
    ({ protocol, except }) => protocol === one.protocol && String(except) === String(one.except),
  );
  if (!before) return [...list, one];
  const ports = before.ports && one.ports ? before.ports.union(one.ports) : undefined;
  return list.map((other) => (other === before ? { ...before, ports } : other));
}
