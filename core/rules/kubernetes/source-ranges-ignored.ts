import type { Fix } from '../../changes/change.ts';
import { annotated, fixOf, put, valueIn } from '../../changes/objects.ts';
import type { KubernetesService } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { loadBalancerPrefix, whiteList } from './service-fixes.ts';
import { titleOf } from './wording.ts';

export const sourceRangesIgnored = defineRule({
  id: 'kubernetes/source-ranges-ignored',
  severity: 'warning',
  recommended: true,
  title: { en: 'loadBalancerSourceRanges has no effect', zh: 'loadBalancerSourceRanges 不生效' },
  description: {
    en: "ACK's controller enforces `loadBalancerSourceRanges` on NLB only. A CLB, which is what a Service gets unless `loadBalancerClass` says otherwise, lets everyone in whatever the ranges say. Services for another cloud's controller are not reported.",
    zh: 'ACK 的控制器只在 NLB 上执行 `loadBalancerSourceRanges`。未指定 `loadBalancerClass` 时得到的是 CLB，无论写了什么网段都放行所有来源。由其他云的控制器处理的 Service 不会报告。',
  },
  remedy: {
    en: 'Use `loadBalancerClass: alibabacloud.com/nlb`, or a white list on the CLB: annotations `acl-status: "on"`, `acl-type: white` and `acl-id`.',
    zh: '使用 `loadBalancerClass: alibabacloud.com/nlb`，或为 CLB 设置白名单：注解 `acl-status: "on"`、`acl-type: white` 和 `acl-id`。',
  },
  references: ['https://github.com/kubernetes/cloud-provider-alibaba-cloud/blob/master/docs/usage.md'],
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.0/24
  ports:
    - port: 443
`),
  ],
  good: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerClass: alibabacloud.com/nlb
  loadBalancerSourceRanges:
    - 203.0.113.0/24
  ports:
    - port: 443
`),
  ],
  check({ kubernetes, report }) {
    for (const service of kubernetes?.services ?? []) {
      const { type, sourceRanges, loadBalancer, resource } = service;
      const [range] = sourceRanges;
      if (range?.kind !== 'known') continue;
      const title = titleOf(service);
      const { product, aclStatus } = loadBalancer;
      report(
        allOf(
          holds(type, (kind) => kind === 'LoadBalancer'),
          holds(product, (name) => name === 'clb'),
          // With a white list beside them, the ranges are only superfluous.
          aclStatus ? holds(aclStatus, (word) => word.toLowerCase() !== 'on') : 'yes',
        ),
        {
          resource,
          at: range,
          fixes: () => [...whiteList(service), ...asNlb(service)],
          message: {
            en: `${title} limits its sources to ${range.value}, which a CLB does not enforce. Use loadBalancerClass alibabacloud.com/nlb or the annotations acl-status, acl-type and acl-id.`,
            zh: `${title} 用 loadBalancerSourceRanges 限制来源（${range.value}），但 CLB 不执行。请使用 loadBalancerClass alibabacloud.com/nlb，或注解 acl-status、acl-type、acl-id。`,
          },
        },
      );
    }
  },
});

/** Another load balancer, which enforces the ranges. It wants to know its zones: two of them, with a vSwitch each. */
function asNlb({ resource, loadBalancer }: KubernetesService): readonly Fix[] {
  // An existing CLB stays one, and speaks of itself by annotations that NLB does not have.
  if (loadBalancer.reused || loadBalancer.product.kind !== 'known') return [];
  const title: Text = { en: 'Use an NLB, which enforces the ranges…', zh: '改用会执行这些网段的 NLB……' };
  const zones = `${loadBalancerPrefix}zone-maps`;
  const hasZones = valueIn(resource, ['metadata', 'annotations', zones]) !== undefined;
  const placeholder = 'cn-hangzhou-j:vsw-bp1example,cn-hangzhou-k:vsw-bp2example';
  return fixOf(
    title,
    [
      put(resource, ['spec', 'loadBalancerClass'], 'alibabacloud.com/nlb'),
      hasZones ? [] : annotated(resource, { [zones]: placeholder }),
    ],
    hasZones ? undefined : placeholder,
  );
}
