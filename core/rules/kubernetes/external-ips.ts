import type { Fix } from '../../changes/change.ts';
import { fixOf, put } from '../../changes/objects.ts';
import { isAddressProblem, parseAddressList, parseCidr } from '../../network/addresses.ts';
import type { KubernetesService } from '../../network/kubernetes.ts';
import { holds } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { asIntranetLoadBalancer } from './service-fixes.ts';
import { shown, titleOf } from './wording.ts';

export const externalIps = defineRule({
  id: 'kubernetes/external-ips',
  severity: 'warning',
  recommended: true,
  title: { en: 'Service with external IP addresses', zh: 'Service 使用 externalIPs' },
  description: {
    en: "Nodes take in traffic for the addresses in `externalIPs` whoever owns them: whoever may write a Service can open ports past every load balancer, and catch other people's traffic (CVE-2020-8554). The option `allowed` names addresses and blocks that are yours.",
    zh: '节点会接收发往 `externalIPs` 中地址的流量，而不管地址归谁：能写 Service 的人既能绕过负载均衡开放端口，也能截获他人的流量（CVE-2020-8554）。选项 `allowed` 可列出属于您的地址和网段。',
  },
  remedy: {
    en: 'Use a Service of type LoadBalancer, or list your own addresses in the option `allowed`.',
    zh: '改用 LoadBalancer 类型的 Service，或在选项 `allowed` 中列出您自己的地址。',
  },
  references: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  options: { allowed: [] as readonly string[] },
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
  externalIPs:
    - 203.0.113.10
`),
  ],
  good: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`),
  ],
  check({ kubernetes, options, report }) {
    const allowed = parseAddressList(options.allowed).addresses;
    const isAllowed = (text: string): boolean => {
      const address = parseCidr(text);
      return !isAddressProblem(address) && allowed.covers(address.addresses);
    };
    for (const service of kubernetes?.services ?? []) {
      const title = titleOf(service);
      for (const address of service.externalIps) {
        const text = shown(address, '');
        report(
          holds(address, (written) => !isAllowed(written)),
          {
            resource: service.resource,
            at: address,
            fixes: () => withoutAddress(service, address),
            message: {
              en: `${title} takes in traffic for ${text} on every node. Use type LoadBalancer instead of externalIPs.`,
              zh: `${title} 会在每个节点上接收发往 ${text} 的流量。请用 LoadBalancer 类型代替 externalIPs。`,
            },
          },
        );
      }
    }
  },
});

function withoutAddress(service: KubernetesService, address: Value<string>): readonly Fix[] {
  const { resource, externalIps } = service;
  const none = put(resource, ['spec', 'externalIPs'], undefined);
  const text = shown(address, '');
  return [
    ...fixOf({ en: `Remove ${text}`, zh: `删除 ${text}` }, [
      externalIps.length > 1 ? [{ kind: 'removeAt', resource, at: address.at }] : none,
    ]),
    ...asIntranetLoadBalancer(service).flatMap(({ title, changes }) => fixOf(title, [changes, none])),
  ];
}
