/** Probes for containers that have none: what another probe asks already, else the one port that the container has. */
import type { Fix } from '../../changes/change.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import type { Plain } from '../../changes/plain.ts';
import type { Container, PortRef, Probe, Workload } from '../../network/kubernetes.ts';

const handlers = ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const;

/** Traffic stops within a quarter of a minute. What the liveness probe asks is the application's own answer. */
export function readinessFixes(workload: Workload, container: Container): readonly Fix[] {
  const asked = askedBy(container.liveness);
  const path = ['readinessProbe'];
  const { resource } = workload;
  const same = { en: 'Ask what the liveness probe asks', zh: '与存活探针询问同样的内容' };
  return [
    ...(asked
      ? fixOf(same, [[{ kind: 'put', resource, path, to: { ...asked, periodSeconds: 5 }, below: container.item }]])
      : []),
    ...byPort(workload, container, 'readinessProbe', { periodSeconds: 5 }),
  ];
}

/**
 * Two minutes of patience: the container may still be starting. What a readiness probe asks may depend on others, for
 * whose sake nothing is to be restarted.
 */
export function livenessFixes(workload: Workload, container: Container): readonly Fix[] {
  return byPort(workload, container, 'livenessProbe', { periodSeconds: 20, failureThreshold: 6 });
}

function byPort(
  { resource }: Workload,
  container: Container,
  key: string,
  timing: { readonly [name: string]: Plain },
): readonly Fix[] {
  const port = onlyPort(container);
  if (port === undefined) return [];
  const title = { en: `Ask whether port ${port} takes connections`, zh: `探测端口 ${port} 是否可连接` };
  return fixOf(title, [
    [{ kind: 'put', resource, path: [key], to: { tcpSocket: { port }, ...timing }, below: container.item }],
  ]);
}

/** The one TCP port of a container, by name where it has one. */
function onlyPort({ ports }: Container): PortRef | undefined {
  const [only, ...others] = ports.filter(({ protocol }) => protocol.kind !== 'known' || protocol.value === 'TCP');
  if (!only || others.length > 0) return undefined;
  if (isLiteral(only.name)) return only.name.value;
  return isLiteral(only.port) ? only.port.value : undefined;
}

/** Handler and time limit of a probe whose text says them itself. */
function askedBy(probe: Probe | undefined): { readonly [name: string]: Plain } | undefined {
  if (probe?.settings === undefined || probe.at.source.isRendered) return undefined;
  const settings = JSON.parse(probe.settings) as { readonly [name: string]: Plain };
  const handler = handlers.find((name) => name in settings);
  if (!handler) return undefined;
  const { timeoutSeconds = 1 } = settings;
  return { [handler]: settings[handler] as Plain, ...(timeoutSeconds === 1 ? {} : { timeoutSeconds }) };
}
