import { albConfigsOf, nginxPrefix } from '../../network/ingress-controllers.ts';
import type { Ingress, IngressRule } from '../../network/kubernetes.ts';
import { servicesIn } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import { allOf, anyOf, holds, not, type Truth } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { sourceListFixes } from './ingress-fixes.ts';
import { manifest } from './manifest-example.ts';
import { titleOf } from './wording.ts';

/** Names that consoles and remote procedure calls go by, as a host's first label or a path's segment. */
const names =
  /^(admin|administrator|console|dashboard|manage|management|actuator|rpc|jsonrpc|json-rpc|grafana|kibana|prometheus|alertmanager|jenkins|argocd|nacos|apollo|rancher|phpmyadmin|pgadmin|adminer|portainer|harbor|sonarqube|nexus|airflow|flower|rabbitmq|druid|xxl-job|xxl-job-admin|skywalking|sentinel|kubernetes-dashboard|traefik|minio-console)$/;

/** Any of these keeps strangers out, or asks them who they are. */
const guards: readonly string[] = [
  'whitelist-source-range',
  'allowlist-source-range',
  'auth-url',
  'auth-type',
  'auth-secret',
  'auth-tls-secret',
].map((name) => nginxPrefix + name);

const ingress = (annotations: string): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: console
${annotations}spec:
  ingressClassName: nginx
  rules:
    - host: admin.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: console, port: { number: 80 } }
`);

export const noSourceWhitelist = defineRule({
  id: 'kubernetes/no-source-whitelist',
  severity: 'info',
  recommended: false,
  title: { en: 'Administration or RPC Ingress without source white list', zh: '管理或 RPC Ingress 没有来源白名单' },
  description: {
    en: 'An Ingress whose host, path or backend port is that of a console or of a blockchain RPC interface lets everybody try. Not reported where nginx has a source list or authentication, or where the AlbConfig has an access control list or an intranet address.',
    zh: 'Ingress 的主机名、路径或后端端口属于管理控制台或区块链 RPC 接口，却允许任何人尝试访问。nginx 已设置来源名单或认证，或 AlbConfig 已设置访问控制或使用私网地址时，不报告。',
  },
  remedy: {
    en: 'Set `nginx.ingress.kubernetes.io/whitelist-source-range` to your networks (ALB: `aclConfig` of the AlbConfig listener).',
    zh: '将 `nginx.ingress.kubernetes.io/whitelist-source-range` 设为自有网段（ALB：AlbConfig 监听的 `aclConfig`）。',
  },
  bad: [ingress('')],
  good: [ingress('  annotations:\n    nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24\n')],
  check({ kubernetes, settings, report }) {
    if (!kubernetes) return;
    for (const one of kubernetes.ingresses) {
      if (guards.some((key) => one.annotations.entries.has(key))) continue;
      const configs = albConfigsOf(one, kubernetes);
      const closed = anyOf(
        'no',
        ...configs.map((config) => not(holds(config.internet, (is) => is))),
        ...configs.flatMap(({ listeners }) => listeners.map(({ aclType }): Truth => (aclType ? 'yes' : 'no'))),
      );
      for (const { at, what } of one.rules.flatMap(consoles)) {
        report(allOf(not(closed), one.annotations.incomplete ? 'unknown' : 'yes'), {
          resource: one.resource,
          at,
          fixes: () => sourceListFixes(one, configs, kubernetes, settings),
          message: {
            en: `${titleOf(one)} lets every address try ${what}. Set whitelist-source-range to your networks.`,
            zh: `${titleOf(one)} 允许任何地址访问 ${what}。请将 whitelist-source-range 设为自有网段。`,
          },
        });
      }
    }
  },
});

/** One finding a rule: by its host, else by its paths and their backends. */
function consoles({ host, paths }: IngressRule): { readonly at: Value<unknown>; readonly what: string }[] {
  if (host?.kind === 'known' && names.test(host.value.split('.')[0] ?? '')) return [{ at: host, what: host.value }];
  return paths.flatMap(({ path, backend }) => {
    if (path?.kind === 'known' && path.value.split('/').some((part) => names.test(part)))
      return [{ at: path, what: path.value }];
    const port = backend?.port;
    return port && isRpc(port) ? [{ at: port, what: `port ${port.kind === 'known' ? port.value : ''}` }] : [];
  });
}

function isRpc(port: NonNullable<Ingress['backends'][number]['port']>): boolean {
  return (
    port.kind === 'known' &&
    typeof port.value === 'number' &&
    servicesIn(PortSet.single(port.value), 'blockchain').some(({ risk }) => risk === 'high')
  );
}
