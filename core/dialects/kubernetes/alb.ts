/** AlbConfig: the ALB instance behind an Ingress class, as the model's own load balancer and listeners. */
import type { AlbConfig, KubernetesObject } from '../../network/kubernetes.ts';
import type { Listener, LoadBalancer } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import { DEFAULT_TLS_POLICY } from '../../network/tls-policy.ts';
import { known, mapValue, type Value } from '../../values/value.ts';
import { referenceTo } from '../resource.ts';
import type { ManifestObject } from './objects.ts';
import { items, number, orDefault, text, within } from './place.ts';

export function isAlbConfig({ group, kind }: ManifestObject): boolean {
  return kind === 'AlbConfig' && group === 'alibabacloud.com';
}

export function readAlbConfig({ spec }: ManifestObject, base: KubernetesObject): AlbConfig {
  const addressType = text(within(spec, 'config', 'addressType'));
  return {
    ...base,
    internet: addressType
      ? mapValue(addressType, ({ value, at }) => known(value.toLowerCase() !== 'intranet', at))
      : orDefault<boolean>(undefined, true, base.at),
    listeners: items(within(spec, 'listeners')).map((place) => {
      const [certificate] = items(within(place, 'certificates'));
      return {
        at: place.at,
        port: number(within(place, 'port')),
        protocol: text(within(place, 'protocol')),
        certificate: certificate && text(within(certificate, 'CertificateId')),
        tlsPolicy: text(within(place, 'securityPolicyId')),
        aclType: text(within(place, 'aclConfig', 'aclType')),
      };
    }),
  };
}

const product = (at: KubernetesObject['at']): Value<'alb'> => orDefault<'alb'>(undefined, 'alb', at);

/** So that the rules about load balancers and listeners hold for an AlbConfig too. */
export function loadBalancerOf({ resource, at, internet }: AlbConfig): LoadBalancer {
  return { resource, at, exists: resource.exists, product: product(at), internet, securityGroups: undefined };
}

export function listenersOf({ resource, at, listeners }: AlbConfig): Listener[] {
  return listeners.map((listener) => {
    const protocol =
      listener.protocol && mapValue(listener.protocol, ({ value, at: place }) => known(value.toLowerCase(), place));
    const encrypted = protocol?.kind === 'known' && protocol.value !== 'http';
    return {
      resource,
      at: listener.at,
      exists: resource.exists,
      product: product(at),
      loadBalancer: known(referenceTo(resource.address), at),
      protocol,
      ports: listener.port && mapValue(listener.port, ({ value, at: place }) => known(PortSet.single(value), place)),
      backendPorts: undefined,
      serverGroups: undefined,
      // Whether HTTP redirects is said by each Ingress (ssl-redirect), not here.
      redirectsToHttps: { kind: 'unknown', reason: { code: 'external', subject: 'Ingress' }, at: listener.at },
      // The controller sends this default (pkg/util/constant.go).
      tlsPolicy: encrypted
        ? orDefault<string>(listener.tlsPolicy, DEFAULT_TLS_POLICY, listener.at)
        : listener.tlsPolicy,
      certificate: listener.certificate,
      aclEnabled: listener.aclType && known(true, listener.aclType.at),
      aclType:
        listener.aclType &&
        mapValue(listener.aclType, ({ value, at: place }) =>
          known(value.toLowerCase() === 'white' ? 'white' : 'black', place),
        ),
      aclIds: undefined,
    };
  });
}
