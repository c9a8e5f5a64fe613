/** Gateway API and Istio: gateways, routes, mutual TLS in the mesh (gateway-api apis/v1, istio.io API). */
import type {
  DestinationRule,
  Gateway,
  HttpRoute,
  KubernetesObject,
  MeshGateway,
  PeerAuthentication,
} from '../../network/kubernetes.ts';
import { known, unknown, type Value } from '../../values/value.ts';
import type { ManifestObject } from './objects.ts';
import { flag, headOf, isSet, items, members, number, type Place, strings, text, within } from './place.ts';

const istio = /^(networking|security)\.istio\.io$/;

export function isGateway({ group, kind }: ManifestObject): boolean {
  return kind === 'Gateway' && group === 'gateway.networking.k8s.io';
}

export function isHttpRoute({ group, kind }: ManifestObject): boolean {
  return (kind === 'HTTPRoute' || kind === 'GRPCRoute') && group === 'gateway.networking.k8s.io';
}

export function isMesh({ group }: ManifestObject): boolean {
  return istio.test(group);
}

export function readGateway({ spec }: ManifestObject, base: KubernetesObject): Gateway {
  return {
    ...base,
    class: text(within(spec, 'gatewayClassName')),
    listeners: items(within(spec, 'listeners')).map((place) => {
      const references = within(place, 'tls', 'certificateRefs');
      return {
        at: place.at,
        name: text(within(place, 'name')),
        port: number(within(place, 'port')),
        protocol: text(within(place, 'protocol')),
        tlsMode: text(within(place, 'tls', 'mode')),
        certificates:
          references.value === undefined || references.value.kind === 'known' ? items(references).length : undefined,
        options: strings(within(place, 'tls', 'options')),
      };
    }),
  };
}

export function readHttpRoute({ spec }: ManifestObject, base: KubernetesObject): HttpRoute {
  return {
    ...base,
    parents: items(within(spec, 'parentRefs')).map((place) => ({
      at: place.at,
      name: text(within(place, 'name')),
      section: text(within(place, 'sectionName')),
      port: number(within(place, 'port')),
    })),
    redirects: redirectsOf(within(spec, 'rules'), base),
  };
}

/** Whether every rule of a route answers with a redirect to HTTPS. */
function redirectsOf(rules: Place, { at }: KubernetesObject): Value<boolean> {
  if (rules.value && rules.value.kind !== 'known') return unknown('no-default', 'rules', rules.at);
  const all = items(rules);
  return known(all.length > 0 && all.every(redirects), at);
}

function redirects(rule: Place): boolean {
  return items(within(rule, 'filters')).some((filter) => {
    const scheme = text(within(filter, 'requestRedirect', 'scheme'));
    return scheme?.kind === 'known' && scheme.value.toLowerCase() === 'https';
  });
}

export function readMeshGateway({ spec }: ManifestObject, base: KubernetesObject): MeshGateway {
  return {
    ...base,
    selector: strings(within(spec, 'selector')),
    servers: items(within(spec, 'servers')).map((place) => {
      const tls = within(place, 'tls');
      const files = text(within(tls, 'serverCertificate'));
      const name = text(within(tls, 'credentialName'));
      const names = within(tls, 'credentialNames');
      return {
        at: place.at,
        port: number(within(place, 'port', 'number')),
        protocol: text(within(place, 'port', 'protocol')),
        httpsRedirect: flag(within(tls, 'httpsRedirect')),
        tlsMode: text(within(tls, 'mode')),
        certificate: name ?? files ?? (isSet(names) ? known('credentialNames', names.at) : undefined),
        minimumVersion: text(within(tls, 'minProtocolVersion')),
      };
    }),
  };
}

export function readPeerAuthentication({ spec }: ManifestObject, base: KubernetesObject): PeerAuthentication {
  const selector = within(spec, 'selector', 'matchLabels');
  return {
    ...base,
    selector: isSet(selector) ? strings(selector) : undefined,
    mode: text(within(spec, 'mtls', 'mode')),
    ports: members(within(spec, 'portLevelMtls')).map(({ key, place }) => ({
      port: key,
      mode: text(within(place, 'mode')),
    })),
  };
}

export function readDestinationRule({ spec }: ManifestObject, base: KubernetesObject): DestinationRule {
  const policies = [
    within(spec, 'trafficPolicy'),
    ...items(within(spec, 'subsets')).map((subset) => within(subset, 'trafficPolicy')),
  ];
  const all = policies.flatMap((policy) => [policy, ...items(within(policy, 'portLevelSettings'))]);
  return {
    ...base,
    host: text(within(spec, 'host')),
    tls: all.map((policy) => ({
      at: headOf(within(policy, 'tls')),
      mode: text(within(policy, 'tls', 'mode')),
      insecureSkipVerify: flag(within(policy, 'tls', 'insecureSkipVerify')),
    })),
  };
}
