/** All that is to be known of a security group of the account, on one page. */
import type { Counterpart } from '../../../../core/drift/told.ts';
import type { Finding } from '../../../../core/lint.ts';
import type { Language } from '../../../../core/text/message.ts';
import type { Translate } from '../../../translate.ts';
import type { GroupFacts } from '../group-facts.ts';
import { exposureText, riskText, typeText, verdict } from '../words.ts';
import { type Region, withId } from './account-parts.ts';
import { counterpartSection } from './counterpart.ts';
import { facts as factList, type Page, pageOf } from './document.ts';
import { findingsSection } from './findings.ts';
import { type Html, html, joined, named } from './html.ts';
import { commandLink, snapshotLink } from './links.ts';
import { references } from './references.ts';
import { rulesSection } from './rules.ts';
import { ways } from './ways.ts';
import { whoGetsIn } from './who-gets-in.ts';

export function groupPage(
  facts: GroupFacts,
  region: Region,
  findings: readonly Finding[],
  counterpart: Counterpart | undefined,
  language: Language,
  t: Translate,
): Page {
  const { group } = facts;
  const isRead = group.rules !== undefined;
  const sections = [
    whoGetsIn({ ...facts, isRead }, region, language, t),
    ways(facts, region, t),
    rulesSection(isRead ? facts.ingress : undefined, 'ingress', region, t),
    rulesSection(isRead ? facts.egress : undefined, 'egress', region, t),
    references(facts, region, t),
    findingsSection(facts.place, findings, language, t),
    ...(counterpart ? [counterpartSection(counterpart, t)] : []),
  ];
  return pageOf(group.name || group.id, lead(facts, region, t), sections, language, t);
}

function lead(facts: GroupFacts, { snapshot }: Region, t: Translate): Html {
  const { group, risk, place } = facts;
  const vpc = snapshot.vpcs?.find(({ id }) => id === group.vpcId);
  const summary = [...new Set([riskText(risk, t), exposureText(facts, t)])];
  const inConsole = { kind: 'group', key: `${snapshot.region}/${group.id}`, id: group.id, region: snapshot.region };
  return html`${factList([
    [t('Security group'), named(group.id)],
    [t('Name'), named(group.name)],
    [t('Description'), named(group.description)],
    [t('Risk'), html`<span class="${risk}">${joined(summary, ' · ')}</span>`],
    [t('Region'), snapshot.region],
    ['VPC', group.vpcId ? withId(vpc?.name, group.vpcId) : t('Classic network')],
    [t('Type'), typeText(group.type, t)],
    [t('Members among themselves'), group.innerAccessPolicy && verdict(group.innerAccessPolicy === 'Accept', t)],
    [
      t('Managed by a cloud service'),
      group.serviceManaged === undefined ? undefined : group.serviceManaged ? t('yes') : t('no'),
    ],
  ])}
<p>${joined([place && snapshotLink(place, t('Show in the Snapshot')), commandLink('portguard.openInConsole', inConsole, t('Open in the Console'))], ' · ')}</p>`;
}
