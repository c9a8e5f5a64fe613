import type { Operations } from '../operation.ts';

/** Who am I? Every identity may ask. */
export const sts: Operations = {
  GetCallerIdentity: {
    open: true,
    run({ account: { uid }, principal }) {
      if (!principal) {
        return { AccountId: uid, IdentityType: 'Account', PrincipalId: uid, UserId: uid, Arn: `acs:ram::${uid}:root` };
      }
      const { type, name } = principal;
      if (type === 'SubUser') {
        const Arn = `acs:ram::${uid}:user/${name}`;
        return { AccountId: uid, IdentityType: 'RAMUser', PrincipalId: name, UserId: name, Arn };
      }
      const Arn = `acs:ram::${uid}:assumed-role/${name.replace(':', '/')}`;
      return { AccountId: uid, IdentityType: 'AssumedRoleUser', PrincipalId: name, RoleId: name.split(':')[0], Arn };
    },
  },
};
