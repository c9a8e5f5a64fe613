import type { Region } from './account.ts';
import { emptyRegion } from './empty-region.ts';
import { eip, instance, type Machine, primaryInterface, rule, securityGroup, vpcWith, vSwitch } from './resources.ts';

const vpc = 'vpc-t4nops0000000000000001';
const subnet = 'vsw-t4nops0000000000000001';
const bastion: Machine = {
  id: 'i-t4nbastion0000000001',
  name: 'bastion',
  region: 'ap-southeast-1',
  vpc,
  vSwitch: subnet,
  groups: ['sg-t4nbastion000000001'],
  privateIp: '172.16.0.10',
  eip: { AllocationId: 'eip-t4nbastion000000001', IpAddress: '203.0.113.40' },
  interfaceId: 'eni-t4nbastion000000001',
};

/** Singapore: one bastion that the office and nobody else may enter, in an advanced group. */
export function sampleSingapore(): Region {
  return {
    ...emptyRegion('ap-southeast-1', '新加坡'),
    vpcs: [vpcWith(vpc, '172.16.0.0/16', 'ap-southeast-1', [subnet])],
    vSwitches: [vSwitch(subnet, vpc, '172.16.0.0/24', 'ap-southeast-1a')],
    instances: [instance(bastion)],
    networkInterfaces: [primaryInterface(bastion)],
    eips: [eip({ ...bastion.eip!, RegionId: 'ap-southeast-1', InstanceId: bastion.id, InstanceType: 'EcsInstance' })],
    securityGroups: [
      securityGroup({
        SecurityGroupId: 'sg-t4nbastion000000001',
        SecurityGroupName: 'bastion',
        SecurityGroupType: 'enterprise',
        VpcId: vpc,
        rules: [
          rule({
            SecurityGroupRuleId: 'sgr-t4nbastion00000001',
            PortRange: '22/22',
            SourceCidrIp: '198.51.100.0/24',
            Description: 'office',
          }),
          rule({
            SecurityGroupRuleId: 'sgr-t4nbastion00000002',
            Direction: 'egress',
            IpProtocol: 'ALL',
            PortRange: '-1/-1',
            DestCidrIp: '0.0.0.0/0',
          }),
        ],
      }),
    ],
  };
}
