import { type Fix, isWrittenHere } from '../../changes/change.ts';
import type { Resource } from '../../dialects/resource.ts';
import type { Location } from '../../text/source.ts';
import type { Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, isFalse, missing } from '../services/whitelists.ts';

export const noNetworkPolicyPlugin = defineRule({
  id: 'kubernetes/no-network-policy-plugin',
  severity: 'warning',
  recommended: true,
  title: { en: 'Cluster that ignores NetworkPolicy', zh: '集群不支持 NetworkPolicy' },
  description: {
    en: `An ACK cluster is created without a network plug-in that enforces NetworkPolicy: without Terway (or Calico, Cilium …) among its add-ons, or with Terway whose configuration says \`NetworkPolicy: "false"\`. NetworkPolicy objects are then accepted and have no effect: every pod reaches every other. Flannel does not enforce them.

Serverless and edge clusters are not reported: they choose no plug-in. A network plug-in cannot be changed after creation.`,
    zh: `创建的 ACK 集群没有能执行 NetworkPolicy 的网络插件：组件中没有 Terway（或 Calico、Cilium 等），或 Terway 的配置写明 \`NetworkPolicy: "false"\`。此时 NetworkPolicy 可以创建但不生效，任何 Pod 都能互访。Flannel 不执行 NetworkPolicy。

Serverless 与边缘集群不选择插件，不报告。网络插件在创建后不能更换。`,
  },
  remedy: {
    en: 'Add the add-on `terway-eniip` with the configuration `{"NetworkPolicy":"true"}` and pod vSwitches when the cluster is created.',
    zh: '创建集群时添加组件 `terway-eniip`，配置 `{"NetworkPolicy":"true"}`，并指定 Pod 交换机。',
  },
  bad: [
    terraform(`resource "alicloud_cs_managed_kubernetes" "main" {
  pod_cidr = "172.20.0.0/16"
  addons {
    name = "flannel"
  }
}
`),
    terraform(`resource "alicloud_cs_managed_kubernetes" "main" {
  pod_vswitch_ids = ["vsw-1"]
  addons {
    name   = "terway-eniip"
    config = "{\\"NetworkPolicy\\":\\"false\\"}"
  }
}
`),
    ros(
      'Cluster',
      'ALIYUN::CS::ManagedKubernetesCluster',
      'Name: main',
      'Addons:',
      '  - Name: terway-eniip',
      `    Config: '{"NetworkPolicy":"false"}'`,
    ),
  ],
  good: [
    terraform(`resource "alicloud_cs_managed_kubernetes" "main" {
  pod_vswitch_ids = ["vsw-1"]
  addons {
    name = "terway-eniip"
  }
}
`),
    ros(
      'Cluster',
      'ALIYUN::CS::ManagedKubernetesCluster',
      'Name: main',
      'Addons:',
      '  - Name: terway-eniip',
      `    Config: '{"NetworkPolicy":"true"}'`,
    ),
  ],
  check({ model, report }) {
    for (const { resource, networkPolicy } of model.clusters) {
      if (!networkPolicy) continue;
      report(isFalse(networkPolicy), {
        resource,
        at: networkPolicy,
        because: missing(networkPolicy),
        fixes: () => enforcing(resource, networkPolicy),
        message: byDefault(networkPolicy)
          ? {
              en: 'This cluster has no network plug-in that enforces NetworkPolicy. Add terway-eniip when it is created.',
              zh: '此集群没有能执行 NetworkPolicy 的网络插件。请在创建时添加 terway-eniip。',
            }
          : {
              en: 'Terway is told not to enforce NetworkPolicy here. Set NetworkPolicy to "true".',
              zh: '此处 Terway 被设为不执行 NetworkPolicy。请将 NetworkPolicy 设为 "true"。',
            },
      });
    }
  },
});

/** The word in the add-on's configuration, which is JSON in a text or an expression that makes it. */
function enforcing(resource: Resource, networkPolicy: Value<boolean>): readonly Fix[] {
  if (!isWrittenHere(networkPolicy)) return [];
  const { source, start, end } = networkPolicy.at;
  const written = /^(["']?)false\1$|NetworkPolicy\W{1,8}false/.exec(source.text.slice(start, end));
  if (!written) return [];
  const from = start + written.index + written[0].indexOf('false');
  const at: Location = { source, start: from, end: from + 'false'.length };
  return [
    {
      title: { en: 'Let Terway enforce NetworkPolicy', zh: '由 Terway 执行 NetworkPolicy' },
      changes: [{ kind: 'replace', resource, at, by: 'true' }],
    },
  ];
}
