import { exampleBlock, onlyTitle } from '../../changes/addresses.ts';
import { type Fix, offering } from '../../changes/change.ts';
import { entryFixes } from '../../changes/entries.ts';
import { configuredNetworks, type NamedBlocks, ofFamily } from '../../changes/networks.ts';
import type { ManagedService } from '../../network/model.ts';
import { productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { inFamily, isTrue, missing, worldEntries } from '../services/whitelists.ts';

export const warehouseAny = defineRule({
  id: 'exposure/warehouse-any',
  severity: 'warning',
  recommended: false,
  title: { en: 'MaxCompute project without an IP white list', zh: 'MaxCompute 项目未设置 IP 白名单' },
  description: {
    en: 'Without an IP white list, or with one that lets in everyone, a MaxCompute project can be used from any address by whoever holds an AccessKey that is allowed to.',
    zh: '未设置 IP 白名单，或白名单放行所有地址时，任何持有授权 AccessKey 的人都能从任意地址使用 MaxCompute 项目。',
  },
  remedy: {
    en: 'Set `ip_white_list` (`IpWhiteList`) to the networks that use the project.',
    zh: '将 `ip_white_list`（`IpWhiteList`）设为使用该项目的网段。',
  },
  bad: [
    terraform(`resource "alicloud_maxcompute_project" "reports" {
  project_name = "reports"
}
`),
    ros('Reports', 'ALIYUN::MaxCompute::Project', 'Name: reports', 'IpWhiteList:', '  IpList: 0.0.0.0/0'),
  ],
  good: [
    terraform(`resource "alicloud_maxcompute_project" "reports" {
  project_name = "reports"
  ip_white_list {
    ip_list = "10.0.0.0/8"
  }
}
`),
    ros('Reports', 'ALIYUN::MaxCompute::Project', 'Name: reports', 'IpWhiteList:', '  IpList: 10.0.0.0/8'),
  ],
  check(context) {
    const { model, report } = context;
    for (const service of model.managedServices.filter(inFamily('warehouse'))) {
      const { resource, publicEndpoint, whitelist } = service;
      const product = productName(service);
      if (publicEndpoint) {
        report(isTrue(publicEndpoint), {
          resource,
          at: publicEndpoint,
          because: missing(publicEndpoint),
          fixes: () => listFixes(context, service),
          message: {
            en: `This ${product} project has no IP white list, so every address may use it. List the networks that need it.`,
            zh: `此 ${product} 项目未设置 IP 白名单，任意地址都可使用。请列出需要访问的网段。`,
          },
        });
      }
      for (const { entry, truth, text, together } of worldEntries(whitelist)) {
        report(truth, {
          resource,
          at: entry,
          because: missing(entry),
          fixes: () => entryFixes(context, { entity: service, field: 'whitelist', entry, together }),
          message: {
            en: `The IP white list of this ${product} project lets in ${text}, that is every address. List the networks that need it.`,
            zh: `此 ${product} 项目的 IP 白名单放行 ${text}，即所有地址。请只列出需要访问的网段。`,
          },
        });
      }
    }
  },
});

/** A white list of the networks that the configuration names, or of addresses that a person says. */
function listFixes({ settings }: RuleContext, service: ManagedService): readonly Fix[] {
  const listing = (title: Text, blocks: string): Fix => ({
    title,
    changes: [{ kind: 'set', entity: service, to: { publicEndpoint: blocks } }],
  });
  const to = (network: NamedBlocks): readonly Fix[] => {
    const { blocks } = ofFamily(network, 4);
    return blocks.length > 0 ? [listing(onlyTitle(network), blocks.join(','))] : [];
  };
  const own = { en: 'Let in an address or block of your own only…', zh: '只放行自己的地址或网段……' };
  const placeholder = exampleBlock[4];
  return offering({ ports: undefined, group: undefined, fixes: to }, [
    ...configuredNetworks(settings.networks, 4).flatMap(to),
    { ...listing(own, placeholder), placeholder },
  ]);
}
