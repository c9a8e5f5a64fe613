import type { Fix } from '../../changes/change.ts';
import { fixOf, put } from '../../changes/objects.ts';
import { albConfigsOf, controllerOf, listenPorts } from '../../network/ingress-controllers.ts';
import type { KubernetesModel, KubernetesService, ServicePort } from '../../network/kubernetes.ts';
import { isOpen } from '../../network/kubernetes-exposure.ts';
import { portNumber, workloadsOf } from '../../network/kubernetes-links.ts';
import { PORT_FAMILIES, type PortService, servicesIn } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import { anyOf, holds, unknownsOf } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { onIntranet, withoutListenPort } from './ingress-fixes.ts';
import { manifest } from './manifest-example.ts';
import { publicServiceFixes } from './service-fixes.ts';
import { protocolFrom, titleOf } from './wording.ts';

export const riskyServicePort = defineRule({
  id: 'kubernetes/risky-service-port',
  severity: 'error',
  recommended: true,
  title: { en: 'Risky port on a public Service or Ingress', zh: '面向互联网的 Service 或 Ingress 暴露高危端口' },
  description: {
    en: `A database, an administration port or another service that belongs to a private network is reachable from the internet: through a Service of type LoadBalancer (public unless an annotation says \`intranet\`), through the TCP or UDP services of the nginx Ingress controller, or through a port that an ALB Ingress listens on.

The port behind the load balancer counts too: 13306 that leads to 3306 is MySQL all the same. Ports that the configuration allows in public (80 and 443 by default) are not reported, whatever listens behind them. Nor are load balancers whose sources are restricted in a way that is enforced.`,
    zh: `数据库、管理端口等应处于内网的服务可从互联网访问：经由 LoadBalancer 类型的 Service（注解未写 \`intranet\` 即为公网）、nginx Ingress 控制器的 TCP/UDP 服务，或 ALB Ingress 监听的端口。

负载均衡后面的端口同样算数：13306 转发到 3306 仍然是 MySQL。配置允许公开的端口（默认 80 和 443）不报告，无论其后是什么；来源已被真正限制的负载均衡也不报告。`,
  },
  remedy: {
    en: 'Set the annotation `service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet`, let in known sources only, or take the port away from the public load balancer.',
    zh: '设置注解 `service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet`、只放行已知来源，或将该端口从公网负载均衡上移除。',
  },
  bad: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  type: LoadBalancer
  selector: { app: mysql }
  ports:
    - port: 3306
`),
    manifest(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: tcp-services
  namespace: ingress-nginx
data:
  "6379": shop/redis:6379
`),
  ],
  good: [
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: mysql
  annotations:
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet
spec:
  type: LoadBalancer
  selector: { app: mysql }
  ports:
    - port: 3306
`),
    manifest(`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector: { app: web }
  ports:
    - port: 443
      targetPort: 9443
`),
  ],
  check(context) {
    const { kubernetes } = context;
    if (!kubernetes) return;
    for (const service of kubernetes.services) {
      for (const port of service.ports) checkServicePort(context, kubernetes, service, port);
    }
    checkStreamServices(context, kubernetes);
    checkListenPorts(context, kubernetes);
  },
});

function checkServicePort(
  { settings, report }: RuleContext,
  kubernetes: KubernetesModel,
  service: KubernetesService,
  servicePort: ServicePort,
): void {
  const { port, targetPort, protocol } = servicePort;
  if (port?.kind !== 'known' || settings.publicPorts.has(port.value)) return;
  const spoken = protocolFrom(protocol);
  const own = worst(servicesIn(PortSet.single(port.value), undefined, spoken));
  const target =
    targetPort?.kind === 'known'
      ? portNumber(
          targetPort.value,
          `${protocol.kind === 'known' ? protocol.value : ''}`,
          workloadsOf(kubernetes, service).workloads,
        )
      : undefined;
  // Web applications listen on 3000 or 8080 in their containers; only what is dangerous by itself counts behind.
  const behind =
    own || target === undefined
      ? undefined
      : worst(
          servicesIn(PortSet.single(target), undefined, spoken).filter(
            ({ family }) => PORT_FAMILIES[family].severity === 'error',
          ),
        );
  const found = own ?? behind;
  if (!found) return;
  const title = titleOf(service);
  const leads = behind ? { en: `, which leads to ${target},`, zh: `（转发到 ${target}）` } : { en: '', zh: '' };
  report(isOpen(service), {
    resource: service.resource,
    at: port,
    because: unknownsOf(service.loadBalancer.internet, service.type),
    fixes: () => [...publicServiceFixes(service, settings), ...withoutPort(service, servicePort)],
    severity: PORT_FAMILIES[found.family].severity,
    message: {
      en: `${title} is reachable from the internet on port ${port.value}${leads.en} (${found.name}). Set the annotation …alibaba-cloud-loadbalancer-address-type: intranet, or let in known sources only.`,
      zh: `${title} 的端口 ${port.value}${leads.zh}（${found.name.replaceAll(', ', '、')}）可从互联网访问。请设置注解 …alibaba-cloud-loadbalancer-address-type: intranet，或只放行已知来源。`,
    },
  });
}

function withoutPort({ resource, ports }: KubernetesService, { at, port }: ServicePort): readonly Fix[] {
  if (ports.length < 2 || port?.kind !== 'known') return [];
  const title = { en: `Remove port ${port.value}`, zh: `删除端口 ${port.value}` };
  return fixOf(title, [[{ kind: 'removeAt', resource, at }]]);
}

/** The most severe reading of a port; web is what a public load balancer is for. */
function worst(services: readonly PortService[]): PortService | undefined {
  const order = { error: 0, warning: 1, info: 2 };
  return services
    .filter(({ family }) => family !== 'web')
    .sort((a, b) => order[PORT_FAMILIES[a.family].severity] - order[PORT_FAMILIES[b.family].severity])[0];
}

/** The nginx controller's `tcp-services` and `udp-services`: port to namespace/service:port. */
function checkStreamServices({ settings, report }: RuleContext, { configMaps }: KubernetesModel): void {
  for (const { name, data, resource } of configMaps) {
    const protocol = name?.kind === 'known' ? /(?:^|-)(tcp|udp)-services$|-(tcp|udp)$/.exec(name.value) : null;
    if (!protocol) continue;
    const spoken = (protocol[1] ?? protocol[2]) === 'udp' ? 'udp' : 'tcp';
    for (const [key, { key: at, value }] of data.entries) {
      const target = value.kind === 'known' ? /^[^/\s]+\/[^:\s]+:(\d+)/.exec(value.value) : null;
      const port = Number(key);
      if (!target || !Number.isInteger(port) || settings.publicPorts.has(port)) continue;
      const ports = PortSet.unionOf([PortSet.single(port), PortSet.single(Number(target[1]))]);
      const found = worst(servicesIn(ports, undefined, spoken));
      if (!found) continue;
      const leads = value.kind === 'known' ? value.value : '';
      report('yes', {
        resource,
        at,
        fixes: () =>
          fixOf({ en: `Remove port ${key}`, zh: `删除端口 ${key}` }, [put(resource, ['data', key], undefined)]),
        severity: PORT_FAMILIES[found.family].severity,
        message: {
          en: `The nginx Ingress controller passes port ${key} on to ${leads} (${found.name}). Remove the entry, or serve it through an intranet load balancer.`,
          zh: `nginx Ingress 控制器将端口 ${key} 转发到 ${leads}（${found.name.replaceAll(', ', '、')}）。请删除该条目，或改用私网负载均衡。`,
        },
      });
    }
  }
}

/** Ports that an ALB Ingress asks for by annotation; those of an AlbConfig are listeners of the network model. */
function checkListenPorts({ settings, report }: RuleContext, kubernetes: KubernetesModel): void {
  for (const ingress of kubernetes.ingresses) {
    const listen = listenPorts(ingress);
    if (!listen || controllerOf(ingress, kubernetes) !== 'alb') continue;
    const configs = albConfigsOf(ingress, kubernetes);
    const internet =
      configs.length === 0 ? 'yes' : anyOf(...configs.map((config) => holds(config.internet, (is) => is)));
    for (const { port } of listen.ports) {
      const found = settings.publicPorts.has(port)
        ? undefined
        : worst(servicesIn(PortSet.single(port), undefined, 'tcp'));
      if (!found) continue;
      const title = titleOf(ingress);
      report(internet, {
        resource: ingress.resource,
        at: listen.at,
        fixes: () => [...withoutListenPort(ingress, port), ...onIntranet(configs)],
        severity: PORT_FAMILIES[found.family].severity,
        message: {
          en: `${title} makes the load balancer listen on port ${port} (${found.name}). Use 443, or an AlbConfig with addressType Intranet.`,
          zh: `${title} 使负载均衡监听端口 ${port}（${found.name.replaceAll(', ', '、')}）。请使用 443，或使用 addressType 为 Intranet 的 AlbConfig。`,
        },
      });
    }
  }
}
