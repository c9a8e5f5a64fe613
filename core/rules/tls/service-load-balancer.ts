import type { KubernetesService } from '../../network/kubernetes.ts';
import { isPublic } from '../../network/kubernetes-exposure.ts';
import { compareTls, DEFAULT_TLS_POLICY, minimumVersion, RECOMMENDED_TLS_POLICY } from '../../network/tls-policy.ts';
import { allOf, holds, type Truth } from '../../values/truth.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { loadBalancerPrefix } from '../kubernetes/service-fixes.ts';
import { titleOf } from '../kubernetes/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { certificateFixes, forwardingFixes, policyFixes } from './service-load-balancer-fixes.ts';

const service = (...annotations: readonly string[]): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
${annotations.map((line) => `    ${loadBalancerPrefix}${line}`).join('\n')}
spec:
  type: LoadBalancer
  ports:
    - { name: http, port: 80 }
    - { name: https, port: 443 }
`);

export const serviceLoadBalancerTls = defineRule({
  id: 'tls/service-load-balancer',
  severity: 'warning',
  recommended: true,
  title: {
    en: "Service's load balancer without TLS, or with weak TLS",
    zh: 'Service 的负载均衡未启用 TLS 或 TLS 过弱',
  },
  description: {
    en: `The annotation \`protocol-port\` makes HTTP and HTTPS listeners on CLB and TLS listeners on NLB. Reported: a public HTTP listener without \`forward-port\` to HTTPS, HTTPS or TCPSSL without \`cert-id\`, and a \`tls-cipher-policy\` that lets in TLS 1.0 or 1.1, which is also what applies when none is set.

Not reported: TCP listeners, behind which the pods may speak TLS themselves.`,
    zh: `注解 \`protocol-port\` 在 CLB 上创建 HTTP 和 HTTPS 监听，在 NLB 上创建 TLS 监听。会报告：没有用 \`forward-port\` 跳转到 HTTPS 的公网 HTTP 监听；没有 \`cert-id\` 的 HTTPS 或 TCPSSL；允许 TLS 1.0 或 1.1 的 \`tls-cipher-policy\`，未设置时的默认值也属于此类。

不报告：TCP 监听，其后的 Pod 可能自行使用 TLS。`,
  },
  remedy: {
    en: `Set \`protocol-port: "https:443,http:80"\`, \`forward-port: "80:443"\`, \`cert-id\`, and \`tls-cipher-policy: ${RECOMMENDED_TLS_POLICY}\`.`,
    zh: `设置 \`protocol-port: "https:443,http:80"\`、\`forward-port: "80:443"\`、\`cert-id\`，以及 \`tls-cipher-policy: ${RECOMMENDED_TLS_POLICY}\`。`,
  },
  references: ['https://github.com/kubernetes/cloud-provider-alibaba-cloud/blob/master/docs/usage.md'],
  bad: [
    service('protocol-port: "http:80"'),
    service('protocol-port: "https:443"', 'tls-cipher-policy: tls_cipher_policy_1_2'),
    service('protocol-port: "https:443"', 'cert-id: "1234-cn-hangzhou"', 'tls-cipher-policy: tls_cipher_policy_1_0'),
    service('protocol-port: "https:443"', 'cert-id: "1234-cn-hangzhou"'),
  ],
  good: [
    service(
      'protocol-port: "https:443,http:80"',
      'forward-port: "80:443"',
      'cert-id: "1234-cn-hangzhou"',
      'tls-cipher-policy: tls_cipher_policy_1_2_strict',
    ),
  ],
  check({ kubernetes, report }) {
    for (const one of kubernetes?.services ?? []) {
      // A listener of another cloud's load balancer does not come from these annotations.
      if (holds(one.type, (type) => type === 'LoadBalancer') !== 'no') checkListeners(one, report);
    }
  },
});

function checkListeners(service: KubernetesService, report: RuleContext['report']): void {
  const { resource, loadBalancer } = service;
  const { listeners = [], certificate, tlsPolicy, forwards } = loadBalancer;
  const title = titleOf(service);
  let encrypts: Truth = 'no';
  for (const listener of listeners) {
    if (listener.kind !== 'known') continue;
    const { protocol, port } = listener.value;
    if (protocol === 'http') {
      const forwarded = forwards
        ? holds(forwards, (text) => text.split(',').some((pair) => pair.trim().startsWith(`${port}:`)))
        : 'no';
      report(allOf(isPublic(service), forwarded === 'no' ? 'yes' : forwarded === 'yes' ? 'no' : forwarded), {
        resource,
        at: listener,
        fixes: () => forwardingFixes(service, listener),
        message: {
          en: `${title} serves plain HTTP to the internet on port ${port}. Add https to protocol-port and set forward-port: "${port}:443".`,
          zh: `${title} 在端口 ${port} 向互联网提供明文 HTTP。请在 protocol-port 中加入 https，并设置 forward-port: "${port}:443"。`,
        },
      });
    }
    if (protocol !== 'https' && protocol !== 'tcpssl') continue;
    encrypts = 'yes';
    report(certificate ? 'no' : 'yes', {
      resource,
      at: listener,
      fixes: () => certificateFixes(service),
      message: {
        en: `${title} has an ${protocol.toUpperCase()} listener on port ${port} without a certificate. Set the annotation cert-id.`,
        zh: `${title} 在端口 ${port} 的 ${protocol.toUpperCase()} 监听没有证书。请设置注解 cert-id。`,
      },
    });
    if (tlsPolicy) continue;
    report('yes', {
      resource,
      at: listener,
      fixes: () => policyFixes(service),
      message: {
        en: `${title} has no tls-cipher-policy, so that port ${port} lets in TLS 1.0 (${DEFAULT_TLS_POLICY}). Set ${RECOMMENDED_TLS_POLICY}.`,
        zh: `${title} 没有设置 tls-cipher-policy，端口 ${port} 允许 TLS 1.0（${DEFAULT_TLS_POLICY}）。请设为 ${RECOMMENDED_TLS_POLICY}。`,
      },
    });
  }
  if (!tlsPolicy) return;
  const name = tlsPolicy.kind === 'known' ? tlsPolicy.value : '';
  report(allOf(encrypts, holds(tlsPolicy, isWeak)), {
    resource,
    at: tlsPolicy,
    fixes: () => policyFixes(service),
    message: {
      en: `${title} lets in TLS below 1.2 (${name}). Set tls-cipher-policy to ${RECOMMENDED_TLS_POLICY}.`,
      zh: `${title} 允许低于 1.2 的 TLS（${name}）。请将 tls-cipher-policy 设为 ${RECOMMENDED_TLS_POLICY}。`,
    },
  });
}

function isWeak(policy: string): boolean {
  const minimum = minimumVersion(policy);
  return minimum !== undefined && compareTls(minimum, '1.2') < 0;
}
