import { belongs } from '../../network/gateway-routes.ts';
import type { Gateway, GatewayListener, KubernetesModel, MeshGateway, MeshServer } from '../../network/kubernetes.ts';
import { compareTls, parseTlsVersion } from '../../network/tls-policy.ts';
import { allOf, holds, not, type Truth } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { shown, titleOf } from '../kubernetes/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { listenerCertificate, newerVersion, plainListener, plainServer, serverCertificate } from './gateway-fixes.ts';

const gateway = (listeners: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: alb
  listeners:
${listeners}`;

const http = `    - name: http
      port: 80
      protocol: HTTP
`;

const https = `    - name: https
      port: 443
      protocol: HTTPS
      tls:
        certificateRefs:
          - name: shop-tls
`;

export const gatewayTls = defineRule({
  id: 'tls/gateway',
  severity: 'warning',
  recommended: true,
  title: { en: 'Gateway without TLS', zh: 'Gateway 未启用 TLS' },
  description: {
    en: `A listener of a Gateway (Gateway API) or a server of an Istio Gateway that speaks plain HTTP without sending clients on to HTTPS, that ends TLS without a certificate, or that lets in TLS below 1.2.

A redirect is an HTTPRoute of the same folder whose rules all redirect to \`https\`, or \`httpsRedirect: true\` in Istio. Where HTTP stands beside HTTPS and no route of the folder belongs to it, the redirect may be elsewhere: not reported. Nor are egress gateways, which encrypted traffic leaves through, and the mesh's own waypoints.`,
    zh: `Gateway（Gateway API）的监听或 Istio Gateway 的 server 使用明文 HTTP 且不跳转到 HTTPS、终结 TLS 却没有证书，或允许低于 1.2 的 TLS。

跳转指同一目录中所有规则都重定向到 \`https\` 的 HTTPRoute，或 Istio 的 \`httpsRedirect: true\`。若 HTTP 与 HTTPS 并存而目录中没有对应的路由，跳转可能在别处，不报告。出口网关和网格自身的 waypoint 也不报告。`,
  },
  remedy: {
    en: 'Serve HTTPS with a certificate (`certificateRefs`, `credentialName`), redirect HTTP to it, and keep TLS 1.2 as the minimum.',
    zh: '使用带证书（`certificateRefs`、`credentialName`）的 HTTPS，将 HTTP 跳转过去，并保持最低 TLS 1.2。',
  },
  references: [
    'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/',
    'https://istio.io/latest/docs/reference/config/networking/gateway/',
  ],
  bad: [
    manifest(gateway(http)),
    manifest(gateway('    - name: https\n      port: 443\n      protocol: HTTPS\n')),
    manifest(`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: web
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: ["*"]
      tls:
        mode: SIMPLE
        credentialName: shop-tls
        minProtocolVersion: TLSV1_0
`),
  ],
  good: [
    manifest(gateway(https)),
    manifest(`${gateway(http + https)}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: to-https
spec:
  parentRefs:
    - name: web
      sectionName: http
  rules:
    - filters:
        - type: RequestRedirect
          requestRedirect: { scheme: https, statusCode: 301 }
`),
    manifest(`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: web
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: ["*"]
      tls: { httpsRedirect: true }
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: ["*"]
      tls: { mode: SIMPLE, credentialName: shop-tls }
`),
  ],
  check(context) {
    const { kubernetes } = context;
    for (const gateway of kubernetes?.gateways ?? []) {
      if (gateway.class?.kind === 'known' && /waypoint|istio-remote/.test(gateway.class.value)) continue;
      for (const listener of gateway.listeners) checkListener(context, kubernetes!, gateway, listener);
    }
    for (const gateway of kubernetes?.meshGateways ?? []) {
      if (isEgress(gateway)) continue;
      for (const server of gateway.servers) checkServer(context, gateway, server);
    }
  },
});

/** Not known is treated as none of these: `protocol` is required, so it comes from a template. */
const is = (value: Value<string> | undefined, ...words: readonly string[]): Truth =>
  value ? holds(value, (text) => words.includes(text.toUpperCase())) : 'no';

function checkListener(
  { report }: RuleContext,
  model: KubernetesModel,
  gateway: Gateway,
  listener: GatewayListener,
): void {
  const title = titleOf(gateway);
  const port = shown(listener.port, '?');
  const { resource } = gateway;
  const { protocol, tlsMode, certificates, options } = listener;
  if (protocol) {
    report(allOf(is(protocol, 'HTTP'), not(isRedirected(model, gateway, listener))), {
      resource,
      at: protocol,
      message: {
        en: `${title} listens in plain HTTP on port ${port}. Use HTTPS, or an HTTPRoute that redirects to it.`,
        zh: `${title} 在端口 ${port} 使用明文 HTTP 监听。请使用 HTTPS，或用 HTTPRoute 跳转到 HTTPS。`,
      },
      fixes: () => plainListener(model, gateway, listener),
    });
    // GKE and others name certificates in options.
    const none = certificates === 0 && options.entries.size === 0;
    report(
      allOf(
        is(protocol, 'HTTPS', 'TLS'),
        not(is(tlsMode, 'PASSTHROUGH')),
        none ? (resource.incomplete ? 'unknown' : 'yes') : 'no',
      ),
      {
        resource,
        at: protocol,
        message: {
          en: `${title} ends TLS on port ${port} without a certificate. Add certificateRefs.`,
          zh: `${title} 在端口 ${port} 终结 TLS 却没有证书。请添加 certificateRefs。`,
        },
        fixes: () => listenerCertificate(gateway, listener),
      },
    );
  }
  for (const [key, { value }] of options.entries) {
    if (!/min/i.test(key) || !/tls|ssl|version|protocol/i.test(key)) continue;
    reportOld(report, resource, value, title);
  }
}

/**
 * Do the routes that belong to an HTTP listener all redirect? Without HTTPS on the gateway there is nothing to
 * redirect to, whatever the routes say elsewhere.
 */
function isRedirected({ httpRoutes }: KubernetesModel, gateway: Gateway, listener: GatewayListener): Truth {
  const own = httpRoutes.filter((route) => belongs(route, gateway, listener) === 'yes');
  if (own.length > 0) return allOf(...own.map(({ redirects }) => holds(redirects, (all) => all)));
  const encrypted = gateway.listeners.some(({ protocol }) => is(protocol, 'HTTPS', 'TLS') !== 'no');
  return encrypted || gateway.resource.incomplete ? 'unknown' : 'no';
}

function checkServer({ report }: RuleContext, gateway: MeshGateway, server: MeshServer): void {
  const title = titleOf(gateway);
  const port = shown(server.port, '?');
  const { resource } = gateway;
  const { protocol, httpsRedirect, tlsMode, certificate, minimumVersion } = server;
  if (protocol) {
    report(
      allOf(
        is(protocol, 'HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'),
        not(httpsRedirect ? holds(httpsRedirect, (on) => on) : 'no'),
      ),
      {
        resource,
        at: protocol,
        message: {
          en: `${title} serves plain HTTP on port ${port}. Use HTTPS, or set tls.httpsRedirect: true.`,
          zh: `${title} 在端口 ${port} 提供明文 HTTP。请使用 HTTPS，或设置 tls.httpsRedirect: true。`,
        },
        fixes: () => plainServer(gateway, server),
      },
    );
    // Passed through or secured by the mesh's own certificates.
    const ownCertificate = not(is(tlsMode, 'PASSTHROUGH', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL'));
    report(allOf(is(protocol, 'HTTPS', 'TLS'), ownCertificate, certificate ? 'no' : 'yes'), {
      resource,
      at: protocol,
      message: {
        en: `${title} ends TLS on port ${port} without a certificate. Set tls.credentialName.`,
        zh: `${title} 在端口 ${port} 终结 TLS 却没有证书。请设置 tls.credentialName。`,
      },
      fixes: () => serverCertificate(gateway, server),
    });
  }
  if (minimumVersion) reportOld(report, resource, minimumVersion, title);
}

function reportOld(
  report: RuleContext['report'],
  resource: Gateway['resource'],
  version: Value<string>,
  title: string,
): void {
  const isOld = (text: string): boolean => {
    const parsed = parseTlsVersion(text);
    return parsed !== undefined && compareTls(parsed, '1.2') < 0;
  };
  report(holds(version, isOld), {
    resource,
    at: version,
    fixes: () => newerVersion(resource, version),
    message: {
      en: `${title} lets in TLS below 1.2 (${shown(version, '')}). Set the minimum to TLS 1.2.`,
      zh: `${title} 允许低于 1.2 的 TLS（${shown(version, '')}）。请将最低版本设为 TLS 1.2。`,
    },
  });
}

/** Traffic leaves the mesh through it, in plain HTTP to be encrypted there. */
function isEgress({ selector }: MeshGateway): boolean {
  return [...selector.entries.values()].some(({ value }) => holds(value, (name) => name.includes('egress')) === 'yes');
}
