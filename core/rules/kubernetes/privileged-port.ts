import { runningContainers } from '../../network/kubernetes-links.ts';
import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { shown, titleOf } from './wording.ts';

export const privilegedPort = defineRule({
  id: 'kubernetes/privileged-port',
  severity: 'info',
  recommended: false,
  title: { en: 'Container listens on a privileged port', zh: '容器监听特权端口' },
  description: {
    en: 'Ports below 1024 need root or the capability NET_BIND_SERVICE in many runtimes, so that an attacker who takes over the process has more than needed. The Service in front may still answer on 80 or 443.',
    zh: '在许多运行时中，监听 1024 以下的端口需要 root 或 NET_BIND_SERVICE 能力，进程被攻破后攻击者会拥有多余的权限。前面的 Service 仍可使用 80 或 443。',
  },
  remedy: {
    en: 'Listen on a port of 1024 or above (8080 for 80) and map it with `targetPort` in the Service.',
    zh: '让容器监听 1024 及以上的端口（例如用 8080 代替 80），并在 Service 中用 `targetPort` 映射。',
  },
  bad: [manifest(deployment('ports:\n  - containerPort: 80'))],
  good: [manifest(deployment('ports:\n  - containerPort: 8080'))],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      const title = titleOf(workload);
      for (const { port } of runningContainers(workload).flatMap(({ ports }) => ports)) {
        if (!port) continue;
        const number = shown(port, '');
        report(
          holds(port, (value) => value > 0 && value < 1024),
          {
            resource: workload.resource,
            at: port,
            message: {
              en: `${title} listens on the privileged port ${number}. Use one of 1024 or above and map it in the Service.`,
              zh: `${title} 监听特权端口 ${number}。请使用 1024 及以上的端口，并在 Service 中映射。`,
            },
          },
        );
      }
    }
  },
});
