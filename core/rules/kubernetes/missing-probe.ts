/** A family of two: containers without liveness or readiness probe. */
import type { Fix } from '../../changes/change.ts';
import type { Container, Workload } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import { defineRule, type Rule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { livenessFixes, readinessFixes } from './probe-fixes.ts';
import { shown, titleOf } from './wording.ts';

interface MissingProbe {
  readonly id: string;
  readonly key: string;
  readonly title: Text;
  readonly description: Text;
  readonly remedy: Text;
  readonly isMissing: (container: Container) => boolean;
  readonly fixes: (workload: Workload, container: Container) => readonly Fix[];
  /** What happens without it. */
  readonly effect: Text;
}

const notReported: Text = {
  en: 'Not reported: init containers, Jobs, CronJobs and Pods that end by themselves.',
  zh: '不报告：初始化容器，以及会自行结束的 Job、CronJob 和 Pod。',
};

function missingProbe({ id, key, title, description, remedy, isMissing, fixes, effect }: MissingProbe): Rule {
  const probe = `${key}:\n  httpGet:\n    path: /healthz\n    port: 8080`;
  return defineRule({
    id,
    severity: 'info',
    recommended: false,
    title,
    description: { en: `${description.en}\n\n${notReported.en}`, zh: `${description.zh}\n\n${notReported.zh}` },
    remedy,
    references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
    bad: [manifest(deployment()), manifest(deployment('ports:\n  - name: http\n    containerPort: 8080'))],
    good: [
      manifest(deployment(probe)),
      manifest(`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/migrate:1
`),
    ],
    check({ kubernetes, report }) {
      for (const workload of kubernetes?.workloads ?? []) {
        if (workload.runsToCompletion || workload.kind === 'PodTemplate') continue;
        for (const container of workload.containers) {
          if (container.role !== 'main' || !isMissing(container)) continue;
          const name = shown(container.name, '');
          report('yes', {
            resource: workload.resource,
            at: container.at,
            fixes: () => fixes(workload, container),
            message: {
              en: `Container ${name} of ${titleOf(workload)} has no ${key}, so that ${effect.en}. Add one.`,
              zh: `${titleOf(workload)} 的容器 ${name} 没有 ${key}，${effect.zh}。请添加。`,
            },
          });
        }
      }
    },
  });
}

export const livenessProbe = missingProbe({
  id: 'kubernetes/liveness-probe',
  key: 'livenessProbe',
  title: { en: 'Container without liveness probe', zh: '容器没有存活探针' },
  description: {
    en: 'Without a liveness probe a container that hangs is never restarted: its ports stay open and answer nothing.',
    zh: '没有存活探针时，卡死的容器不会被重启：端口仍然打开，却不再响应。',
  },
  remedy: {
    en: 'Add a `livenessProbe` that asks the process itself, not what it depends on.',
    zh: '添加 `livenessProbe`，只检查进程自身，不检查其依赖。',
  },
  isMissing: ({ liveness }) => liveness === undefined,
  fixes: livenessFixes,
  effect: { en: 'it is not restarted when it hangs', zh: '卡死时不会被重启' },
});

export const readinessProbe = missingProbe({
  id: 'kubernetes/readiness-probe',
  key: 'readinessProbe',
  title: { en: 'Container without readiness probe', zh: '容器没有就绪探针' },
  description: {
    en: 'Without a readiness probe a Service sends requests to a container that is still starting. A container with a startup probe is not reported: it gets no traffic before it has started.',
    zh: '没有就绪探针时，Service 会把请求发给仍在启动的容器。带有启动探针的容器不报告：启动完成之前它不会收到流量。',
  },
  remedy: {
    en: 'Add a `readinessProbe` on the port that serves the requests.',
    zh: '在处理请求的端口上添加 `readinessProbe`。',
  },
  isMissing: ({ readiness, startup }) => readiness === undefined && startup === undefined,
  fixes: readinessFixes,
  effect: { en: 'it gets requests before it is ready', zh: '尚未就绪就会收到请求' },
});
