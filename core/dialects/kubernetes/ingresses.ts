/** Ingress in its three API versions, and IngressClass. */
import {
  type Backend,
  entryOf,
  type Ingress,
  type IngressClass,
  type KubernetesObject,
} from '../../network/kubernetes.ts';
import type { ManifestObject } from './objects.ts';
import { items, type Place, portRef, text, texts, within } from './place.ts';

export function isIngress({ group, kind }: ManifestObject): boolean {
  return kind === 'Ingress' && (group === 'networking.k8s.io' || group === 'extensions');
}

export function isIngressClass({ group, kind }: ManifestObject): boolean {
  return kind === 'IngressClass' && group === 'networking.k8s.io';
}

export function readIngress({ spec }: ManifestObject, base: KubernetesObject): Ingress {
  const tls = within(spec, 'tls');
  const rules = items(within(spec, 'rules')).map((place) => ({
    at: place.at,
    host: text(within(place, 'host')),
    paths: items(within(place, 'http', 'paths')).map((path) => ({
      path: text(within(path, 'path')),
      backend: readBackend(within(path, 'backend')),
    })),
  }));
  const byDefault = readBackend(within(spec, 'defaultBackend')) ?? readBackend(within(spec, 'backend'));
  const backends = rules.flatMap(({ paths }) => paths.map(({ backend }) => backend));
  return {
    ...base,
    class: classOf(text(within(spec, 'ingressClassName')), base),
    tls: items(tls).map((place) => ({ at: place.at, hosts: texts(within(place, 'hosts')) })),
    tlsUnknown: tls.value?.kind === 'unknown' ? tls.value.reason : base.resource.incomplete,
    rules,
    backends: [byDefault, ...backends].filter((backend) => backend !== undefined),
  };
}

/** The older annotation still decides in many clusters. */
function classOf(name: Ingress['class'], { annotations }: KubernetesObject): Ingress['class'] {
  return name?.kind === 'known' ? name : (entryOf(annotations, 'kubernetes.io/ingress.class') ?? name);
}

/** networking.k8s.io/v1 writes `service.name`, the beta versions `serviceName`. A resource backend is no Service. */
function readBackend(place: Place): Backend | undefined {
  const name = within(place, 'service', 'name');
  const current = name.value?.kind === 'known';
  const service = text(current ? name : within(place, 'serviceName'));
  if (service?.kind !== 'known') return undefined;
  const port = within(place, 'service', 'port');
  const number = portRef(within(port, 'number'));
  return {
    service,
    port: current
      ? number?.kind === 'known'
        ? number
        : text(within(port, 'name'))
      : portRef(within(place, 'servicePort')),
  };
}

export function readIngressClass({ spec }: ManifestObject, base: KubernetesObject): IngressClass {
  return {
    ...base,
    controller: text(within(spec, 'controller')),
    parameters: text(within(spec, 'parameters', 'name')),
  };
}
