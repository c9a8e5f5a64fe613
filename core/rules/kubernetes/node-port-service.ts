import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { asClusterIp, asIntranetLoadBalancer } from './service-fixes.ts';
import { titleOf } from './wording.ts';

export const nodePortService = defineRule({
  id: 'kubernetes/node-port-service',
  severity: 'info',
  recommended: false,
  title: { en: 'Service of type NodePort', zh: 'NodePort 类型的 Service' },
  description: {
    en: 'A NodePort Service listens on every node of the cluster, beside any load balancer, TLS or white list in front of it. Whoever reaches a node reaches the Service. The node ports that a LoadBalancer Service takes for itself are not reported.',
    zh: 'NodePort 类型的 Service 会在集群的每个节点上监听端口，绕过前面的负载均衡、TLS 和白名单：能访问节点就能访问该服务。LoadBalancer 类型的 Service 自动占用的节点端口不会报告。',
  },
  remedy: {
    en: 'Use `type: ClusterIP` and an Ingress or Gateway in front of it, or `type: LoadBalancer` with an intranet address.',
    zh: '改用 `type: ClusterIP`，并在前面使用 Ingress 或 Gateway；或使用私网地址的 `type: LoadBalancer`。',
  },
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector: { app: web }
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
spec:
  selector: { app: web }
  ports:
    - port: 80
`),
  ],
  check({ kubernetes, report }) {
    for (const service of kubernetes?.services ?? []) {
      const title = titleOf(service);
      report(
        holds(service.type, (type) => type === 'NodePort'),
        {
          resource: service.resource,
          at: service.type,
          fixes: () => [...asClusterIp(service), ...asIntranetLoadBalancer(service)],
          message: {
            en: `${title} listens on every node of the cluster. Use type ClusterIP behind an Ingress, or a LoadBalancer with an intranet address.`,
            zh: `${title} 会在集群的每个节点上监听。请改用 ClusterIP 并配合 Ingress，或使用私网地址的 LoadBalancer。`,
          },
        },
      );
    }
  },
});
