/** Keys that open nothing but an emulator. */
import type { AccessKey } from './keys.ts';

/** The account itself: may do everything. */
export const owner: AccessKey = { id: 'LTAI5tEmulatorOwner0001', secret: 'emulator-owner-secret-0001' };

/** A RAM user that may look at everything and change nothing. */
export const reader: AccessKey = {
  id: 'LTAI5tEmulatorReader001',
  secret: 'emulator-reader-secret-001',
  principal: {
    type: 'SubUser',
    name: '200000000000000001',
    policy: [{ effect: 'Allow', actions: ['*:Describe*', '*:List*', '*:Get*'] }],
  },
};

/** A role for some hours: requests must carry the token. */
export const session: AccessKey = {
  id: 'STS.NEmulatorSession001',
  secret: 'emulator-session-secret-001',
  token: 'emulator-session-token-001',
  expires: '2100-01-01T00:00:00Z',
  principal: { type: 'AssumedRoleUser', name: 'audit:laptop', policy: [{ effect: 'Allow', actions: ['*'] }] },
};
