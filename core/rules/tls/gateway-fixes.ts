/** What mends listeners of gateways that speak plain HTTP, or TLS without a certificate or of an old version. */
import type { Change, Fix } from '../../changes/change.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import type { Plain } from '../../changes/plain.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Resource } from '../../dialects/resource.ts';
import { belongs } from '../../network/gateway-routes.ts';
import type { Gateway, GatewayListener, KubernetesModel, MeshGateway, MeshServer } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import type { Location } from '../../text/source.ts';
import type { Value } from '../../values/value.ts';

const withCertificate: Text = { en: 'Use the certificate in a Secret…', zh: '使用 Secret 中的证书……' };
const serveHttps: Text = {
  en: 'Serve HTTPS with the certificate in a Secret…',
  zh: '使用 Secret 中的证书提供 HTTPS……',
};
const toHttps: Text = { en: 'Redirect to HTTPS', zh: '跳转到 HTTPS' };

/** Where HTTPS is served beside it, requests are sent there; else it serves HTTPS itself. */
export function plainListener(model: KubernetesModel, gateway: Gateway, listener: GatewayListener): readonly Fix[] {
  const secure = gateway.listeners.find(
    ({ protocol }) => protocol?.kind === 'known' && /^https$/i.test(protocol.value),
  );
  if (secure) return redirectRoute(model, gateway, listener, secure);
  const { resource } = gateway;
  const { at, protocol, port } = listener;
  const secretName = secretFor(gateway.name);
  if (!isLiteral(protocol)) return [];
  return fixOf(
    serveHttps,
    [
      [{ kind: 'replace', resource, at: protocol.at, by: 'HTTPS' }],
      securePort(resource, port),
      belowPlace(resource, at, ['tls'], { certificateRefs: [{ name: secretName }] }),
    ],
    secretName,
  );
}

/** A route of the HTTP listener that redirects; the routes that were attached to it stay with the HTTPS one. */
function redirectRoute(
  { httpRoutes }: KubernetesModel,
  gateway: Gateway,
  listener: GatewayListener,
  secure: GatewayListener,
): readonly Fix[] {
  const { resource, name, namespace } = gateway;
  if (!isLiteral(name) || !isLiteral(listener.name) || !isLiteral(secure.name) || resource.exists !== 'yes') return [];
  const moved: Change[] = [];
  for (const route of httpRoutes) {
    if (belongs(route, gateway, listener) !== 'yes') continue;
    for (const { at, name: parent, section, port } of route.parents) {
      if (parent?.kind !== 'known' || parent.value !== name.value) continue;
      // Who names the listener means it.
      if (section || port || belongs(route, gateway, secure) !== 'yes') return [];
      moved.push({ kind: 'put', resource: route.resource, path: ['sectionName'], to: secure.name.value, below: at });
    }
  }
  const object: Plain = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: `${name.value}-to-https`,
      ...(isLiteral(namespace) ? { namespace: namespace.value } : {}),
    },
    spec: {
      parentRefs: [{ name: name.value, sectionName: listener.name.value }],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    },
  };
  return fixOf(toHttps, [moved, [{ kind: 'object', beside: resource, object }]]);
}

export function listenerCertificate({ resource, name }: Gateway, { at }: GatewayListener): readonly Fix[] {
  const secretName = secretFor(name);
  return fixOf(
    withCertificate,
    [belowPlace(resource, at, ['tls', 'certificateRefs'], [{ name: secretName }])],
    secretName,
  );
}

/** Istio redirects by itself, where another server of the gateway takes HTTPS. */
export function plainServer({ resource, name, servers }: MeshGateway, server: MeshServer): readonly Fix[] {
  const { at, port, protocol } = server;
  const isSecure = servers.some(
    (one) => one.protocol?.kind === 'known' && one.protocol.value.toUpperCase() === 'HTTPS',
  );
  if (isSecure) return fixOf(toHttps, [belowPlace(resource, at, ['tls', 'httpsRedirect'], true)]);
  const secretName = secretFor(name);
  if (!isLiteral(protocol)) return [];
  return fixOf(
    serveHttps,
    [
      [{ kind: 'replace', resource, at: protocol.at, by: 'HTTPS' }],
      securePort(resource, port),
      belowPlace(resource, at, ['tls'], { mode: 'SIMPLE', credentialName: secretName }),
    ],
    secretName,
  );
}

export function serverCertificate({ resource, name }: MeshGateway, { at, tlsMode }: MeshServer): readonly Fix[] {
  const secretName = secretFor(name);
  // Without a mode Istio passes TLS through.
  const to = { ...(tlsMode ? {} : { mode: 'SIMPLE' }), credentialName: secretName };
  return fixOf(withCertificate, [belowPlace(resource, at, ['tls'], to)], secretName);
}

/** The same spelling with 1.2: `TLSV1_0`, `TLSv1.1`, `1.0`. */
export function newerVersion(resource: Resource, version: Value<string>): readonly Fix[] {
  if (version.kind !== 'known') return [];
  const by = version.value.replace(/1([._])[01]$/, '1$12');
  return by === version.value ? [] : rewritten(resource, version, by, { en: `Use ${by}`, zh: `使用 ${by}` });
}

/** The port that HTTPS is expected on, in the place of the one for HTTP. */
function securePort(resource: Resource, port: Value<number> | undefined): readonly Change[] {
  const secure = new Map([
    [80, 443],
    [8080, 8443],
  ]);
  const by = isLiteral(port) ? secure.get(port.value) : undefined;
  return by === undefined || !port ? [] : [{ kind: 'replace', resource, at: port.at, by }];
}

function belowPlace(resource: Resource, below: Location, path: readonly string[], to: Plain): readonly Change[] {
  return [{ kind: 'put', resource, path, to, below, merge: true }];
}

/** A name to be typed over where the Secret is called something else. */
function secretFor(name: Value<string> | undefined): string {
  return isLiteral(name) ? `${name.value}-tls` : 'my-tls';
}
