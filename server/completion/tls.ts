/** TLS policies: the best first; weak ones at the end, struck through. */
import { RECOMMENDED_TLS_POLICY, TLS_POLICIES, type TlsPolicy } from '../../core/network/tls-policy.ts';
import type { Language } from '../../core/text/message.ts';
import { tlsText } from '../hover/tls.ts';
import { kinds, type Offer } from './offer.ts';

const order: readonly TlsPolicy['verdict'][] = ['best', 'good', 'acceptable', 'weak'];

export function tlsPolicyOffers(of: TlsPolicy['of'], language: Language): Offer[] {
  return TLS_POLICIES.filter((policy) => policy.of === of)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map(({ name, verdict, versions }) => ({
      label: name,
      kind: kinds.EnumMember,
      detail: versions.map((version) => `TLS ${version}`).join(', '),
      about: tlsText(name)?.[language] ?? '',
      deprecated: verdict === 'weak',
      preselect: name === RECOMMENDED_TLS_POLICY,
    }));
}
