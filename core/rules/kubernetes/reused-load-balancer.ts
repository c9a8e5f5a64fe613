import type { Fix } from '../../changes/change.ts';
import { annotated, fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { KubernetesService } from '../../network/kubernetes.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { loadBalancerPrefix } from './service-fixes.ts';
import { shown, titleOf } from './wording.ts';

export const reusedLoadBalancer = defineRule({
  id: 'kubernetes/reused-load-balancer',
  severity: 'info',
  recommended: false,
  title: { en: 'Reused load balancer keeps its own listeners', zh: '复用的负载均衡保留原有监听' },
  description: {
    en: 'A Service that names an existing load balancer (`id`) without `force-override-listeners` leaves the listeners there as they are: the ports, certificates and white lists of the manifest do not apply.',
    zh: 'Service 通过 `id` 复用已有负载均衡，但未设置 `force-override-listeners` 时，原有监听保持不变：清单中的端口、证书和白名单都不会生效。',
  },
  remedy: {
    en: 'Set `force-override-listeners: "true"` when the Service is to own the listeners; else manage ports and TLS on the load balancer itself.',
    zh: '如果监听应由该 Service 管理，请设置 `force-override-listeners: "true"`；否则请在负载均衡上管理端口和 TLS。',
  },
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    ${loadBalancerPrefix}id: lb-bp1example
spec:
  type: LoadBalancer
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
  annotations:
    ${loadBalancerPrefix}id: lb-bp1example
    ${loadBalancerPrefix}force-override-listeners: "true"
spec:
  type: LoadBalancer
  ports:
    - port: 443
`),
  ],
  check({ kubernetes, report }) {
    for (const service of kubernetes?.services ?? []) {
      const { reused, overridesListeners } = service.loadBalancer;
      // A template that may write the annotation says nothing yet.
      if (!reused || (reused.kind === 'unknown' && service.annotations.incomplete)) continue;
      const title = titleOf(service);
      const id = shown(reused, 'lb-…');
      const overrides = overridesListeners ? holds(overridesListeners, (word) => word.toLowerCase() === 'true') : 'no';
      report(
        allOf(
          holds(service.type, (type) => type === 'LoadBalancer'),
          not(overrides),
        ),
        {
          resource: service.resource,
          at: reused,
          fixes: () => overriding(service),
          message: {
            en: `${title} reuses load balancer ${id} without changing its listeners, so that its ports and TLS settings may not apply. Set force-override-listeners to "true" if the Service is to own them.`,
            zh: `${title} 复用负载均衡 ${id} 而不覆盖其监听，端口和 TLS 设置可能不生效。如果监听应由该 Service 管理，请将 force-override-listeners 设为 "true"。`,
          },
        },
      );
    }
  },
});

function overriding({ resource, loadBalancer }: KubernetesService): readonly Fix[] {
  const { overridesListeners } = loadBalancer;
  const title = { en: 'Let the Service own the listeners', zh: '由该 Service 管理监听' };
  if (overridesListeners?.kind === 'known') return rewritten(resource, overridesListeners, 'true', title);
  return fixOf(title, [annotated(resource, { [`${loadBalancerPrefix}force-override-listeners`]: 'true' })]);
}
