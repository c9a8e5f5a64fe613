/**
 * A small account that a person can overlook: a shop in Hangzhou with the mistakes that people make, and a bastion in
 * Singapore. Addresses are from documentation ranges.
 */
import type { Account } from './account.ts';
import { emptyRegion } from './empty-region.ts';
import { sampleHangzhou } from './sample-hangzhou.ts';
import { sampleSingapore } from './sample-singapore.ts';

export function sampleAccount(): Account {
  return {
    uid: '1234567890123456',
    quotas: { rulesPerNetworkInterface: 1000, groupsAsSources: 20 },
    regions: [sampleHangzhou(), emptyRegion('cn-shanghai', '华东2（上海）'), sampleSingapore()],
  };
}
