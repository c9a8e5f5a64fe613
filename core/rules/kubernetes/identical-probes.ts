import type { Fix } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Probe, Workload } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { shown, titleOf } from './wording.ts';

const probes = (failures: number): string =>
  ['readinessProbe', 'livenessProbe']
    .map(
      (key) => `${key}:\n  tcpSocket:\n    port: 8080\n  failureThreshold: ${key === 'livenessProbe' ? failures : 3}`,
    )
    .join('\n');

export const identicalProbes = defineRule({
  id: 'kubernetes/identical-probes',
  severity: 'info',
  recommended: false,
  title: { en: 'Liveness and readiness probes are the same', zh: '存活探针与就绪探针相同' },
  description: {
    en: 'With equal probes a container that is merely busy is restarted at the very moment when it should only get no new requests. The same endpoint is fine when the liveness probe is more patient.',
    zh: '两个探针完全相同时，只是繁忙的容器会在本应暂停接收请求的时刻被直接重启。使用相同的接口没有问题，只要存活探针更宽容。',
  },
  remedy: {
    en: 'Give the liveness probe a higher `failureThreshold` or `periodSeconds`, or an endpoint of its own.',
    zh: '为存活探针设置更大的 `failureThreshold` 或 `periodSeconds`，或使用单独的接口。',
  },
  bad: [manifest(deployment(probes(3)))],
  good: [manifest(deployment(probes(10)))],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      for (const { name, liveness, readiness } of workload.containers) {
        if (liveness?.settings === undefined || liveness.settings !== readiness?.settings) continue;
        report('yes', {
          resource: workload.resource,
          at: liveness.at,
          fixes: () => patient(workload, liveness),
          message: {
            en: `Container ${shown(name, '')} of ${titleOf(workload)} has the same liveness and readiness probe. Make the liveness probe more patient.`,
            zh: `${titleOf(workload)} 的容器 ${shown(name, '')} 的存活探针与就绪探针相同。请让存活探针更宽容。`,
          },
        });
      }
    }
  },
});

/** Kubernetes' own. */
const defaultThreshold = 3;

/** Three times as many failures before a restart as before the traffic stops. */
function patient({ resource }: Workload, { at, failureThreshold }: Probe): readonly Fix[] {
  const title = (more: number): Text => ({ en: `Restart after ${more} failures`, zh: `失败 ${more} 次后才重启` });
  if (!failureThreshold) {
    const to = defaultThreshold * 3;
    return fixOf(title(to), [[{ kind: 'put', resource, path: ['failureThreshold'], to, below: at }]]);
  }
  if (failureThreshold.kind !== 'known') return [];
  const more = failureThreshold.value * 3;
  return rewritten(resource, failureThreshold, more, title(more));
}
