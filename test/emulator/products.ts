import type { Operations } from './operation.ts';
import { addressLists } from './operations/address-lists.ts';
import { alb } from './operations/alb.ts';
import { instances } from './operations/instances.ts';
import { nlb } from './operations/nlb.ts';
import { rds } from './operations/rds.ts';
import { describeRegions } from './operations/regions.ts';
import { securityGroupWrites } from './operations/security-group-writes.ts';
import { securityGroups } from './operations/security-groups.ts';
import { slb } from './operations/slb.ts';
import { sts } from './operations/sts.ts';
import { vpc } from './operations/vpc.ts';

export interface Product {
  /** As in RAM actions and host names. */
  readonly name: string;
  readonly operations: Operations;
}

/** One port serves all products: the version tells them apart. */
export const products: Readonly<Record<string, Product>> = {
  '2014-05-26': {
    name: 'ecs',
    operations: {
      DescribeRegions: describeRegions,
      ...securityGroups,
      ...securityGroupWrites,
      ...addressLists,
      ...instances,
    },
  },
  '2016-04-28': { name: 'vpc', operations: vpc },
  '2014-05-15': { name: 'slb', operations: slb },
  '2020-06-16': { name: 'alb', operations: alb },
  '2022-04-30': { name: 'nlb', operations: nlb },
  '2014-08-15': { name: 'rds', operations: rds },
  '2015-04-01': { name: 'sts', operations: sts },
};
