/** What mends listeners that annotations of a Service make: HTTPS to forward to, a certificate, a newer TLS policy. */
import type { Change, Fix } from '../../changes/change.ts';
import { annotated, fixOf, isLiteral } from '../../changes/objects.ts';
import type { Plain } from '../../changes/plain.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { KubernetesService, ListenerPort, ServicePort } from '../../network/kubernetes.ts';
import { RECOMMENDED_TLS_POLICY } from '../../network/tls-policy.ts';
import type { Text } from '../../text/message.ts';
import type { Known } from '../../values/value.ts';
import { loadBalancerPrefix } from '../kubernetes/service-fixes.ts';

const https = 443;

/**
 * HTTP sent on to HTTPS: to the listener that is there, or to a new one on 443. The load balancer ends TLS, so that the
 * new port leads where the old one does.
 */
export function forwardingFixes(service: KubernetesService, listener: Known<ListenerPort>): readonly Fix[] {
  const { resource, loadBalancer, ports } = service;
  const { listeners = [], forwards } = loadBalancer;
  const { port } = listener.value;
  const secure = listeners.find((one) => one.kind === 'known' && one.value.protocol === 'https');
  const to = secure?.kind === 'known' ? secure.value.port : https;
  const title: Text = { en: `Forward port ${port} to HTTPS on ${to}`, zh: `将端口 ${port} 转发到 HTTPS ${to}` };
  const pair = `${port}:${to}`;
  const forwarding: readonly Change[] | undefined =
    forwards === undefined
      ? annotated(resource, { [`${loadBalancerPrefix}forward-port`]: pair })
      : isLiteral(forwards)
        ? [{ kind: 'replace', resource, at: forwards.at, by: `${forwards.value},${pair}` }]
        : undefined;
  if (secure) return fixOf(title, [forwarding]);
  // A listener without certificate is refused.
  if (!loadBalancer.certificate || listener.definedAt || listener.way) return [];
  const own = ports.find((one) => one.port?.kind === 'known' && one.port.value === port);
  const isTaken = listeners.some((one) => one.kind === 'known' && one.value.port === https);
  const has = ports.some((one) => one.port?.kind === 'known' && one.port.value === https);
  if (!own || isTaken) return [];
  return fixOf(title, [
    [{ kind: 'replace', resource, at: listener.at, by: `https:${https},http:${port}` }],
    forwarding,
    has ? [] : furtherPort(service, own),
  ]);
}

/** Port 443 beside another one; of several ports each has a name. */
function furtherPort({ resource, ports }: KubernetesService, like: ServicePort): readonly Change[] | undefined {
  const { targetPort, port } = like;
  if (!isLiteral(targetPort) && !isLiteral(port)) return undefined;
  const target = isLiteral(targetPort) ? targetPort.value : isLiteral(port) ? port.value : undefined;
  if (target === undefined || ports.some(({ name }) => name?.kind === 'known' && name.value === 'https'))
    return undefined;
  const item: Plain = { name: 'https', port: https, targetPort: target };
  const named: readonly Change[] = like.name
    ? []
    : [{ kind: 'put', resource, path: ['name'], to: 'http', below: like.at }];
  return [...named, { kind: 'append', resource, path: ['spec', 'ports'], item }];
}

export function certificateFixes({ resource }: KubernetesService): readonly Fix[] {
  const placeholder = '1234567890-cn-hangzhou';
  return fixOf(
    { en: 'Use a certificate of Certificate Management Service…', zh: '使用数字证书管理服务中的证书……' },
    [annotated(resource, { [`${loadBalancerPrefix}cert-id`]: placeholder })],
    placeholder,
  );
}

export function policyFixes({ resource, loadBalancer }: KubernetesService): readonly Fix[] {
  const { tlsPolicy } = loadBalancer;
  const title: Text = { en: `Use ${RECOMMENDED_TLS_POLICY}`, zh: `使用 ${RECOMMENDED_TLS_POLICY}` };
  if (tlsPolicy) return tlsPolicy.kind === 'known' ? rewritten(resource, tlsPolicy, RECOMMENDED_TLS_POLICY, title) : [];
  return fixOf(title, [annotated(resource, { [`${loadBalancerPrefix}tls-cipher-policy`]: RECOMMENDED_TLS_POLICY })]);
}
