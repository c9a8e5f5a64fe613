import { type Fix, isWrittenHere } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { KubernetesModel, KubernetesService } from '../../network/kubernetes.ts';
import { runningContainers } from '../../network/kubernetes-links.ts';
import { holds } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { shown, titleOf } from './wording.ts';

export const nodePortRange = defineRule({
  id: 'kubernetes/node-port-range',
  severity: 'error',
  recommended: true,
  title: { en: 'Node port outside of the range or taken', zh: '节点端口超出范围或已被占用' },
  description: {
    en: "The API server refuses a `nodePort` outside of the cluster's range (30000-32767 unless configured, see the options). A node port that a pod of the same folder takes as `hostPort` reaches the pod or the Service, depending on which came first.",
    zh: '`nodePort` 超出集群允许的范围（默认 30000-32767，可用选项调整）时，API Server 会拒绝。若同一目录中的 Pod 以 `hostPort` 占用了同一端口，流量会到 Pod 还是 Service 取决于谁先占用。',
  },
  remedy: {
    en: 'Choose a free port between 30000 and 32767, or leave `nodePort` out and let Kubernetes choose.',
    zh: '在 30000 到 32767 之间选择空闲端口，或不写 `nodePort`，由 Kubernetes 分配。',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  options: { from: 30000, to: 32767 },
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 8080
`),
  ],
  good: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 30080
`),
  ],
  check({ kubernetes, options, report }) {
    if (!kubernetes) return;
    const hostPorts = kubernetes.workloads.flatMap((workload) =>
      runningContainers(workload).flatMap(({ ports }) => ports.map((port) => ({ workload, port }))),
    );
    for (const service of kubernetes.services) {
      const title = titleOf(service);
      for (const { nodePort, protocol } of service.ports) {
        if (!nodePort) continue;
        const number = shown(nodePort, 'nodePort');
        // 0 asks Kubernetes to choose.
        report(
          holds(nodePort, (port) => port !== 0 && (port < options.from || port > options.to)),
          {
            resource: service.resource,
            at: nodePort,
            message: {
              en: `${title} asks for node port ${number}, which the API server refuses. Choose one between ${options.from} and ${options.to}.`,
              zh: `${title} 请求的节点端口 ${number} 会被 API Server 拒绝。请在 ${options.from} 到 ${options.to} 之间选择。`,
            },
            fixes: () => [...leftOut(service, nodePort), ...freePort(kubernetes, service, nodePort, options)],
          },
        );
        if (nodePort.kind !== 'known' || nodePort.value === 0) continue;
        const taken = hostPorts.find(
          ({ port: { hostPort, protocol: other } }) =>
            hostPort?.kind === 'known' &&
            hostPort.value === nodePort.value &&
            other.kind === 'known' &&
            protocol.kind === 'known' &&
            other.value === protocol.value,
        );
        if (!taken) continue;
        report('yes', {
          resource: service.resource,
          at: nodePort,
          message: {
            en: `${title} asks for node port ${number}, which ${titleOf(taken.workload)} takes as hostPort. Give one of them another port.`,
            zh: `${title} 请求的节点端口 ${number} 已被 ${titleOf(taken.workload)} 以 hostPort 占用。请为其中之一更换端口。`,
          },
          fixes: () => [...leftOut(service, nodePort), ...freePort(kubernetes, service, nodePort, options)],
          related: [{ at: taken.port.at, message: { en: 'the same port of the node', zh: '节点上的同一端口' } }],
        });
      }
    }
  },
});

function leftOut({ resource }: KubernetesService, nodePort: Value<number>): readonly Fix[] {
  if (!isWrittenHere(nodePort)) return [];
  const title = { en: 'Leave nodePort out: Kubernetes chooses one', zh: '不写 nodePort，由 Kubernetes 分配' };
  return fixOf(title, [[{ kind: 'removeAt', resource, at: nodePort.at }]]);
}

/** The port of the range that ends as the one that was asked for, as people do it: 30080 for 80 and 8080. */
function freePort(
  { services, workloads }: KubernetesModel,
  { resource }: KubernetesService,
  nodePort: Value<number>,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Fix[] {
  if (nodePort.kind !== 'known') return [];
  const taken = new Set<number>();
  for (const { nodePort: own } of services.flatMap(({ ports }) => ports))
    if (own?.kind === 'known') taken.add(own.value);
  for (const { hostPort } of workloads.flatMap(runningContainers).flatMap(({ ports }) => ports)) {
    if (hostPort?.kind === 'known') taken.add(hostPort.value);
  }
  const like = [1000, 100].map((base) => from + (nodePort.value % base)).find((port) => port <= to && !taken.has(port));
  if (like === undefined || !Number.isInteger(like)) return [];
  return rewritten(resource, nodePort, like, { en: `Use ${like}`, zh: `使用 ${like}` });
}
