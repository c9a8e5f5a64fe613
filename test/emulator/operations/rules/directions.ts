/** What differs between ingress and egress: whose address is the other side, and what the service calls a mistake. */
import type { Rule } from '../../account/account.ts';
import { Refusal } from '../../refusal.ts';

type Field = keyof Rule;

export interface Direction {
  readonly name: 'ingress' | 'egress';
  /** The other side, in order of precedence: where several are sent, the first that is there counts. */
  readonly peer: readonly [ipv4: Field, ipv6: Field, group: Field, prefixList: Field];
  readonly peerOwner: Field;
  /** The near side, for quintuple rules. */
  readonly own: readonly [ipv4: Field, ipv6: Field];
  readonly missingPeer: () => Refusal;
  readonly malformedPeer: () => Refusal;
  readonly malformedOwn: () => Refusal;
  readonly peerGroupNotFound: () => Refusal;
  readonly peerGroupElsewhere: () => Refusal;
  readonly otherKindOfPeer: () => Refusal;
}

export const ingress: Direction = {
  name: 'ingress',
  peer: ['SourceCidrIp', 'Ipv6SourceCidrIp', 'SourceGroupId', 'SourcePrefixListId'],
  peerOwner: 'SourceGroupOwnerAccount',
  own: ['DestCidrIp', 'Ipv6DestCidrIp'],
  missingPeer: () =>
    new Refusal(400, 'MissingParameter.Source', 'Either SourceCidrIp or SourceGroupId must be specified.'),
  malformedPeer: () =>
    new Refusal(400, 'InvalidSourceCidrIp.Malformed', 'The specified parameter "SourceCidrIp" is not valid.'),
  malformedOwn: () =>
    new Refusal(400, 'InvalidDestCidrIp.Malformed', 'The specified parameter DestCidrIp is not valid.'),
  peerGroupNotFound: () =>
    new Refusal(404, 'InvalidSourceGroupId.NotFound', 'The SourceGroupId provided does not exist in our records.'),
  peerGroupElsewhere: () =>
    new Refusal(
      400,
      'InvalidSourceGroupId.Mismatch',
      'Specified security group and source group are not in the same VPC.',
    ),
  otherKindOfPeer: () => new Refusal(400, 'InvalidParam.SourceIp', 'The type of the source cannot be changed.'),
};

export const egress: Direction = {
  name: 'egress',
  peer: ['DestCidrIp', 'Ipv6DestCidrIp', 'DestGroupId', 'DestPrefixListId'],
  peerOwner: 'DestGroupOwnerAccount',
  own: ['SourceCidrIp', 'Ipv6SourceCidrIp'],
  missingPeer: () => new Refusal(400, 'MissingParameter.Dest', 'Either DestCidrIp or DestGroupId must be specified.'),
  malformedPeer: () =>
    new Refusal(400, 'InvalidDestCidrIp.Malformed', 'The specified parameter DestCidrIp is not valid.'),
  malformedOwn: () => new Refusal(400, 'InvalidParam.SourceIp', 'The specified parameter SourceCidrIp is not valid.'),
  peerGroupNotFound: () =>
    new Refusal(404, 'InvalidDestGroupId.NotFound', 'The DestGroupId provided does not exist in our records.'),
  peerGroupElsewhere: () =>
    new Refusal(
      400,
      'InvalidDestGroupId.Mismatch',
      'Specified security group and destination group are not in the same VPC.',
    ),
  otherKindOfPeer: () => new Refusal(400, 'InvalidParam.DestIp', 'The type of the destination cannot be changed.'),
};
