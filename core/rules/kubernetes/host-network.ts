import type { Fix } from '../../changes/change.ts';
import { isWrittenHere } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Workload } from '../../network/kubernetes.ts';
import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { titleOf } from './wording.ts';

export const hostNetwork = defineRule({
  id: 'kubernetes/host-network',
  severity: 'warning',
  recommended: true,
  title: { en: "Pod uses the node's network", zh: 'Pod 使用节点网络' },
  description: {
    en: "With `hostNetwork: true` every port that the pod listens on is a port of the node, NetworkPolicies do not apply, and the pod can reach the kubelet, the node's loopback services and the instance metadata. In `kube-system` this is how network plugins and agents work: reported as information there.",
    zh: '设置 `hostNetwork: true` 后，Pod 监听的每个端口都是节点端口，NetworkPolicy 不生效，Pod 还能访问 kubelet、节点回环地址上的服务以及实例元数据。`kube-system` 中的网络插件和代理通常如此，因此仅作为提示报告。',
  },
  remedy: {
    en: 'Remove `hostNetwork` and open the ports that are needed through a Service.',
    zh: '删除 `hostNetwork`，通过 Service 开放所需端口。',
  },
  bad: [manifest(deployment('', 'hostNetwork: true'))],
  good: [manifest(deployment()), manifest(deployment('', 'hostNetwork: false'))],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      const { hostNetwork: uses } = workload;
      if (!uses) continue;
      const title = titleOf(workload);
      const system = workload.namespace?.kind === 'known' && workload.namespace.value === 'kube-system';
      report(
        holds(uses, (value) => value),
        {
          resource: workload.resource,
          at: uses,
          fixes: () => ownNetwork(workload),
          ...(system ? { severity: 'info' } : {}),
          message: {
            en: `${title} shares the node's network, so that its ports are the node's and no NetworkPolicy applies. Remove hostNetwork and use a Service.`,
            zh: `${title} 共用节点网络，其端口即节点端口，且不受 NetworkPolicy 约束。请删除 hostNetwork，改用 Service。`,
          },
        },
      );
    }
  },
});

function ownNetwork({ resource, hostNetwork, dnsPolicy }: Workload): readonly Fix[] {
  if (hostNetwork?.kind !== 'known') return [];
  if (!isWrittenHere(hostNetwork))
    return rewritten(resource, hostNetwork, false, { en: 'Use false', zh: '改为 false' });
  // It says how names are resolved on the node's network, and nothing elsewhere.
  const isForNode = dnsPolicy?.kind === 'known' && dnsPolicy.value === 'ClusterFirstWithHostNet';
  return fixOf({ en: 'Remove hostNetwork', zh: '删除 hostNetwork' }, [
    [{ kind: 'removeAt', resource, at: hostNetwork.at }],
    isForNode ? [{ kind: 'removeAt', resource, at: dnsPolicy.at }] : [],
  ]);
}
