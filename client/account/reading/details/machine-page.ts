/** All that is to be known of an instance or a network interface of the account, with its groups put together. */
import type { Finding } from '../../../../core/lint.ts';
import type { Language } from '../../../../core/text/message.ts';
import type { Translate } from '../../../translate.ts';
import type { RuleFacts } from '../group-facts.ts';
import type { Machine } from '../machines.ts';
import { groupLink, type Region } from './account-parts.ts';
import { facts as factList, type Page, pageOf } from './document.ts';
import { findingsSection } from './findings.ts';
import { type Html, html, joined, named } from './html.ts';
import { commandLink, snapshotLink } from './links.ts';
import { type MachineFacts, machineFacts } from './machine-facts.ts';
import { rulesSection } from './rules.ts';
import { waysSection } from './ways.ts';
import { whoGetsIn } from './who-gets-in.ts';

export function machinePage(
  machine: Machine,
  region: Region,
  findings: readonly Finding[],
  language: Language,
  t: Translate,
): Page {
  const facts = machineFacts(region, machine.id);
  const title = machine.name || machine.id;
  if (!facts) {
    const body = html`<p>${t('A cloud service manages this interface: nothing is said about it.')}</p>`;
    return pageOf(title, body, [], language, t);
  }
  const { ways, ingress, egress, isRead } = facts;
  const groupOf = ({ place }: RuleFacts): Html | undefined => {
    const group = facts.groups.find((one) => one.place && place.start >= one.place.start && place.end <= one.place.end);
    return group && groupLink(region, group.group.id);
  };
  const sections = [
    whoGetsIn(facts, region, language, t),
    waysSection(ways, t('No way leads here from the internet.'), region, t),
    rulesSection(isRead ? ingress : undefined, 'ingress', region, t, groupOf),
    rulesSection(isRead ? egress : undefined, 'egress', region, t, groupOf),
    findingsSection(machine.place, findings, language, t),
  ];
  return pageOf(title, lead(machine, facts, region, t), sections, language, t);
}

function lead(
  { kind, id, name, status, addresses, publicAddresses, place }: Machine,
  { groups }: MachineFacts,
  region: Region,
  t: Translate,
): Html {
  const inConsole = { kind, key: id, id, region: region.snapshot.region };
  const links = [
    place && snapshotLink(place, t('Show in the Snapshot')),
    kind === 'instance' ? commandLink('portguard.openInConsole', inConsole, t('Open in the Console')) : undefined,
  ];
  return html`${factList([
    [kind === 'instance' ? t('Instance') : t('Network interface'), named(id)],
    [t('Name'), named(name)],
    [t('Status'), named(status)],
    [t('Region'), region.snapshot.region],
    [t('Public addresses'), named(publicAddresses.join(', '))],
    [t('Private addresses'), named(addresses.join(', '))],
    [
      t('Security groups'),
      html`${joined(
        groups.map(({ group }) => groupLink(region, group.id)),
        ', ',
      )}`,
    ],
  ])}
<p>${t('The rules of all its security groups are put together and sorted by priority, as Alibaba Cloud does.')}</p>
<p>${joined(links, ' · ')}</p>`;
}
