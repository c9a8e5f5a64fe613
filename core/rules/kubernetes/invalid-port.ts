import type { Fix } from '../../changes/change.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Resource } from '../../dialects/resource.ts';
import type { KubernetesModel, KubernetesObject } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import { holds } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { nameFixes, numberFixes, swapped } from './invalid-port-fixes.ts';
import { deployment, manifest } from './manifest-example.ts';
import { usePort } from './port-fixes.ts';
import { isPort, isPortName } from './port-spelling.ts';
import { shown } from './wording.ts';

export const invalidPort = defineRule({
  id: 'kubernetes/invalid-port',
  severity: 'error',
  recommended: true,
  title: { en: 'Port that the API server refuses', zh: 'API Server 不接受的端口' },
  description: {
    en: `A port is a whole number from 1 to 65535. A port name has at most 15 characters, lower-case letters, digits and single hyphens, with at least one letter: a \`targetPort\` of \`"8080"\` in quotes is a name, and a wrong one. On the node's network \`hostPort\` and \`containerPort\` must be equal, and \`endPort\` must not be below \`port\`.

Node ports have a rule of their own, \`kubernetes/node-port-range\`.`,
    zh: `端口是 1 到 65535 的整数。端口名最多 15 个字符，由小写字母、数字和单个连字符组成，且至少含一个字母：带引号的 \`targetPort: "8080"\` 是名称，而且不合法。使用节点网络时 \`hostPort\` 必须等于 \`containerPort\`；\`endPort\` 不得小于 \`port\`。

节点端口另有规则 \`kubernetes/node-port-range\`。`,
  },
  remedy: {
    en: 'Write a number from 1 to 65535 without quotes, or a short name such as `http`.',
    zh: '写不带引号的 1 到 65535 的数字，或 `http` 这样的短名称。',
  },
  bad: [
    manifest(deployment('ports:\n  - containerPort: 80800')),
    manifest(deployment('ports:\n  - name: a-name-that-is-too-long\n    containerPort: 8080')),
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: "8080"
`),
  ],
  good: [
    manifest(deployment('ports:\n  - name: http\n    containerPort: 8080')),
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: http
`),
  ],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    for (const { resource, value, zero } of numbersIn(kubernetes)) {
      const text = shown(value, '');
      report(
        holds(value, (port) => typeof port === 'number' && !(zero && port === 0) && !isPort(port)),
        {
          resource,
          at: value,
          message: {
            en: `${text} is no port. Use a whole number from 1 to 65535.`,
            zh: `${text} 不是合法端口。请使用 1 到 65535 的整数。`,
          },
          fixes: () => numberFixes(kubernetes, resource, value),
        },
      );
    }
    for (const { resource, value } of namesIn(kubernetes)) {
      report(
        holds(value, (name) => typeof name === 'string' && !isPortName(name)),
        {
          resource,
          at: value,
          message: wrongName(shown(value, '')),
          fixes: () => nameFixes(kubernetes, resource, value),
        },
      );
    }
    for (const { resource, value, message, fixes } of pairsIn(kubernetes)) {
      report('yes', { resource, at: value, message, fixes });
    }
  },
});

function wrongName(name: string): Text {
  return /^\d+$/.test(name)
    ? {
        en: `"${name}" is a name here, and a port name needs a letter. Write the number without quotes.`,
        zh: `"${name}" 在此处是名称，而端口名至少要有一个字母。请写不带引号的数字。`,
      }
    : {
        en: `"${name}" is no port name. Use at most 15 lower-case letters, digits and single hyphens.`,
        zh: `"${name}" 不是合法的端口名。请使用最多 15 个小写字母、数字和单个连字符。`,
      };
}

interface Found {
  readonly resource: Resource;
  readonly value: Value<number | string>;
  /** 0 is allowed and means none. */
  readonly zero?: boolean;
}

function* numbersIn({ services, workloads, ingresses, networkPolicies }: KubernetesModel): Generator<Found> {
  for (const { resource, ports } of services) {
    for (const { port, targetPort } of ports) {
      yield* present(resource, port);
      if (targetPort !== port) yield* present(resource, targetPort);
    }
  }
  for (const { resource, containers } of workloads) {
    for (const { ports, liveness, readiness, startup } of containers) {
      for (const { port, hostPort } of ports) {
        yield* present(resource, port);
        yield* present(resource, hostPort, true);
      }
      for (const probe of [liveness, readiness, startup]) yield* present(resource, probe?.port);
    }
  }
  for (const { resource, backends } of ingresses) for (const { port } of backends) yield* present(resource, port);
  for (const { resource, ingress, egress } of networkPolicies) {
    for (const { port, endPort } of [...ingress, ...egress].flatMap((rule) => rule.ports ?? [])) {
      yield* present(resource, port);
      yield* present(resource, endPort);
    }
  }
}

function* namesIn({ services, workloads }: KubernetesModel): Generator<Found> {
  for (const { resource, ports } of services) {
    for (const { targetPort } of ports) yield* present(resource, targetPort);
  }
  for (const { resource, containers } of workloads) {
    for (const { name } of containers.flatMap(({ ports }) => ports)) yield* present(resource, name);
  }
}

function* present(resource: Resource, value: Value<number | string> | undefined, zero = false): Generator<Found> {
  if (value) yield { resource, value, zero };
}

/** Two numbers that contradict each other. */
function* pairsIn({
  workloads,
  networkPolicies,
}: KubernetesModel): Generator<
  Pick<Found, 'resource' | 'value'> & { readonly message: Text; readonly fixes: () => readonly Fix[] }
> {
  for (const { resource, hostNetwork, containers } of workloads) {
    if (!(hostNetwork?.kind === 'known' && hostNetwork.value)) continue;
    for (const { port, hostPort } of containers.flatMap(({ ports }) => ports)) {
      if (port?.kind !== 'known' || hostPort?.kind !== 'known' || hostPort.value === 0 || hostPort.value === port.value)
        continue;
      yield {
        resource,
        value: hostPort,
        message: {
          en: `hostPort ${hostPort.value} must equal containerPort ${port.value} on the node's network. Use one number for both.`,
          zh: `使用节点网络时，hostPort ${hostPort.value} 必须等于 containerPort ${port.value}。请使用同一端口号。`,
        },
        fixes: () => rewritten(resource, hostPort, port.value, usePort(port.value)),
      };
    }
  }
  for (const { resource, ingress, egress } of networkPolicies satisfies readonly KubernetesObject[]) {
    for (const { port, endPort } of [...ingress, ...egress].flatMap((rule) => rule.ports ?? [])) {
      if (
        port?.kind !== 'known' ||
        endPort?.kind !== 'known' ||
        typeof port.value !== 'number' ||
        endPort.value >= port.value
      )
        continue;
      yield {
        resource,
        value: endPort,
        message: {
          en: `endPort ${endPort.value} lies below port ${port.value}. Swap the two.`,
          zh: `endPort ${endPort.value} 小于 port ${port.value}。请对调两者。`,
        },
        fixes: () => swapped(resource, port, endPort),
      };
    }
  }
}
