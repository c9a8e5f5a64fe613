import { isOpen } from '../../network/kubernetes-exposure.ts';
import { unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { publicServiceFixes } from './service-fixes.ts';
import { shown, titleOf } from './wording.ts';

export const publicLoadBalancer = defineRule({
  id: 'kubernetes/public-load-balancer',
  severity: 'warning',
  recommended: false,
  title: { en: 'Service with a public load balancer', zh: '使用公网负载均衡的 Service' },
  description: {
    en: `On ACK a Service of type LoadBalancer gets a public address unless an annotation asks for an intranet one. Reported where nothing restricts the sources in a way that this kind of load balancer enforces: a white list (\`acl-status\`, \`acl-type\`) on CLB, \`loadBalancerSourceRanges\` or security groups on NLB.

Not reported: a Service that asks another cloud for an internal address, and one that reuses a load balancer (\`id\`), whose address type stands elsewhere.`,
    zh: `在 ACK 上，LoadBalancer 类型的 Service 默认使用公网地址，除非注解要求私网。当没有该类负载均衡真正执行的来源限制时会报告：CLB 的白名单（\`acl-status\`、\`acl-type\`），NLB 的 \`loadBalancerSourceRanges\` 或安全组。

不报告：向其他云请求内网地址的 Service，以及复用已有负载均衡（\`id\`）的 Service，其地址类型在别处决定。`,
  },
  remedy: {
    en: 'Set the annotation `service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet`, or let in known sources only.',
    zh: '设置注解 `service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet`，或只放行已知来源。',
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
  ports:
    - port: 80
`),
  ],
  good: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet
spec:
  type: LoadBalancer
  ports:
    - port: 80
`),
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerClass: alibabacloud.com/nlb
  loadBalancerSourceRanges: [203.0.113.0/24]
  ports:
    - port: 443
`),
  ],
  check({ kubernetes, settings, report }) {
    for (const service of kubernetes?.services ?? []) {
      const title = titleOf(service);
      const ports = service.ports.map(({ port }) => shown(port, '?')).join(', ');
      const onPorts = ports === '' ? { en: '', zh: '' } : { en: ` on port ${ports}`, zh: `的端口 ${ports}` };
      const { internet } = service.loadBalancer;
      report(isOpen(service), {
        resource: service.resource,
        at: internet,
        because: unknownsOf(internet),
        fixes: () => publicServiceFixes(service, settings),
        message: {
          en: `${title} is reachable from the whole internet${onPorts.en}. Set the annotation …alibaba-cloud-loadbalancer-address-type: intranet, or let in known sources only.`,
          zh: `整个互联网都可访问 ${title}${onPorts.zh}。请设置注解 …alibaba-cloud-loadbalancer-address-type: intranet，或只放行已知来源。`,
        },
      });
    }
  },
});
