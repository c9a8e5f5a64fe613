import { mended } from '../../changes/fields.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, isTrue, missing } from '../services/whitelists.ts';

const closeApi: Text = { en: 'Keep the API server inside of the VPC', zh: '只在 VPC 内提供 API Server' };

export const clusterApiPublic = defineRule({
  id: 'exposure/cluster-api-public',
  severity: 'warning',
  recommended: true,
  title: { en: 'Kubernetes API server on the internet', zh: 'Kubernetes API Server 暴露在互联网' },
  description: {
    en: `The API server of an ACK cluster gets a public address: whoever holds or guesses a credential, or knows a flaw of the version, can try it from anywhere.

In Terraform this is the default: \`slb_internet_enabled\` is true unless it is set to false, for managed, dedicated and edge clusters. In ROS only an explicit \`EndpointPublicAccess: true\` is reported, because the sources disagree about the default of one type.`,
    zh: `ACK 集群的 API Server 获得公网地址：任何持有或猜到凭证、或知晓该版本漏洞的人，都可以从任意位置尝试访问。

在 Terraform 中这是默认行为：托管、专有与边缘集群的 \`slb_internet_enabled\` 默认为 true。在 ROS 中只报告明确的 \`EndpointPublicAccess: true\`，因为各来源对其中一种类型的默认值说法不一。`,
  },
  remedy: {
    en: 'Set `slb_internet_enabled = false` (`EndpointPublicAccess: false`) and reach the API server inside of the VPC, by VPN or a bastion host; or bind an access control list to its load balancer.',
    zh: '设置 `slb_internet_enabled = false`（`EndpointPublicAccess: false`），在 VPC 内、通过 VPN 或堡垒机访问 API Server；或为其负载均衡绑定访问控制列表。',
  },
  bad: [
    terraform(`resource "alicloud_cs_managed_kubernetes" "main" {
  name = "main"
}
`),
    ros('Cluster', 'ALIYUN::CS::ManagedKubernetesCluster', 'Name: main', 'EndpointPublicAccess: true'),
  ],
  good: [
    terraform(`resource "alicloud_cs_managed_kubernetes" "main" {
  name                 = "main"
  slb_internet_enabled = false
}
`),
    ros('Cluster', 'ALIYUN::CS::ManagedKubernetesCluster', 'Name: main', 'EndpointPublicAccess: false'),
  ],
  check({ model, report }) {
    for (const cluster of model.clusters) {
      const { resource, publicApi } = cluster;
      if (!publicApi) continue;
      report(isTrue(publicApi), {
        resource,
        at: publicApi,
        because: missing(publicApi),
        fixes: () => mended(cluster, 'publicApi', false, closeApi),
        message: byDefault(publicApi)
          ? {
              en: 'The API server of this cluster gets a public address, because slb_internet_enabled is true by default. Set it to false.',
              zh: '此集群的 API Server 会获得公网地址，因为 slb_internet_enabled 默认为 true。请设为 false。',
            }
          : {
              en: 'The API server of this cluster gets a public address. Keep it inside of the VPC.',
              zh: '此集群的 API Server 会获得公网地址。请只在 VPC 内提供访问。',
            },
      });
    }
  },
});
