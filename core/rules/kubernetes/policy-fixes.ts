/** A NetworkPolicy for a workload that has none: it lets in those for whom the files beside it open its ports. */
import type { Fix } from '../../changes/change.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import { isMapping, type Plain } from '../../changes/plain.ts';
import { controllerOf } from '../../network/ingress-controllers.ts';
import {
  type Container,
  entryOf,
  type KubernetesModel,
  type KubernetesService,
  type StringMap,
  type Workload,
} from '../../network/kubernetes.ts';
import { declares, runningContainers, workloadsOf } from '../../network/kubernetes-links.ts';
import { sameNamespace, sameText } from '../../network/label-selectors.ts';
import { holds } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';

/** Where ACK runs its nginx Ingress controller; the person says where theirs is. */
const controllerNamespace = 'kube-system';

const sameNamespacePods: Plain = { podSelector: {} };
const controllerPods: Plain = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': controllerNamespace } },
};
/** Load balancers in a VPC, and who comes through them. */
const privateAddresses: readonly Plain[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => ({
  ipBlock: { cidr },
}));

type Labels = Readonly<Record<string, string>>;

/** The labels by which a workload knows its pods, where they stand in its text as they are. */
export function literalLabels({ selector, podLabels }: Workload): Labels | undefined {
  const labels: StringMap = selector ?? podLabels;
  const entries = [...labels.entries].map(
    ([key, { value }]) => [key, isLiteral(value) ? value.value : undefined] as const,
  );
  if (labels.incomplete || entries.length === 0 || entries.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<string, string>;
}

export function policyFor(workload: Workload, model: KubernetesModel): readonly Fix[] {
  const { resource } = workload;
  const labels = literalLabels(workload);
  const name = ownName(workload.name);
  const namespace = namespaceOf(workload);
  // A document that is always there, for a workload that may not be, is for a person to write.
  if (!labels || name === undefined || namespace === undefined || resource.exists !== 'yes') return [];
  const ingress = rulesFor(labels, workload, model);
  if (!ingress) return [];
  const isTaken = model.networkPolicies.some((one) => one.name?.kind === 'known' && one.name.value === name);
  const object: Plain = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: isTaken ? `${name}-ingress` : name, ...(namespace === '' ? {} : { namespace }) },
    spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress },
  };
  return fixOf(
    {
      en: 'Add a NetworkPolicy that lets in what the files beside it need',
      zh: '添加只放行现有访问需要的 NetworkPolicy',
    },
    [[{ kind: 'object', beside: resource, object }]],
    ingress.some((rule) => isMapping(rule) && Array.isArray(rule.from) && rule.from.includes(controllerPods))
      ? controllerNamespace
      : undefined,
  );
}

/** The name as its text has it: Kustomize puts the same prefix before both. */
function ownName(name: Value<string> | undefined): string | undefined {
  if (name?.kind !== 'known') return undefined;
  if (isLiteral(name)) return name.value;
  const { source, start, end } = name.at;
  const text = source.text.slice(start, end);
  return !source.isRendered && name.value.includes(text) && /^[a-z0-9.-]+$/.test(text) ? text : undefined;
}

/** Empty where the manifest leaves it to `kubectl` or Kustomize. */
function namespaceOf({ namespace, resource }: Workload): string | undefined {
  if (namespace === undefined || namespace.at.source !== resource.blockAt.source) return '';
  return isLiteral(namespace) ? namespace.value : undefined;
}

/**
 * One rule for the pods of the namespace, with the ports that containers declare and Services lead to, and one for each
 * Service that others reach, too. Other workloads may have the labels as well: what they need is let in with it.
 * `undefined` where it cannot be told.
 */
function rulesFor(labels: Labels, workload: Workload, model: KubernetesModel): readonly Plain[] | undefined {
  const selected = model.workloads.filter(
    (one) => one === workload || (sameNamespace(one, workload) !== 'no' && mayHave(one.podLabels, labels)),
  );
  const containers = selected.flatMap(runningContainers);
  const portOf = (port: Value<string | number> | undefined, protocol: Value<string>) =>
    portItem(port, protocol, containers);
  const inside = containers.flatMap(({ ports }) => ports.map(({ port, protocol }) => portOf(port, protocol)));
  const outside: Plain[] = [];
  /** What everyone may reach, the pods of the namespace among them. */
  const opened = new Set<string>();
  for (const service of model.services) {
    if (!workloadsOf(model, service).workloads.some((one) => selected.includes(one))) continue;
    const ports = service.ports
      .filter(({ targetPort }) => !isNowhere(targetPort, containers))
      .map(({ targetPort, protocol }) => portOf(targetPort, protocol));
    inside.push(...ports);
    const from = clientsOf(service, model);
    if (ports.includes(undefined)) return undefined;
    if (ports.length === 0 || from.length === 0) continue;
    outside.push({ ...(from === 'everyone' ? {} : { from }), ports: distinct(ports as Plain[]) });
    if (from === 'everyone') for (const port of ports) opened.add(JSON.stringify(port));
  }
  if (inside.includes(undefined)) return undefined;
  // Who says nothing of ports may listen on any.
  if (inside.length === 0) return [{ from: [sameNamespacePods] }];
  const known = distinct(inside as Plain[]).filter((port) => !opened.has(JSON.stringify(port)));
  return [...(known.length > 0 ? [{ from: [sameNamespacePods], ports: known }] : []), ...outside];
}

function mayHave(podLabels: StringMap, labels: Labels): boolean {
  return Object.entries(labels).every(([key, wanted]) => {
    const label = entryOf(podLabels, key);
    return label !== undefined && (label.kind !== 'known' || label.value === wanted);
  });
}

/** A name that no container declares leads nowhere. */
function isNowhere(port: Value<string | number> | undefined, containers: readonly Container[]): boolean {
  if (port?.kind !== 'known' || typeof port.value === 'number') return false;
  return declares(containers, port.value, 'TCP') === 'no' && declares(containers, port.value, 'UDP') === 'no';
}

/** Who reaches a Service from outside of its namespace, as far as the files show. */
function clientsOf(service: KubernetesService, model: KubernetesModel): readonly Plain[] | 'everyone' {
  const isOutside = holds(service.type, (type) => type === 'LoadBalancer' || type === 'NodePort');
  if (isOutside !== 'no') {
    const isPrivate = holds(service.type, (type) => type === 'LoadBalancer') === 'yes' && service.loadBalancer.internet;
    return isPrivate && holds(isPrivate, (internet) => internet) === 'no' ? privateAddresses : 'everyone';
  }
  const controllers = model.ingresses
    .filter(
      (ingress) =>
        sameNamespace(ingress, service) !== 'no' &&
        ingress.backends.some((backend) => sameText(backend.service, service.name) === 'yes'),
    )
    .map((ingress) => controllerOf(ingress, model));
  const inVpc = controllers.some((controller) => controller === 'alb' || controller === 'aws' || controller === 'gce');
  const inPods = controllers.some((controller) => controller !== 'alb' && controller !== 'aws' && controller !== 'gce');
  return [...(inPods ? [controllerPods] : []), ...(inVpc ? privateAddresses : [])];
}

/** A port by its number, where the containers tell the number of a name. */
function portItem(
  reference: Value<string | number> | undefined,
  protocol: Value<string>,
  containers: readonly Container[],
): Plain | undefined {
  if (!isLiteral(reference) || protocol.kind !== 'known') return undefined;
  const named = containers
    .flatMap(({ ports }) => ports)
    .find(({ name }) => name?.kind === 'known' && name.value === reference.value);
  const port = isLiteral(named?.port) ? named.port.value : reference.value;
  return protocol.value === 'TCP' ? { port } : { protocol: protocol.value, port };
}

function distinct(ports: readonly Plain[]): readonly Plain[] {
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()];
}
