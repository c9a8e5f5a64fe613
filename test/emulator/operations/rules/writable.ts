import type { SecurityGroup } from '../../account/account.ts';
import type { Call } from '../../operation.ts';
import { Refusal } from '../../refusal.ts';
import { findSecurityGroup } from '../security-groups.ts';

/** The group that the call names, unless a cloud service manages it. */
export function findWritableGroup(call: Call): SecurityGroup {
  const group = findSecurityGroup(call);
  if (!group.ServiceManaged) return group;
  const message = `The security group ${group.SecurityGroupId} is managed by a cloud product and cannot be operated on.`;
  throw new Refusal(403, 'InvalidOperation.ResourceManagedByCloudProduct', message);
}
