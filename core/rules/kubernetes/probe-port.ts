import { declares } from '../../network/kubernetes-links.ts';
import { not } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { declared, portFixes } from './port-fixes.ts';
import { titleOf } from './wording.ts';

const probe = (port: string): string =>
  `ports:\n  - name: http\n    containerPort: 8080\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: ${port}`;

export const probePort = defineRule({
  id: 'kubernetes/probe-port',
  severity: 'warning',
  recommended: true,
  title: { en: "Probe asks a port that isn't there", zh: '探针访问不存在的端口' },
  description: {
    en: 'The port of a liveness, readiness or startup probe is no TCP port of its container. A name that the container does not declare, or declares for UDP, never answers. A number beside the declared ones is only information, and possible: a container may listen on ports that it does not declare (the nginx Ingress controller does). One that declares none may be probed on any number.',
    zh: '存活、就绪或启动探针的端口不是所在容器的 TCP 端口。容器未声明或声明为 UDP 的名称必然无响应。与已声明端口不符的编号仅作为可能的提示：容器可以监听未声明的端口（nginx Ingress 控制器即如此）。没有声明端口的容器可以用任意编号探测。',
  },
  remedy: {
    en: 'Use the name or number of one of the container ports, or declare the port.',
    zh: '使用容器端口的名称或编号，或声明该端口。',
  },
  bad: [manifest(deployment(probe('9090'))), manifest(deployment(probe('metrics')))],
  good: [manifest(deployment(probe('8080'))), manifest(deployment(probe('http')))],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      for (const container of workload.containers) {
        for (const probe of [container.liveness, container.readiness, container.startup]) {
          if (probe?.port?.kind !== 'known') continue;
          const { value } = probe.port;
          const missing = not(declares([container], value, 'TCP'));
          const isName = typeof value === 'string';
          // A template or a patch may add ports to the list that we see; a number may be listened on undeclared.
          const truth =
            missing !== 'yes' ? missing : workload.resource.incomplete ? 'unknown' : isName ? 'yes' : 'maybe';
          report(truth, {
            ...(isName ? {} : { severity: 'info' }),
            resource: workload.resource,
            at: probe.port,
            fixes: () => [
              ...(isName ? [] : declared(workload, container, value)),
              ...portFixes(workload.resource, probe.port!, [container]),
            ],
            message: {
              en: `A probe of ${titleOf(workload)} asks port ${value}, which is no TCP port of its container. Use one of the container's ports.`,
              zh: `${titleOf(workload)} 的探针访问端口 ${value}，而它不是该容器的 TCP 端口。请使用容器已声明的端口。`,
            },
          });
        }
      }
    }
  },
});
