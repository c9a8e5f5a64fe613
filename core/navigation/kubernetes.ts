/**
 * The names of a folder's manifests: objects by kind and name, workloads by their labels, ports by name and number.
 * They are read from the model, whose values know where they are written, in charts and kustomizations too.
 */

import type { Resource } from '../dialects/resource.ts';
import type { Unit } from '../dialects/unit.ts';
import type {
  ContainerPort,
  KubernetesModel,
  KubernetesObject,
  PortRef,
  StringMap,
  Workload,
} from '../network/kubernetes.ts';
import { runningContainers, selectionOf, workloadsOf } from '../network/kubernetes-links.ts';
import { equalitySelects, sameNamespace, selects } from '../network/label-selectors.ts';
import type { Location } from '../text/source.ts';
import type { Value } from '../values/value.ts';
import { mapIn, objectReferences, textIn, volumeNames } from './kubernetes-references.ts';
import type { Name } from './name.ts';

export function kubernetesNames({ model, kubernetes }: Unit): Name[] {
  const names: Name[] = [];
  const resources = [...model.resources.values()];
  for (const { nameAt, blockAt } of resources) names.push({ key: keyOf(nameAt), at: nameAt, declares: blockAt });
  names.push(...namedObjects(resources), ...resources.flatMap(volumes));
  if (!kubernetes) return names;
  return [...names, ...selected(kubernetes), ...servicePorts(kubernetes), ...containerPorts(kubernetes)];
}

/** What stands at one place is one thing, in whichever unit it is read. */
function keyOf(at: Location): string {
  const { source, start } = at.source.outermost(at);
  return `kubernetes\0${source.path}\0${start}`;
}

function namedObjects(resources: readonly Resource[]): Name[] {
  const byName = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { kind, name } = identityOf(resource);
    if (kind === undefined || name === undefined) continue;
    const id = `${kind}\0${name}`;
    byName.set(id, [...(byName.get(id) ?? []), resource]);
  }
  return resources.flatMap((resource) =>
    objectReferences(resource.attributes).flatMap((reference) => {
      const from = reference.namespace ?? identityOf(resource).namespace;
      const targets = byName.get(`${reference.kind}\0${reference.name}`) ?? [];
      return targets
        .filter((target) => target !== resource && mayShare(from, identityOf(target).namespace))
        .map(({ nameAt }) => ({ key: keyOf(nameAt), at: reference.at }));
    }),
  );
}

function identityOf({ attributes }: Resource): { readonly [key in 'kind' | 'name' | 'namespace']: string | undefined } {
  const metadata = mapIn(attributes, 'metadata');
  return {
    kind: textIn(attributes, 'kind'),
    name: metadata && textIn(metadata, 'name'),
    namespace: metadata && textIn(metadata, 'namespace'),
  };
}

/** Objects of the whole cluster have no namespace, and others leave it to whoever applies them. */
function mayShare(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function volumes({ attributes }: Resource): Name[] {
  return volumeNames(attributes).map(({ of, at }) => ({ key: keyOf(of), at, declares: of === at ? at : undefined }));
}

/** Selectors name the workloads that they select. */
function selected(model: KubernetesModel): Name[] {
  const { services, networkPolicies, meshGateways, peerAuthentications } = model;
  const byLabels = (object: KubernetesObject, labels: StringMap | undefined): Name[] =>
    labels ? usesOf(labels, selectionOf(model, object, labels, (pod) => equalitySelects(labels, pod)).workloads) : [];
  return [
    ...services.flatMap((service) =>
      service.selector ? usesOf(service.selector, workloadsOf(model, service).workloads) : [],
    ),
    ...networkPolicies.flatMap((policy) => {
      const { selector } = policy;
      if (!selector) return [];
      const { workloads } = selectionOf(model, policy, selector.labels, (pod) => selects(selector, pod));
      return usesOf(selector.labels, workloads);
    }),
    ...meshGateways.flatMap((gateway) => byLabels(gateway, gateway.selector)),
    ...peerAuthentications.flatMap((one) => byLabels(one, one.selector)),
  ];
}

function usesOf({ entries }: StringMap, workloads: readonly Workload[]): Name[] {
  return workloads.flatMap(({ at }) =>
    [...entries.values()].flatMap(({ key, value }) => [key, value.at].map((place) => ({ key: keyOf(at), at: place }))),
  );
}

/** Backends of Ingresses name the ports of Services. */
function servicePorts({ services, ingresses }: KubernetesModel): Name[] {
  const declared = services.flatMap(({ ports }) => ports.flatMap((port) => declaredAt(port.at, port.name, port.port)));
  const used = ingresses.flatMap((ingress) =>
    ingress.backends.flatMap(({ service: name, port }) =>
      services
        .filter((service) => sameText(service.name, name) && sameNamespace(service, ingress) !== 'no')
        .flatMap(({ ports }) => ports.flatMap((one) => meant(port, one.name, one.port, one.at))),
    ),
  );
  return [...declared, ...used];
}

/** Services and probes name the ports of containers. */
function containerPorts(model: KubernetesModel): Name[] {
  const portsOf = (workload: Workload): readonly ContainerPort[] =>
    runningContainers(workload).flatMap(({ ports }) => ports);
  const declared = model.workloads.flatMap(portsOf).flatMap((port) => declaredAt(port.at, port.name, port.port));
  const ofServices = model.services.flatMap((service) =>
    workloadsOf(model, service).workloads.flatMap((workload) =>
      service.ports.flatMap(({ port, targetPort }) =>
        targetPort === port ? [] : portsOf(workload).flatMap((one) => meant(targetPort, one.name, one.port, one.at)),
      ),
    ),
  );
  const ofProbes = model.workloads.flatMap((workload) =>
    workload.containers.flatMap(({ ports, liveness, readiness, startup }) =>
      [liveness, readiness, startup].flatMap((probe) =>
        ports.flatMap((one) => meant(probe?.port, one.name, one.port, one.at)),
      ),
    ),
  );
  return [...declared, ...ofServices, ...ofProbes];
}

/** A port is named by its name and its number. */
function declaredAt(whole: Location, ...names: readonly (Value<PortRef> | undefined)[]): Name[] {
  return names.flatMap((name) => (name?.kind === 'known' ? [{ key: keyOf(whole), at: name.at, declares: whole }] : []));
}

function meant(
  reference: Value<PortRef> | undefined,
  name: Value<string> | undefined,
  number: Value<number> | undefined,
  whole: Location,
): Name[] {
  if (reference?.kind !== 'known') return [];
  const wanted = typeof reference.value === 'number' ? number : name;
  return wanted?.kind === 'known' && wanted.value === reference.value ? [{ key: keyOf(whole), at: reference.at }] : [];
}

function sameText(a: Value<string> | undefined, b: Value<string>): boolean {
  return a?.kind === 'known' && b.kind === 'known' && a.value === b.value;
}
