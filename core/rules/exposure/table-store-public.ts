import { mended } from '../../changes/fields.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, inFamily, isTrue, missing } from '../services/whitelists.ts';

const vpcOnly: Text = { en: 'Let in the VPC only', zh: '只允许 VPC 访问' };

export const tableStorePublic = defineRule({
  id: 'exposure/table-store-public',
  severity: 'warning',
  recommended: false,
  title: { en: 'Tablestore instance open to every network', zh: 'Tablestore 实例对所有网络开放' },
  description: {
    en: 'A Tablestore instance accepts requests from the internet, which is its default: `network_type_acl` with `INTERNET`, `accessed_by = "Any"`, `Network: NORMAL`, or none of them.',
    zh: 'Tablestore 实例接受来自互联网的请求，这也是默认行为：`network_type_acl` 含 `INTERNET`、`accessed_by = "Any"`、`Network: NORMAL`，或均未设置。',
  },
  remedy: {
    en: 'Let in the VPC only: `network_type_acl = ["VPC"]`, `NetworkTypeAcl: [VPC]` or `Network: VPC` in ROS.',
    zh: '只允许 VPC 访问：`network_type_acl = ["VPC"]`，ROS 中为 `NetworkTypeAcl: [VPC]` 或 `Network: VPC`。',
  },
  bad: [
    terraform(`resource "alicloud_ots_instance" "events" {
  name        = "events"
  accessed_by = "Any"
}
`),
    ros('Events', 'ALIYUN::OTS::Instance', 'InstanceName: events', 'Network: NORMAL'),
  ],
  good: [
    terraform(`resource "alicloud_ots_instance" "events" {
  name             = "events"
  network_type_acl = ["VPC"]
}
`),
    ros('Events', 'ALIYUN::OTS::Instance', 'InstanceName: events', 'Network: VPC'),
  ],
  check({ model, report }) {
    for (const service of model.managedServices.filter(inFamily('table-store'))) {
      const { resource, publicEndpoint } = service;
      if (!publicEndpoint) continue;
      report(isTrue(publicEndpoint), {
        resource,
        at: publicEndpoint,
        because: missing(publicEndpoint),
        fixes: () => mended(service, 'publicEndpoint', false, vpcOnly),
        message: byDefault(publicEndpoint)
          ? {
              en: 'This Tablestore instance accepts requests from the internet, as it does by default. Let in the VPC only.',
              zh: '此 Tablestore 实例默认接受来自互联网的请求。请只允许 VPC 访问。',
            }
          : {
              en: 'This Tablestore instance accepts requests from the internet. Let in the VPC only.',
              zh: '此 Tablestore 实例接受来自互联网的请求。请只允许 VPC 访问。',
            },
      });
    }
  },
});
