import { list, listing, value, visible } from '../listing.ts';
import type { Operations } from '../operation.ts';
import { Refusal } from '../refusal.ts';

/** Prefix lists (sources and destinations) and port lists that rules name. */
export const addressLists: Operations = {
  DescribePrefixLists: listing({
    required: ['RegionId'],
    of: (region) => region.prefixLists,
    as: ['PrefixLists', 'PrefixList'],
    tokens: { max: 100, standard: 10 },
    filters: {
      PrefixListId: list('PrefixListId'),
      PrefixListName: value('PrefixListName'),
      AddressFamily: value('AddressFamily'),
      ResourceGroupId: value('ResourceGroupId'),
    },
  }),
  DescribePrefixListAttributes: {
    required: ['RegionId', 'PrefixListId'],
    run({ parameters, region }) {
      const found = region.prefixLists.find(({ PrefixListId }) => PrefixListId === parameters.get('PrefixListId'));
      if (!found) throw new Refusal(404, 'InvalidPrefixListId.NotFound', 'The specified PrefixListId does not exist.');
      return { ...visible(found), Entries: { Entry: found.entries } };
    },
  },
  DescribePortRangeLists: listing({
    required: ['RegionId'],
    of: (region) => region.portRangeLists,
    as: ['PortRangeLists'],
    tokens: { max: 100, standard: 10 },
    filters: { PortRangeListId: list('PortRangeListId'), PortRangeListName: value('PortRangeListName') },
  }),
  DescribePortRangeListEntries: {
    required: ['RegionId', 'PortRangeListId'],
    run({ parameters, region }) {
      const id = parameters.get('PortRangeListId');
      const found = region.portRangeLists.find(({ PortRangeListId }) => PortRangeListId === id);
      if (!found)
        throw new Refusal(404, 'InvalidPortRangeListId.NotFound', 'The specified PortRangeListId does not exist.');
      return { Entries: found.entries };
    },
  },
};
