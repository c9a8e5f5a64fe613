import type { Operation } from '../operation.ts';

/** DescribeRegions asks no region: every account has the same answer in each. */
export const describeRegions: Operation = {
  run: ({ account }) => ({
    Regions: {
      Region: account.regions.map(({ RegionId, LocalName }) => ({
        RegionId,
        LocalName,
        RegionEndpoint: `ecs.${RegionId}.aliyuncs.com`,
        Status: 'available',
      })),
    },
  }),
};
