import type { KubernetesModel, Workload } from '../../network/kubernetes.ts';
import { isEmptySelector, sameNamespace, selects } from '../../network/label-selectors.ts';
import { allOf, anyOf, holds, not, type Truth } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { policyFor } from './policy-fixes.ts';
import { titleOf } from './wording.ts';

const policy = (selector: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: ${selector}
  ingress:
    - from:
        - podSelector: {}
`;

export const noNetworkPolicy = defineRule({
  id: 'kubernetes/no-network-policy',
  severity: 'warning',
  recommended: false,
  title: { en: 'No NetworkPolicy selects the pods', zh: '没有 NetworkPolicy 选中这些 Pod' },
  description: {
    en: `Without a NetworkPolicy every pod of the cluster may connect to every port of these pods. A policy counts when its selector (matchLabels and matchExpressions) selects the pods in their namespace and it is about ingress; an egress policy leaves the ports open.

Not reported: pods on the node's network, to which no policy applies; pods that a policy in a folder beside, above or within this one names; folders with policies of Cilium or Calico, whose selectors we do not read.`,
    zh: `没有 NetworkPolicy 时，集群中的任何 Pod 都可以访问这些 Pod 的任何端口。策略的选择器（matchLabels 与 matchExpressions）在同一命名空间选中这些 Pod 且包含入方向时才算数；只管出方向的策略不会关闭端口。

不报告：使用节点网络的 Pod（策略对其不生效），相邻、上级或下级目录中的策略已指明的 Pod，以及含有 Cilium 或 Calico 策略的目录（我们不解析其选择器）。`,
  },
  remedy: {
    en: 'Add a NetworkPolicy that denies ingress by default in the namespace (`podSelector: {}`, `policyTypes: [Ingress]`), and one for each port that is needed.',
    zh: '在命名空间中添加默认拒绝入方向的 NetworkPolicy（`podSelector: {}`、`policyTypes: [Ingress]`），再为需要的端口逐一放行。',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  bad: [manifest(deployment()), manifest(`${deployment()}${policy('{ matchLabels: { app: api } }')}`)],
  good: [
    manifest(`${deployment()}${policy('{ matchLabels: { app: web } }')}`),
    manifest(`${deployment()}${policy('{ matchExpressions: [{ key: app, operator: In, values: [web, api] }] }')}`),
  ],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    const { networkPolicies, pluginPolicies, workloads } = kubernetes;
    for (const workload of workloads) {
      const selecting = networkPolicies.map((one): { here: Truth; ingress: Truth } => ({
        here: allOf(sameNamespace(one, workload), one.selector ? selects(one.selector, workload.podLabels) : 'no'),
        ingress: holds(one.isolatesIngress, (isolates) => isolates),
      }));
      const covered = anyOf('no', ...selecting.map(({ here, ingress }) => allOf(here, ingress)));
      const onlyEgress = selecting.some(({ here }) => here === 'yes');
      const onNode = workload.hostNetwork ? holds(workload.hostNetwork, (uses) => uses) : 'no';
      const isOpen = pluginPolicies.length > 0 || (covered === 'no' && isCoveredNearby(workload, kubernetes));
      const title = workload.kind === 'Pod' ? titleOf(workload) : `the pods of ${titleOf(workload)}`;
      const titleZh = workload.kind === 'Pod' ? titleOf(workload) : `${titleOf(workload)} 的 Pod`;
      const truth = allOf(not(covered), not(onNode), isOpen ? 'unknown' : 'yes');
      // A template that may put the pod on the node's network does so rarely: the policy is missing all the same.
      report(onNode === 'unknown' ? not(covered) : truth, {
        resource: workload.resource,
        at: workload.at,
        fixes: () => policyFor(workload, kubernetes),
        message: onlyEgress
          ? {
              en: `Only egress policies select ${title}, so that the whole cluster may connect. Add policyType Ingress.`,
              zh: `选中 ${titleZh} 的策略只管出方向，整个集群都可连接。请添加 policyTypes Ingress。`,
            }
          : {
              en: `No NetworkPolicy selects ${title}, so that the whole cluster may connect. Add one that lets in the known clients only.`,
              zh: `没有 NetworkPolicy 选中 ${titleZh}，整个集群都可连接。请添加只放行已知客户端的策略。`,
            },
      });
    }
  },
});

/** Does a policy in the folders around name these very pods? One for all pods counts only where it names their namespace. */
function isCoveredNearby(workload: Workload, { nearby }: KubernetesModel): boolean {
  return nearby().networkPolicies.some((one) => {
    if (!one.selector || sameNamespace(one, workload) === 'no') return false;
    const isForAll = isEmptySelector(one.selector) !== 'no';
    return isForAll
      ? one.namespace !== undefined && sameNamespace(one, workload) === 'yes'
      : selects(one.selector, workload.podLabels) === 'yes';
  });
}
