import type { Region } from './account.ts';
import { rule, securityGroup } from './resources.ts';

export const groups = {
  web: 'sg-bp1web000000000001',
  db: 'sg-bp1db0000000000001',
  legacy: 'sg-bp1legacy00000001',
  unused: 'sg-bp1unused00000001',
  kubernetes: 'sg-bp1ack000000000001',
};
const offices = 'pl-bp1offices0000000001';
const webPorts = 'prl-bp1web00000000001';

/** The groups of the shop, and the lists that their rules name. */
export function sampleGroups(VpcId: string): Pick<Region, 'securityGroups' | 'prefixLists' | 'portRangeLists'> {
  return {
    securityGroups: [
      securityGroup({
        SecurityGroupId: groups.web,
        SecurityGroupName: 'web',
        Description: 'Shop front',
        VpcId,
        Tags: { Tag: [{ TagKey: 'env', TagValue: 'prod' }] },
        rules: [
          rule({ SecurityGroupRuleId: 'sgr-bp1web000000000001', PortRange: '80/80', SourceCidrIp: '0.0.0.0/0' }),
          rule({
            SecurityGroupRuleId: 'sgr-bp1web000000000002',
            PortRangeListId: webPorts,
            Ipv6SourceCidrIp: '::/0',
            Description: 'web over IPv6',
          }),
          rule({
            SecurityGroupRuleId: 'sgr-bp1web000000000003',
            PortRange: '22/22',
            SourcePrefixListId: offices,
            Priority: 10,
            Description: 'offices',
          }),
        ],
      }),
      securityGroup({
        SecurityGroupId: groups.db,
        SecurityGroupName: 'redis',
        VpcId,
        rules: [
          rule({ SecurityGroupRuleId: 'sgr-bp1db0000000000001', PortRange: '6379/6379', SourceGroupId: groups.web }),
          rule({
            SecurityGroupRuleId: 'sgr-bp1db0000000000002',
            PortRange: '6379/6379',
            SourceCidrIp: '0.0.0.0/0',
            Priority: 50,
            Description: 'temporary, for the migration',
          }),
        ],
      }),
      securityGroup({
        SecurityGroupId: groups.legacy,
        SecurityGroupName: 'erp',
        VpcId,
        rules: [
          rule({
            SecurityGroupRuleId: 'sgr-bp1legacy00000001',
            IpProtocol: 'ALL',
            PortRange: '-1/-1',
            SourceCidrIp: '0.0.0.0/0',
            Priority: 100,
          }),
          rule({
            SecurityGroupRuleId: 'sgr-bp1legacy00000002',
            PortRange: '445/445',
            SourceCidrIp: '0.0.0.0/0',
            Policy: 'Drop',
          }),
          rule({ SecurityGroupRuleId: 'sgr-bp1legacy00000003', PortRange: '3389/3389', SourceCidrIp: '0.0.0.0/0' }),
        ],
      }),
      securityGroup({ SecurityGroupId: groups.unused, SecurityGroupName: 'old-test', VpcId }),
      securityGroup({
        SecurityGroupId: groups.kubernetes,
        SecurityGroupName: 'alicloud-cs-auto-created-security-group',
        ServiceManaged: true,
        ServiceID: 6,
        VpcId,
        rules: [
          rule({
            SecurityGroupRuleId: 'sgr-bp1ack000000000001',
            IpProtocol: 'ALL',
            PortRange: '-1/-1',
            SourceCidrIp: '10.0.0.0/8',
          }),
        ],
      }),
    ],
    prefixLists: [
      {
        PrefixListId: offices,
        PrefixListName: 'offices',
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        AssociationCount: 1,
        Description: 'Offices',
        CreationTime: '2026-03-02T08:00:00Z',
        Tags: { Tag: [] },
        entries: [
          { Cidr: '198.51.100.0/24', Description: 'Hangzhou' },
          { Cidr: '192.0.2.0/25', Description: 'Beijing' },
        ],
      },
    ],
    portRangeLists: [
      {
        PortRangeListId: webPorts,
        PortRangeListName: 'web',
        MaxEntries: 10,
        AssociationCount: 1,
        CreationTime: '2026-03-02T08:00:00Z',
        entries: [
          { PortRange: '80/80', Description: '' },
          { PortRange: '443/443', Description: '' },
        ],
      },
    ],
  };
}
