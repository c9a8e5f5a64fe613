import type { Fix } from '../../changes/change.ts';
import { fixOf, put } from '../../changes/objects.ts';
import type { KubernetesModel, NetworkPolicy } from '../../network/kubernetes.ts';
import { runningContainers, selectionOf } from '../../network/kubernetes-links.ts';
import { isEmptySelector, sameNamespace, selects } from '../../network/label-selectors.ts';
import { anyOf, not, type Truth } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { literalLabels } from './policy-fixes.ts';
import { portFixes } from './port-fixes.ts';
import { selectorFixes } from './selector-fixes.ts';
import { titleOf } from './wording.ts';

const policy = (spec: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
${spec}
`;

export const danglingNetworkPolicy = defineRule({
  id: 'kubernetes/dangling-network-policy',
  severity: 'warning',
  recommended: true,
  title: { en: 'NetworkPolicy protects nothing', zh: 'NetworkPolicy 没有保护任何 Pod' },
  description: {
    en: `The policy selects none of the workloads beside it, names a port that their containers do not have, or has no \`podSelector\` at all (most API servers refuse it): what it was written for stays open.

Not reported: an empty \`podSelector\`, which means all pods; folders without workloads in the policy's namespace; the clients in \`from\`, who usually live in another folder.`,
    zh: `策略没有选中同一目录中的任何工作负载、写了容器没有的端口名，或根本没有 \`podSelector\`（多数 API Server 会拒绝）：本应保护的端口仍然敞开。

不报告：空的 \`podSelector\`（表示所有 Pod）；目录中没有同一命名空间的工作负载；\`from\` 中的客户端，它们通常在其他目录。`,
  },
  remedy: {
    en: 'Make `podSelector` equal to the labels of the pods, or write `podSelector: {}` for all pods of the namespace.',
    zh: '使 `podSelector` 与 Pod 标签一致；若要覆盖命名空间中的所有 Pod，请写 `podSelector: {}`。',
  },
  bad: [
    manifest(`${deployment()}${policy('  podSelector: { matchLabels: { app: api } }')}`),
    manifest(policy('  policyTypes: [Ingress]').replace('---\n', '')),
  ],
  good: [
    manifest(`${deployment()}${policy('  podSelector: { matchLabels: { app: web } }')}`),
    manifest(`${deployment()}${policy('  podSelector: {}')}`),
    manifest(policy('  podSelector: { matchLabels: { app: web } }').replace('---\n', '')),
  ],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    for (const one of kubernetes.networkPolicies) {
      const title = titleOf(one);
      const { selector, resource } = one;
      if (!selector) {
        report('yes', {
          resource,
          at: one.at,
          fixes: () => selecting(one, kubernetes),
          message: {
            en: `${title} has no podSelector, so that it says of no pod that it is protected. Write one, {} for all pods of the namespace.`,
            zh: `${title} 没有 podSelector，未指明保护哪些 Pod。请补上，{} 表示命名空间中的所有 Pod。`,
          },
        });
        continue;
      }
      if (isEmptySelector(selector) !== 'no') continue;
      const { workloads, nothing } = selectionOf(kubernetes, one, selector.labels, (labels) =>
        selects(selector, labels),
      );
      report(nothing, {
        resource,
        at: selector.at,
        fixes: () =>
          selector.expressions.length > 0
            ? []
            : selectorFixes(one, selector.labels, ['spec', 'podSelector', 'matchLabels'], kubernetes.workloads),
        message: {
          en: `${title} selects no workload of this folder. Make podSelector equal to the labels of the pods.`,
          zh: `${title} 未选中本目录中的任何工作负载。请使 podSelector 与 Pod 标签一致。`,
        },
      });
      if (workloads.length === 0 || workloads.some((workload) => workload.resource.incomplete)) continue;
      const names = workloads.flatMap(runningContainers).flatMap(({ ports }) => ports.map(({ name }) => name));
      for (const { port } of one.ingress.flatMap((rule) => rule.ports ?? [])) {
        if (port?.kind !== 'known' || typeof port.value !== 'string') continue;
        const wanted = port.value;
        const declared = names.map(
          (name): Truth =>
            name === undefined ? 'no' : name.kind !== 'known' ? 'unknown' : name.value === wanted ? 'yes' : 'no',
        );
        report(not(anyOf('no', ...declared)), {
          resource,
          at: port,
          fixes: () => portFixes(resource, port, workloads.flatMap(runningContainers)),
          message: {
            en: `${title} is about port ${wanted}, which no container of ${workloads.map(titleOf).join(', ')} has. Use the name of one of its ports.`,
            zh: `${title} 涉及端口 ${wanted}，而 ${workloads.map(titleOf).join('、')} 的容器没有该端口。请使用已有端口的名称。`,
          },
        });
      }
    }
  },
});

/** The pods of the one workload beside it, or all of the namespace. */
function selecting(policy: NetworkPolicy, { workloads }: KubernetesModel): readonly Fix[] {
  const { resource } = policy;
  const own = workloads.filter((workload) => sameNamespace(policy, workload) !== 'no');
  const [only, ...others] = own;
  const labels = only && others.length === 0 ? literalLabels(only) : undefined;
  return [
    ...(only && labels
      ? fixOf({ en: `Select ${titleOf(only)}`, zh: `选中 ${titleOf(only)}` }, [
          put(resource, ['spec', 'podSelector'], { matchLabels: labels }),
        ])
      : []),
    ...fixOf({ en: 'Select all pods of the namespace', zh: '选中命名空间中的所有 Pod' }, [
      put(resource, ['spec', 'podSelector'], {}),
    ]),
  ];
}
