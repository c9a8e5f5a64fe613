import type { Fix } from '../../changes/change.ts';
import { isLiteral } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import { nearest } from '../../config/nearest.ts';
import type { Backend, Ingress, KubernetesModel, KubernetesService } from '../../network/kubernetes.ts';
import { sameNamespace, sameText } from '../../network/label-selectors.ts';
import { allOf, anyOf, not, type Truth } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { likely } from './likely.ts';
import { manifest } from './manifest-example.ts';
import { usePort } from './port-fixes.ts';
import { shown, titleOf } from './wording.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - name: http
      port: 80
---
`;

const ingress = (name: string, port: string): string => `${service}apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: ${name}
      port: ${port}
`;

export const danglingIngress = defineRule({
  id: 'kubernetes/dangling-ingress',
  severity: 'warning',
  recommended: true,
  title: { en: 'Ingress leads to no Service or port', zh: 'Ingress 没有对应的 Service 或端口' },
  description: {
    en: `A backend names a Service that is not among those beside the Ingress, or a port that the Service does not have: the controller answers 503, or with its default backend.

A missing Service is a possible finding, and only where the folder holds Services of the same namespace, because a folder of Ingresses alone takes its Services from elsewhere; it is not reported where a folder beside, above or within this one has the Service, for backends that are no Services, nor beside custom resources from which an operator may make Services.`,
    zh: `后端指定的 Service 不在同一目录中，或该 Service 没有所写的端口：控制器会返回 503 或默认后端。

缺少 Service 只作为可能的问题，且仅当目录中有同一命名空间的 Service 时才报告，因为只含 Ingress 的目录，其 Service 在别处；相邻、上级或下级目录中有该 Service 时不报告，非 Service 的后端不报告，含有可能由 Operator 创建 Service 的自定义资源时也不报告。`,
  },
  remedy: {
    en: 'Name a Service of the same namespace and one of its ports, by number or name.',
    zh: '写同一命名空间中的 Service 及其端口（编号或名称）。',
  },
  bad: [manifest(ingress('api', '{ number: 80 }')), manifest(ingress('web', '{ number: 8080 }'))],
  good: [manifest(ingress('web', '{ number: 80 }')), manifest(ingress('web', '{ name: http }'))],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    const servicesNamed = byName(kubernetes.services);
    for (const one of kubernetes.ingresses) {
      if (!kubernetes.services.some((service) => sameNamespace(one, service) !== 'no')) continue;
      const title = titleOf(one);
      for (const backend of one.backends) {
        // ALB and AWS: the name is an action of an annotation.
        if (backend.port?.kind === 'known' && backend.port.value === 'use-annotation') continue;
        const name = shown(backend.service, '');
        const port = shown(backend.port, '');
        const neighbours = servicesNamed(backend.service);
        report(isMissing(kubernetes, one, backend, neighbours), {
          resource: one.resource,
          at: backend.service,
          fixes: () => servicesLike(kubernetes, one, backend),
          message: {
            en: `${title} leads to Service ${name}, which is not among the Services of this folder. Name one of them or add it.`,
            zh: `${title} 指向 Service ${name}，而本目录中没有它。请改为已有的 Service 或将其补上。`,
          },
        });
        if (!backend.port) continue;
        report(lacksPort(one, backend, neighbours), {
          resource: one.resource,
          at: backend.port,
          fixes: () => portsOf(one, backend, neighbours),
          message: {
            en: `${title} leads to port ${port} of Service ${name}, which has no such port. Use one of its ports.`,
            zh: `${title} 指向 Service ${name} 的端口 ${port}，而它没有该端口。请使用它已有的端口。`,
          },
        });
      }
    }
  },
});

/** The Services that a name may mean; asking each Service for each backend would be quadratic. */
function byName(
  services: readonly KubernetesService[],
): (name: KubernetesService['name']) => readonly KubernetesService[] {
  const open: KubernetesService[] = [];
  const named = new Map<string, KubernetesService[]>();
  for (const service of services) {
    if (service.name?.kind !== 'known') open.push(service);
    else named.set(service.name.value, [...(named.get(service.name.value) ?? []), service]);
  }
  return (name) => (name?.kind === 'known' ? [...(named.get(name.value) ?? []), ...open] : services);
}

function isMissing(
  { operated, nearby }: KubernetesModel,
  ingress: Ingress,
  { service }: Backend,
  services: readonly KubernetesService[],
): Truth {
  const named = services.map((one) => allOf(sameNamespace(ingress, one), sameText(one.name, service)));
  // The API server's own Service is in every cluster.
  if (service.kind === 'known' && service.value === 'kubernetes') return 'no';
  const missing = not(anyOf(...named));
  if (missing === 'no') return 'no';
  const isNearby = nearby().services.some(
    (one) => sameNamespace(ingress, one) !== 'no' && sameText(one.name, service) === 'yes',
  );
  // Possible only: the Service may come with another folder or release.
  return allOf(missing, operated.length > 0 || isNearby ? 'unknown' : 'maybe');
}

/** Every Service of this name lacks the port. */
function lacksPort(ingress: Ingress, { service, port }: Backend, services: readonly KubernetesService[]): Truth {
  const named = services.filter((one) => sameText(one.name, service) === 'yes' && sameNamespace(ingress, one) !== 'no');
  if (named.length === 0 || port?.kind !== 'known') return 'no';
  return allOf(
    ...named.map((one): Truth => {
      // ExternalName needs no ports; a template may write more of them.
      if (one.ports.length === 0 || one.resource.incomplete) return 'no';
      return not(
        anyOf(
          ...one.ports.map((own): Truth => {
            const subject = typeof port.value === 'number' ? own.port : own.name;
            if (subject === undefined) return 'no';
            return subject.kind !== 'known' ? 'unknown' : subject.value === port.value ? 'yes' : 'no';
          }),
        ),
      );
    }),
  );
}

/** Services of the same namespace, those that have the port before the others. */
function servicesLike({ services }: KubernetesModel, ingress: Ingress, backend: Backend): readonly Fix[] {
  const { service } = backend;
  if (!isLiteral(service)) return [];
  const own = services.filter((one) => sameNamespace(ingress, one) !== 'no');
  const fitting = own.filter((one) =>
    portsIn(backend, [one]).some((port) => backend.port?.kind === 'known' && port === backend.port.value),
  );
  const namesOf = (some: readonly KubernetesService[]): readonly string[] =>
    some.flatMap(({ name }) => (isLiteral(name) ? [name.value] : []));
  // One without the port has to be spelt alike.
  const near = nearest(service.value, namesOf(own));
  const names = fitting.length > 0 ? namesOf(fitting) : near === undefined ? [] : [near];
  return likely(service.value, names).flatMap((name) =>
    rewritten(ingress.resource, service, name, { en: `Lead to Service ${name}`, zh: `指向 Service ${name}` }),
  );
}

/** The ports of the Service that the backend names. */
function portsOf(ingress: Ingress, backend: Backend, services: readonly KubernetesService[]): readonly Fix[] {
  const { port, service } = backend;
  if (port?.kind !== 'known') return [];
  const named = services.filter((one) => sameText(one.name, service) === 'yes' && sameNamespace(ingress, one) !== 'no');
  return likely(port.value, portsIn(backend, named)).flatMap((one) =>
    rewritten(ingress.resource, port, one, usePort(one)),
  );
}

/** Numbers for a number, names for a name. */
function portsIn({ port: wanted }: Backend, services: readonly KubernetesService[]): readonly (string | number)[] {
  const isName = wanted?.kind === 'known' && typeof wanted.value === 'string';
  return services.flatMap(({ ports }) =>
    ports.flatMap(({ name, port }): readonly (string | number)[] => {
      if (isName) return isLiteral(name) ? [name.value] : [];
      return isLiteral(port) ? [port.value] : [];
    }),
  );
}
