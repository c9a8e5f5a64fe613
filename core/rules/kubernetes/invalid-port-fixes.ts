/** What mends a port that the API server refuses: the port that is near it, a name that may be one. */
import type { Change, Fix } from '../../changes/change.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import { nearest } from '../../config/nearest.ts';
import type { Resource } from '../../dialects/resource.ts';
import type { KubernetesModel, PortRef } from '../../network/kubernetes.ts';
import type { Known, Value } from '../../values/value.ts';
import { usePort } from './port-fixes.ts';
import { isPort, isPortName } from './port-spelling.ts';

/** The port of the same files that differs by a digit. */
export function numberFixes(model: KubernetesModel, resource: Resource, wrong: Value<PortRef>): readonly Fix[] {
  if (wrong.kind !== 'known') return [];
  const ports = [
    ...model.services.flatMap((service) => service.ports.flatMap(({ port, targetPort }) => [port, targetPort])),
    ...containersOf(model).flatMap((container) => container.ports.map(({ port }) => port)),
  ];
  const numbers = ports.flatMap((port) =>
    port?.kind === 'known' && typeof port.value === 'number' && isPort(port.value) ? [`${port.value}`] : [],
  );
  const port = nearest(`${wrong.value}`, new Set(numbers));
  return port === undefined ? [] : rewritten(resource, wrong, Number(port), usePort(Number(port)));
}

/** A number in quotes as a number; a name in lower case, with hyphens, and short. */
export function nameFixes(model: KubernetesModel, resource: Resource, wrong: Value<PortRef>): readonly Fix[] {
  if (wrong.kind !== 'known' || typeof wrong.value !== 'string') return [];
  if (/^\d+$/.test(wrong.value)) {
    const port = Number(wrong.value);
    if (!isPort(port)) return [];
    return rewritten(resource, wrong, port, { en: `Use the number ${port}`, zh: `改为数字 ${port}` });
  }
  const name = portNameLike(wrong.value);
  if (name === undefined || !isLiteral(wrong)) return [];
  const named = namesLike(model, wrong.value);
  // Whoever calls it by its name has to go along.
  if (!named.every(({ value }) => isLiteral(value))) return [];
  return fixOf({ en: `Call it ${name}`, zh: `改名为 ${name}` }, [
    named.map(({ resource: own, value }): Change => ({ kind: 'replace', resource: own, at: value.at, by: name })),
  ]);
}

function portNameLike(wrong: string): string | undefined {
  const spelt = wrong
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return [spelt, spelt.replace(/^port-|-port$/g, ''), spelt.slice(0, 15).replace(/-$/, '')].find(isPortName);
}

/** Where this name is given to a port, and where a port is called by it. */
function namesLike(model: KubernetesModel, name: string): readonly { resource: Resource; value: Known<PortRef> }[] {
  const values: { resource: Resource; value: Value<PortRef> | undefined }[] = [
    ...model.services.flatMap(({ resource, ports }) =>
      ports.map(({ targetPort }) => ({ resource, value: targetPort })),
    ),
    ...model.networkPolicies.flatMap(({ resource, ingress, egress }) =>
      [...ingress, ...egress].flatMap(({ ports }) => (ports ?? []).map(({ port }) => ({ resource, value: port }))),
    ),
    ...model.workloads.flatMap(({ resource, containers }) =>
      containers.flatMap(({ ports, liveness, readiness, startup }) =>
        [...ports.map((port) => port.name), liveness?.port, readiness?.port, startup?.port].map((value) => ({
          resource,
          value,
        })),
      ),
    ),
  ];
  return values.flatMap(({ resource, value }) =>
    value?.kind === 'known' && value.value === name ? [{ resource, value }] : [],
  );
}

export function swapped(resource: Resource, port: Value<PortRef>, endPort: Value<number>): readonly Fix[] {
  if (!isLiteral(port) || !isLiteral(endPort)) return [];
  return fixOf({ en: 'Swap port and endPort', zh: '对调 port 与 endPort' }, [
    [
      { kind: 'replace', resource, at: port.at, by: endPort.value },
      { kind: 'replace', resource, at: endPort.at, by: port.value },
    ],
  ]);
}

function containersOf({ workloads }: KubernetesModel): KubernetesModel['workloads'][number]['containers'] {
  return workloads.flatMap(({ containers }) => containers);
}
