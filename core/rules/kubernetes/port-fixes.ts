/** What mends a reference to a container's port: the name or number of one that the containers have. */
import type { Fix } from '../../changes/change.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Resource } from '../../dialects/resource.ts';
import type { Container, PortRef, Workload } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import type { Value } from '../../values/value.ts';
import { likely } from './likely.ts';

export function usePort(port: PortRef): Text {
  return { en: `Use port ${port}`, zh: `使用端口 ${port}` };
}

/**
 * Another port for a reference: a name for a name, where the ports have names.
 * @param taken ports that something else is for
 */
export function portFixes(
  resource: Resource,
  reference: Value<PortRef>,
  containers: readonly Container[],
  protocol = 'TCP',
  taken: readonly PortRef[] = [],
): readonly Fix[] {
  if (reference.kind !== 'known') return [];
  return portsLike(reference.value, containers, protocol, taken).flatMap((port) =>
    rewritten(resource, reference, port, usePort(port)),
  );
}

/** The container may well listen on a port that it does not declare: then it only has to say so. */
export function declared(
  { resource }: Workload,
  { item, ports }: Container,
  port: number,
  protocol = 'TCP',
): readonly Fix[] {
  const title = { en: `Declare port ${port} for the container`, zh: `为容器声明端口 ${port}` };
  const spoken = protocol === 'TCP' ? {} : { protocol };
  // Where the others have names, so does this one.
  const isNamed = ports.some(({ name }) => name !== undefined) && ports.every(({ name }) => name !== undefined);
  const declaration = { ...(isNamed ? { name: `port-${port}` } : {}), containerPort: port, ...spoken };
  return fixOf(title, [[{ kind: 'append', resource, path: ['ports'], item: declaration, below: item }]]);
}

/**
 * Ports of containers that may be meant by a name or number that none of them has.
 * @param taken those that something else is for
 */
export function portsLike(
  wrong: PortRef,
  containers: readonly Container[],
  protocol = 'TCP',
  taken: readonly PortRef[] = [],
): readonly PortRef[] {
  const isTaken = (value: Value<PortRef> | undefined): boolean =>
    value?.kind === 'known' && taken.includes(value.value);
  const ports = containers
    .flatMap((container) => container.ports)
    .filter(({ protocol: spoken }) => spoken.kind === 'known' && spoken.value === protocol)
    .filter(({ name, port }) => !isTaken(name) && !isTaken(port));
  const names = ports.flatMap(({ name }) => (isLiteral(name) ? [name.value] : []));
  const numbers = ports.flatMap(({ port }) => (isLiteral(port) ? [port.value] : []));
  return likely<PortRef>(wrong, typeof wrong === 'string' && names.length > 0 ? names : numbers);
}
