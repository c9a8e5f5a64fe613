import type { Database } from '../account/account.ts';
import { listing, value } from '../listing.ts';
import type { Call, Operations } from '../operation.ts';
import { Refusal } from '../refusal.ts';

export const rds: Operations = {
  DescribeDBInstances: listing({
    required: ['RegionId'],
    of: (region) => region.dbInstances,
    as: ['Items', 'DBInstance'],
    tokens: { max: 100, standard: 30 },
    pages: { max: 100, standard: 30 },
    describe: (page) => ({
      ...(page.style === 'tokens' && page.nextToken !== '' ? { NextToken: page.nextToken } : {}),
      PageNumber: page.number,
      PageRecordCount: page.count,
      TotalRecordCount: page.total,
    }),
    filters: {
      DBInstanceId: value('DBInstanceId'),
      Engine: value('Engine'),
      DBInstanceStatus: value('DBInstanceStatus'),
      VpcId: value('VpcId'),
      VSwitchId: value('VSwitchId'),
    },
  }),
  DescribeDBInstanceIPArrayList: {
    required: ['DBInstanceId'],
    run: (call) => ({ Items: { DBInstanceIPArray: find(call).ipArrays } }),
  },
  DescribeDBInstanceNetInfo: {
    required: ['DBInstanceId'],
    run(call) {
      const found = find(call);
      return {
        InstanceNetworkType: found.InstanceNetworkType,
        SecurityIPMode: found.securityIPMode,
        DBInstanceNetInfos: { DBInstanceNetInfo: found.netInfos },
      };
    },
  },
  DescribeDBInstanceSSL: { required: ['DBInstanceId'], run: (call) => ({ ...find(call).ssl }) },
  DescribeSecurityGroupConfiguration: {
    required: ['DBInstanceId'],
    run(call) {
      const found = find(call);
      return { DBInstanceName: found.DBInstanceId, Items: { EcsSecurityGroupRelation: found.securityGroups } };
    },
  },
};

/** These operations take no RegionId: an id is unique in the account, and one port serves all regions here. */
function find({ account, parameters }: Call): Database {
  const id = parameters.get('DBInstanceId');
  const found = account.regions.flatMap(({ dbInstances }) => dbInstances).find((one) => one.DBInstanceId === id);
  if (!found) throw new Refusal(404, 'InvalidDBInstanceId.NotFound', 'The specified instance is not found.');
  return found;
}
