import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
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
    for (const { type, sourceRanges, loadBalancer, resource, ...service } of kubernetes?.services ?? []) {
      const [range] = sourceRanges;
      if (range?.kind !== 'known') continue;
      const title = titleOf({ resource, ...service });
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
          message: {
            en: `${title} limits its sources to ${range.value}, which a CLB does not enforce. Use loadBalancerClass alibabacloud.com/nlb or the annotations acl-status, acl-type and acl-id.`,
            zh: `${title} 用 loadBalancerSourceRanges 限制来源（${range.value}），但 CLB 不执行。请使用 loadBalancerClass alibabacloud.com/nlb，或注解 acl-status、acl-type、acl-id。`,
          },
        },
      );
    }
  },
});
