import type { Operations } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { authorizing } from './rules/authorize.ts';
import { egress, ingress } from './rules/directions.ts';
import { modifying } from './rules/modify.ts';
import { revoking } from './rules/revoke.ts';
import { findWritableGroup } from './rules/writable.ts';

/** None of these takes DryRun: sent along, it is ignored and the write happens. */
export const securityGroupWrites: Operations = {
  AuthorizeSecurityGroup: authorizing(ingress),
  AuthorizeSecurityGroupEgress: authorizing(egress),
  RevokeSecurityGroup: revoking(ingress),
  RevokeSecurityGroupEgress: revoking(egress),
  ModifySecurityGroupRule: modifying(ingress),
  ModifySecurityGroupEgressRule: modifying(egress),

  ModifySecurityGroupAttribute: {
    required: ['RegionId', 'SecurityGroupId'],
    write: true,
    run(call) {
      const group = findWritableGroup(call);
      const name = call.parameters.get('SecurityGroupName') ?? group.SecurityGroupName;
      const description = call.parameters.get('Description') ?? group.Description;
      if (!/^\p{L}[\p{L}\p{N}:_.-]{1,127}$/u.test(name) || /^https?:/.test(name)) {
        const message = 'Specified security group name is not valid.';
        throw new Refusal(400, 'InvalidSecurityGroupName.Malformed', message);
      }
      if (description !== '' && (!/^.{2,256}$/su.test(description) || /^https?:\/\//.test(description))) {
        const message = 'Specified security group description is not valid.';
        throw new Refusal(400, 'InvalidSecurityGroupDiscription.Malformed', message);
      }
      group.SecurityGroupName = name;
      group.Description = description;
      return {};
    },
  },

  ModifySecurityGroupPolicy: {
    required: ['RegionId', 'SecurityGroupId', 'InnerAccessPolicy'],
    write: true,
    run(call) {
      const group = findWritableGroup(call);
      const policy = { accept: 'Accept', drop: 'Drop' } as const;
      const asked = call.parameters.get('InnerAccessPolicy')!.toLowerCase() as keyof typeof policy;
      if (!Object.hasOwn(policy, asked)) {
        const message = "The Policy is invalid. Only 'Accept' and 'Drop' are supported. Ignore case.";
        throw new Refusal(400, 'InvalidPolicy.Malformed', message);
      }
      if (group.SecurityGroupType === 'enterprise') {
        const message = "The InnerAccessPolicy attribute of enterprise level security group can't be modified.";
        throw new Refusal(400, 'InvalidParameter.InnerAccessPolicy', message);
      }
      group.innerAccessPolicy = policy[asked];
      return {};
    },
  },
};
