import type { Region } from './account.ts';

const nat = 'ngw-bp1shop00000000001';
const forwardTable = 'ftb-bp1shop00000000001';

/** The network ACL of the front subnet, and a NAT gateway that leads port 6380 to the Redis machine. */
export function samplePerimeter(
  VpcId: string,
  subnets: { readonly front: string },
  redis: string,
): Pick<Region, 'networkAcls' | 'natGateways' | 'forwardEntries'> {
  const entry = { EntryType: 'custom', IpVersion: 'IPV4', Description: '' };
  return {
    networkAcls: [
      {
        NetworkAclId: 'nacl-bp1front00000000001',
        NetworkAclName: 'front',
        VpcId,
        RegionId: 'cn-hangzhou',
        Status: 'Available',
        Resources: { Resource: [{ ResourceId: subnets.front, ResourceType: 'VSwitch', Status: 'BINDED' }] },
        // The first entry that matches decides; there is no priority but the order.
        IngressAclEntries: {
          IngressAclEntry: [
            {
              ...entry,
              NetworkAclEntryId: 'nae-bp1front1',
              Policy: 'drop',
              Protocol: 'tcp',
              Port: '3389/3389',
              SourceCidrIp: '0.0.0.0/0',
            },
            {
              ...entry,
              NetworkAclEntryId: 'nae-bp1front2',
              Policy: 'accept',
              Protocol: 'all',
              Port: '-1/-1',
              SourceCidrIp: '0.0.0.0/0',
            },
          ],
        },
        EgressAclEntries: {
          EgressAclEntry: [
            {
              ...entry,
              NetworkAclEntryId: 'nae-bp1front3',
              Policy: 'accept',
              Protocol: 'all',
              Port: '-1/-1',
              DestinationCidrIp: '0.0.0.0/0',
            },
          ],
        },
        Tags: { Tag: [] },
      },
    ],
    natGateways: [
      {
        NatGatewayId: nat,
        Name: 'shop',
        VpcId,
        RegionId: 'cn-hangzhou',
        Status: 'Available',
        NatType: 'Enhanced',
        NetworkType: 'internet',
        ForwardTableIds: { ForwardTableId: [forwardTable] },
        SnatTableIds: { SnatTableId: ['stb-bp1shop00000000001'] },
        IpLists: {
          IpList: [
            { AllocationId: 'eip-bp1nat0000000000001', IpAddress: '203.0.113.60', UsingStatus: 'UsedByForwardTable' },
          ],
        },
        Tags: { Tag: [] },
      },
    ],
    forwardEntries: [
      {
        ForwardTableId: forwardTable,
        ForwardEntryId: 'fwd-bp1shop00000000001',
        ForwardEntryName: 'redis',
        NatGatewayId: nat,
        ExternalIp: '203.0.113.60',
        ExternalPort: '6380',
        InternalIp: redis,
        InternalPort: '6379',
        IpProtocol: 'tcp',
        Status: 'Available',
      },
    ],
  };
}

/** A MySQL that the world may call, and a PostgreSQL that only the VPC sees. */
export function sampleDatabases(VpcId: string, VSwitchId: string): Pick<Region, 'dbInstances'> {
  const common = {
    RegionId: 'cn-hangzhou',
    ZoneId: 'cn-hangzhou-i',
    DBInstanceStatus: 'Running',
    DBInstanceType: 'Primary',
    InstanceNetworkType: 'VPC',
    PayType: 'Postpaid',
    VpcId,
    VSwitchId,
    securityIPMode: 'normal',
    securityGroups: [],
  } as const;
  const inner = { ConnectionStringType: 'Normal', IPType: 'Private', VPCId: VpcId, VSwitchId };
  return {
    dbInstances: [
      {
        ...common,
        securityGroups: [],
        DBInstanceId: 'rm-bp1orders000000001',
        DBInstanceDescription: 'orders',
        Engine: 'MySQL',
        EngineVersion: '8.0',
        DBInstanceNetType: 'Internet',
        ConnectionString: 'rm-bp1orders000000001.mysql.rds.aliyuncs.com',
        ipArrays: [ipArray('default', '127.0.0.1'), ipArray('everyone', '0.0.0.0/0,198.51.100.0/24')],
        netInfos: [
          {
            ...inner,
            ConnectionString: 'rm-bp1orders000000001.mysql.rds.aliyuncs.com',
            IPAddress: '10.0.2.30',
            Port: '3306',
          },
          {
            ConnectionString: 'rm-bp1orders000000001po.mysql.rds.aliyuncs.com',
            ConnectionStringType: 'Normal',
            IPType: 'Public',
            IPAddress: '203.0.113.90',
            Port: '3306',
          },
        ],
        ssl: { SSLEnabled: 'No', ConnectionString: '', SSLExpireTime: '', ForceEncryption: '' },
      },
      {
        ...common,
        securityGroups: [],
        DBInstanceId: 'pgm-bp1stock00000001',
        DBInstanceDescription: 'stock',
        Engine: 'PostgreSQL',
        EngineVersion: '16.0',
        DBInstanceNetType: 'Intranet',
        ConnectionString: 'pgm-bp1stock00000001.pg.rds.aliyuncs.com',
        ipArrays: [ipArray('default', '10.0.1.0/24')],
        netInfos: [
          {
            ...inner,
            ConnectionString: 'pgm-bp1stock00000001.pg.rds.aliyuncs.com',
            IPAddress: '10.0.2.31',
            Port: '5432',
          },
        ],
        ssl: {
          SSLEnabled: 'on',
          ConnectionString: 'pgm-bp1stock00000001.pg.rds.aliyuncs.com',
          SSLExpireTime: '2027-03-02T08:00:00Z',
        },
      },
    ],
  };
}

function ipArray(DBInstanceIPArrayName: string, SecurityIPList: string) {
  return { DBInstanceIPArrayName, DBInstanceIPArrayAttribute: '', SecurityIPType: 'IPv4', SecurityIPList };
}
