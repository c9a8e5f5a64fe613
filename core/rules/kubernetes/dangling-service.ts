import type { Fix } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import type { KubernetesModel, KubernetesService, Workload } from '../../network/kubernetes.ts';
import { declares, runningContainers, workloadsOf } from '../../network/kubernetes-links.ts';
import { equalitySelects, sameNamespace } from '../../network/label-selectors.ts';
import type { Text } from '../../text/message.ts';
import { allOf, not, type Truth } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { declared, portFixes, portsLike } from './port-fixes.ts';
import { selectorFixes } from './selector-fixes.ts';
import { titleOf } from './wording.ts';

const service = (selector: string, targetPort = '8080'): string => `---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: ${selector}
  ports:
    - port: 80
      targetPort: ${targetPort}
`;

const web = deployment('ports:\n  - name: http\n    containerPort: 8080');

export const danglingService = defineRule({
  id: 'kubernetes/dangling-service',
  severity: 'warning',
  recommended: true,
  title: { en: 'Service leads to no pod or port', zh: 'Service 没有对应的 Pod 或端口' },
  description: {
    en: `The selector selects none of the workloads beside the Service, or \`targetPort\` is not a port of theirs: a misspelt label, a renamed port, a forgotten Service that keeps a load balancer open.

Not reported: a Service whose pods are in a folder beside, above or within this one; a folder in which every workload has another Service (the pods of this one live elsewhere); a Service without selector or of type ExternalName; a folder without workloads in the Service's namespace (they live elsewhere); folders with custom resources from which an operator may make the pods. A number is reported only where every container declares ports, and as possible, because declarations are optional.`,
    zh: `选择器没有选中同一目录中的任何工作负载，或 \`targetPort\` 不是它们的端口：标签拼写错误、端口改名，或遗忘的 Service 仍占用着负载均衡。

不报告：Pod 在相邻、上级或下级目录中的 Service；每个工作负载都已有其他 Service 的目录（该 Service 的 Pod 在别处）；没有选择器或 ExternalName 类型的 Service；目录中没有同一命名空间工作负载（它们在别处）；含有自定义资源、Pod 可能由 Operator 创建的目录。由于端口声明是可选的，仅当每个容器都声明了端口时才报告数字端口，且只作为可能的问题。`,
  },
  remedy: {
    en: 'Make the selector equal to the pod labels and `targetPort` to a container port, or delete the Service.',
    zh: '使选择器与 Pod 标签一致、`targetPort` 与容器端口一致，或删除该 Service。',
  },
  bad: [
    manifest(`${web}${service('{ app: api }')}`),
    manifest(`${web}${service('{ app: web }', '9090')}`),
    manifest(`${web}${service('{ app: web }', 'metrics')}`),
  ],
  good: [manifest(`${web}${service('{ app: web }')}`), manifest(service('{ app: web }'))],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    let served: ReadonlySet<Workload> | undefined;
    for (const one of kubernetes.services) {
      const { selector, resource } = one;
      if (!selector || (one.type.kind === 'known' && one.type.value === 'ExternalName')) continue;
      // An empty selector is the same as none: somebody else writes the endpoints.
      if (selector.entries.size === 0) continue;
      const title = titleOf(one);
      const labels = [...selector.entries]
        .map(([key, { value }]) => `${key}=${value.kind === 'known' ? value.value : '…'}`)
        .join(', ');
      const { workloads, nothing } = workloadsOf(kubernetes, one);
      if (nothing !== 'no') served ??= servedWorkloads(kubernetes);
      // Where every workload has a Service already, this one's pods live elsewhere.
      report(served ? allOf(nothing, hasUnserved(kubernetes, one, served) ? 'yes' : 'unknown') : nothing, {
        resource,
        at: selector.at,
        fixes: () => selectorFixes(one, selector, ['spec', 'selector'], unservedWorkloads(kubernetes)),
        message: {
          en: `${title} selects no workload of this folder (${labels}). Make the selector equal to the labels of the pods.`,
          zh: `${title} 未选中本目录中的任何工作负载（${labels}）。请使选择器与 Pod 标签一致。`,
        },
      });
      if (workloads.length === 0) continue;
      const containers = workloads.flatMap(runningContainers);
      const taken = one.ports.flatMap(({ targetPort }) => (targetPort?.kind === 'known' ? [targetPort.value] : []));
      for (const { targetPort, port, protocol, at } of one.ports) {
        if (targetPort?.kind !== 'known' || protocol.kind !== 'known') continue;
        const { value } = targetPort;
        const missing = workloads.map((workload): Truth => {
          const found = declares(runningContainers(workload), value, protocol.value);
          // A template or a patch may add containers and ports.
          if (found === 'no' && workload.resource.incomplete) return 'unknown';
          // A number may be listened on without being declared.
          return found === 'no' && typeof value === 'number' ? 'maybe' : not(found);
        });
        report(allOf(...missing), {
          resource,
          at: targetPort === port ? port : targetPort,
          fixes: () => [
            ...declaredBy(workloads, value, protocol.value),
            ...(targetPort === port
              ? portsLike(value, containers, protocol.value, taken).flatMap((to) =>
                  fixOf(leadTo(to), [[{ kind: 'put', resource, path: ['targetPort'], to, below: at }]]),
                )
              : portFixes(resource, targetPort, containers, protocol.value, taken)),
          ],
          message: {
            en: `${title} sends traffic to port ${value}, which no container of ${workloads.map(titleOf).join(', ')} declares. Use one of its ports.`,
            zh: `${title} 将流量发往端口 ${value}，而 ${workloads.map(titleOf).join('、')} 的容器都未声明该端口。请使用已声明的端口。`,
          },
        });
      }
    }
  },
});

function servedWorkloads(model: KubernetesModel): ReadonlySet<Workload> {
  return new Set(model.services.flatMap((service) => workloadsOf(model, service).workloads));
}

/** Those that may be waiting for a Service; all of them where each has one. */
function unservedWorkloads(model: KubernetesModel): readonly Workload[] {
  const served = servedWorkloads(model);
  const unserved = model.workloads.filter((workload) => !served.has(workload));
  return unserved.length > 0 ? unserved : model.workloads;
}

/** A number may be listened on without being declared; which container does is clear where there is one. */
function declaredBy(workloads: readonly Workload[], port: string | number, protocol: string): readonly Fix[] {
  const [workload, ...others] = workloads;
  if (!workload || others.length > 0 || typeof port !== 'number') return [];
  const [container, ...more] = runningContainers(workload);
  return container && more.length === 0 ? declared(workload, container, port, protocol) : [];
}

function leadTo(port: string | number): Text {
  return { en: `Lead to port ${port}`, zh: `转发到端口 ${port}` };
}

/** Is there a workload that no Service of the folder selects? Jobs need none. */
function hasUnserved(model: KubernetesModel, service: KubernetesService, served: ReadonlySet<Workload>): boolean {
  return (
    model.workloads.some(
      (workload) => !workload.runsToCompletion && !served.has(workload) && sameNamespace(service, workload) !== 'no',
    ) ||
    model.workloads.some(
      (workload) =>
        !served.has(workload) && service.selector && equalitySelects(service.selector, workload.podLabels) === 'yes',
    )
  );
}
