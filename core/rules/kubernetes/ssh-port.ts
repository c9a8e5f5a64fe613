import { runningContainers } from '../../network/kubernetes-links.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { titleOf } from './wording.ts';

export const sshPort = defineRule({
  id: 'kubernetes/ssh-port',
  severity: 'warning',
  recommended: true,
  title: { en: 'Container runs an SSH server', zh: '容器运行 SSH 服务' },
  description: {
    en: 'A container that listens on TCP 22 lets people in past the API server: without its authentication, its authorisation and its audit log.',
    zh: '容器监听 TCP 22 意味着可以绕过 API Server 登录：没有它的认证、授权和审计日志。',
  },
  remedy: {
    en: 'Remove the SSH server and use `kubectl exec` or `kubectl debug`.',
    zh: '移除 SSH 服务，改用 `kubectl exec` 或 `kubectl debug`。',
  },
  bad: [manifest(deployment('ports:\n  - containerPort: 22'))],
  good: [
    manifest(deployment('ports:\n  - containerPort: 8022')),
    manifest(deployment('ports:\n  - containerPort: 22\n    protocol: UDP')),
  ],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      const title = titleOf(workload);
      for (const { port, protocol } of runningContainers(workload).flatMap(({ ports }) => ports)) {
        if (!port) continue;
        report(
          allOf(
            holds(port, (value) => value === 22),
            holds(protocol, (value) => value === 'TCP'),
          ),
          {
            resource: workload.resource,
            at: port,
            message: {
              en: `${title} runs an SSH server on port 22, past the API server's access control. Remove it and use kubectl exec.`,
              zh: `${title} 在 22 端口运行 SSH 服务，绕过 API Server 的访问控制。请移除并改用 kubectl exec。`,
            },
          },
        );
      }
    }
  },
});
