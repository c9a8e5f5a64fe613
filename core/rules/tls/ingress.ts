import type { Fix } from '../../changes/change.ts';
import { fixOf, isLiteral, put } from '../../changes/objects.ts';
import { albConfigsOf, controllerOf, hasTlsAnnotation, listenPorts } from '../../network/ingress-controllers.ts';
import type { Ingress, IngressRule, KubernetesModel } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import { allOf, anyOf, holds, not, type Truth } from '../../values/truth.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { titleOf } from '../kubernetes/wording.ts';
import { defineRule } from '../rule.ts';

const ingress = (tls: string, annotations = '', className = 'nginx'): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
${annotations}spec:
  ingressClassName: ${className}
${tls}  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
`;

const tls = (host: string): string => `  tls:\n    - hosts: [${host}]\n      secretName: shop-tls\n`;

export const ingressTls = defineRule({
  id: 'tls/ingress',
  severity: 'warning',
  recommended: true,
  title: { en: 'Ingress without TLS', zh: 'Ingress 未启用 TLS' },
  description: {
    en: `An Ingress without \`spec.tls\` serves plain HTTP, and so does a host that no entry of \`spec.tls\` covers. A wildcard covers one label (\`*.example.com\` covers \`a.example.com\`); an entry without hosts covers all.

Not reported: an ALB Ingress that listens on HTTPS, by its annotation \`listen-ports\` or by an AlbConfig listener with a certificate; TLS that other controllers take from annotations.`,
    zh: `没有 \`spec.tls\` 的 Ingress 使用明文 HTTP，未被 \`spec.tls\` 任何条目覆盖的主机名也是如此。通配符只覆盖一级（\`*.example.com\` 覆盖 \`a.example.com\`）；没有 hosts 的条目覆盖所有主机名。

不报告：通过注解 \`listen-ports\` 或带证书的 AlbConfig 监听使用 HTTPS 的 ALB Ingress；其他控制器通过注解配置的 TLS。`,
  },
  remedy: {
    en: "Add the host and a certificate's Secret to `spec.tls`; for ALB an HTTPS listener with a certificate in the AlbConfig does as well.",
    zh: '在 `spec.tls` 中加入主机名和证书 Secret；使用 ALB 时，也可在 AlbConfig 中配置带证书的 HTTPS 监听。',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  bad: [manifest(ingress('')), manifest(ingress(tls('www.example.com')))],
  good: [
    manifest(ingress(tls('shop.example.com'))),
    manifest(ingress(tls('"*.example.com"'))),
    manifest(ingress('', `  annotations:\n    alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'\n`, 'alb')),
    manifest(`${ingress('', '', 'alb')}---
apiVersion: alibabacloud.com/v1
kind: AlbConfig
metadata:
  name: alb
spec:
  listeners:
    - port: 443
      protocol: HTTPS
      certificates:
        - CertificateId: 756***-cn-hangzhou
          IsDefault: true
`),
  ],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    for (const one of kubernetes.ingresses) {
      const title = titleOf(one);
      const elsewhere = hasTlsElsewhere(one, kubernetes);
      if (one.tls.length === 0) {
        report(allOf(not(elsewhere), one.tlsUnknown ? 'unknown' : 'yes'), {
          resource: one.resource,
          at: one.at,
          fixes: () => withTls(one),
          message: {
            en: `${title} has no spec.tls, so that it serves plain HTTP. Add the hosts and a certificate's Secret.`,
            zh: `${title} 没有 spec.tls，使用明文 HTTP。请添加主机名和证书 Secret。`,
          },
        });
        continue;
      }
      for (const { host } of one.rules) {
        if (!host) continue;
        const name = host.kind === 'known' ? host.value : '';
        report(allOf(not(elsewhere), isUncovered(one, host)), {
          resource: one.resource,
          at: host,
          fixes: () => covering(one, host),
          message: {
            en: `No entry of spec.tls in ${title} covers ${name}, so that it is served in plain HTTP or with another host's certificate. Add it to tls.hosts.`,
            zh: `${title} 的 spec.tls 没有覆盖 ${name}，它会使用明文 HTTP 或其他主机名的证书。请加入 tls.hosts。`,
          },
        });
      }
    }
  },
});

/** Does something besides `spec.tls` give it HTTPS? */
function hasTlsElsewhere(ingress: Ingress, model: KubernetesModel): Truth {
  if (hasTlsAnnotation(ingress)) return 'yes';
  const controller = controllerOf(ingress, model);
  const listen = listenPorts(ingress);
  if (listen && (controller === 'alb' || controller === 'aws')) {
    return listen.ports.some(({ protocol }) => protocol === 'HTTPS' || protocol === 'QUIC') ? 'yes' : 'no';
  }
  if (controller !== 'alb') return 'no';
  return anyOf(
    'no',
    ...albConfigsOf(ingress, model)
      .flatMap(({ listeners }) => listeners)
      .map(({ protocol, certificate }) =>
        allOf(protocol ? holds(protocol, (name) => name.toUpperCase() !== 'HTTP') : 'no', certificate ? 'yes' : 'no'),
      ),
  );
}

function isUncovered({ tls: entries, tlsUnknown }: Ingress, host: NonNullable<IngressRule['host']>): Truth {
  const covered = entries.map(({ hosts }): Truth => {
    if (hosts.length === 0) return 'yes';
    return anyOf(
      ...hosts.map((own): Truth => (own.kind === 'known' ? holds(host, (name) => covers(own.value, name)) : 'unknown')),
    );
  });
  return allOf(not(anyOf('no', ...covered)), tlsUnknown ? 'unknown' : 'yes');
}

function covers(pattern: string, host: string): boolean {
  const wanted = host.toLowerCase();
  const own = pattern.toLowerCase();
  if (own === wanted || own === '*') return true;
  return own.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === own.slice(1);
}

/** cert-manager makes the Secret that it is asked for; who else does has to be said. */
const issuers = /^cert-manager\.io\/(?:cluster-)?issuer$/;

/** A certificate for all hosts. */
function withTls(ingress: Ingress): readonly Fix[] {
  const { resource, rules } = ingress;
  const hosts = rules.flatMap(({ host }) => (host ? [host] : []));
  // Hosts that a template writes are its own to repeat.
  if (!hosts.every((host) => isLiteral(host))) return [];
  const names = [...new Set(hosts.map(({ value }) => value))];
  const secretName = secretFor(ingress);
  if (secretName === undefined) return [];
  const isMade = [...ingress.annotations.entries.keys()].some((key) => issuers.test(key));
  const title: Text = isMade
    ? { en: `Add TLS with the certificate ${secretName}`, zh: `使用证书 ${secretName} 启用 TLS` }
    : { en: 'Add TLS with the certificate in a Secret…', zh: '使用 Secret 中的证书启用 TLS……' };
  const entry = { ...(names.length > 0 ? { hosts: names } : {}), secretName };
  return fixOf(title, [put(resource, ['spec', 'tls'], [entry])], isMade ? undefined : secretName);
}

function secretFor({ name }: Ingress): string | undefined {
  return isLiteral(name) ? `${name.value}-tls` : undefined;
}

/** One more host for an entry, the one with hosts of the same domain first. */
function covering({ resource, tls: entries }: Ingress, host: NonNullable<IngressRule['host']>): readonly Fix[] {
  if (!isLiteral(host)) return [];
  const { value } = host;
  const domain = value.slice(value.indexOf('.') + 1);
  const isSame = ({ hosts }: (typeof entries)[number]): boolean =>
    hosts.some((own) => own.kind === 'known' && own.value.endsWith(domain));
  const [best] = [...entries.filter(isSame), ...entries];
  if (!best) return [];
  return fixOf({ en: `Add ${value} to tls.hosts`, zh: `将 ${value} 加入 tls.hosts` }, [
    [{ kind: 'append', resource, path: ['hosts'], item: value, below: best.at }],
  ]);
}
