import { type Change, type Fix, isWrittenHere } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { ContainerPort, Workload } from '../../network/kubernetes.ts';
import { isLoopback } from '../../network/kubernetes-exposure.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import type { Known } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { shown, titleOf } from './wording.ts';

export const hostPort = defineRule({
  id: 'kubernetes/host-port',
  severity: 'warning',
  recommended: false,
  title: { en: 'Container takes a port of the node', zh: '容器占用节点端口' },
  description: {
    en: 'A `hostPort` opens the container on every address of the node, past Services and load balancers, and ties the pod to nodes where the port is free. A `hostPort` of 0, or one that listens on the loopback address only (`hostIP: 127.0.0.1`), is not reported.',
    zh: '`hostPort` 使容器在节点的所有地址上可达，绕过 Service 和负载均衡，并使 Pod 只能调度到端口空闲的节点。`hostPort` 为 0，或仅监听回环地址（`hostIP: 127.0.0.1`）时不报告。',
  },
  remedy: {
    en: 'Remove `hostPort` and reach the pod through a Service.',
    zh: '删除 `hostPort`，通过 Service 访问 Pod。',
  },
  bad: [manifest(deployment('ports:\n  - containerPort: 80\n    hostPort: 8080'))],
  good: [
    manifest(deployment('ports:\n  - containerPort: 80')),
    manifest(deployment('ports:\n  - containerPort: 80\n    hostPort: 8080\n    hostIP: 127.0.0.1')),
  ],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      const title = titleOf(workload);
      for (const containerPort of workload.containers.flatMap(({ ports }) => ports)) {
        const { hostPort: port, hostIp } = containerPort;
        if (!port) continue;
        const number = shown(port, '');
        const local = hostIp?.kind === 'known' && isLoopback(hostIp.value) ? 'yes' : 'no';
        report(
          allOf(
            holds(port, (value) => value !== 0),
            not(local),
          ),
          {
            resource: workload.resource,
            at: port,
            fixes: () => withoutHostPort(workload, containerPort),
            message: {
              en: `${title} opens port ${number} on every node that runs it. Remove hostPort and use a Service.`,
              zh: `${title} 会在所在的每个节点上开放端口 ${number}。请删除 hostPort，改用 Service。`,
            },
          },
        );
      }
    }
  },
});

function withoutHostPort({ resource }: Workload, { hostPort, hostIp }: ContainerPort): readonly Fix[] {
  if (hostPort?.kind !== 'known') return [];
  if (!isWrittenHere(hostPort) && !isOwnSetting(hostPort)) return [];
  // 0 asks for none.
  if (!isWrittenHere(hostPort))
    return rewritten(resource, hostPort, 0, { en: 'Use 0 for none', zh: '改为 0（不占用）' });
  const written: readonly Change[] = [hostPort, hostIp].flatMap((value): Change[] =>
    value?.kind === 'known' ? [{ kind: 'removeAt', resource, at: value.at }] : [],
  );
  return fixOf({ en: 'Remove hostPort', zh: '删除 hostPort' }, [written]);
}

/** Whether the value is defined for this purpose, and not a port that others use as well. */
function isOwnSetting({ definedAt }: Known<number>): boolean {
  if (!definedAt) return false;
  const { source, start } = definedAt;
  return /host_?port["']?\s*[:=]\s*["']?$/i.test(
    source.text.slice(source.text.lastIndexOf('\n', start - 1) + 1, start),
  );
}
