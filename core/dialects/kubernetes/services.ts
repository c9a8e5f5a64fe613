/** Services, and the load balancers that Alibaba Cloud's controller makes of them (cloud-provider-alibaba-cloud docs/usage.md). */
import type {
  KubernetesObject,
  KubernetesService,
  ListenerPort,
  ServiceLoadBalancer,
} from '../../network/kubernetes.ts';
import { entryOf } from '../../network/kubernetes.ts';
import type { List } from '../../network/model.ts';
import { known, mapValue, sameWay, unknown, type Value } from '../../values/value.ts';
import { narrowed } from '../fields.ts';
import type { ManifestObject } from './objects.ts';
import { isInternalElsewhere, isOtherCloud } from './other-clouds.ts';
import { isSet, items, number, orDefault, type Place, portRef, strings, text, texts, within } from './place.ts';
import { protocolOf } from './workloads.ts';

const prefixes = [
  'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-',
  'service.beta.kubernetes.io/alicloud-loadbalancer-', // older, still read
] as const;

/** Knative has a kind of the same name. */
export function isService({ group, kind }: ManifestObject): boolean {
  return kind === 'Service' && group === '';
}

export function readService({ spec }: ManifestObject, base: KubernetesObject): KubernetesService {
  const selector = within(spec, 'selector');
  const type = orDefault(text(within(spec, 'type')), 'ClusterIP', base.at);
  return {
    ...base,
    type,
    selector: isSet(selector) ? strings(selector) : undefined,
    ports: items(within(spec, 'ports')).map((place) => {
      const port = number(within(place, 'port'));
      const target = within(place, 'targetPort');
      return {
        at: place.at,
        name: text(within(place, 'name')),
        port,
        targetPort: target.value === undefined ? port : portRef(target),
        nodePort: number(within(place, 'nodePort')),
        protocol: protocolOf(place),
      };
    }),
    externalIps: texts(within(spec, 'externalIPs')),
    sourceRanges: texts(within(spec, 'loadBalancerSourceRanges')),
    loadBalancer: readLoadBalancer(spec, base, type),
  };
}

function readLoadBalancer(
  spec: Place,
  { annotations, at }: KubernetesObject,
  type: Value<string>,
): ServiceLoadBalancer {
  const setting = (name: string): Value<string> | undefined => {
    for (const prefix of prefixes) {
      const value = entryOf(annotations, prefix + name);
      if (value && value.kind !== 'unknown') return value;
    }
    return entryOf(annotations, prefixes[0] + name);
  };
  const reused = setting('id');
  const wanted = text(within(spec, 'loadBalancerClass'));
  const listeners = setting('protocol-port');
  return {
    product: productOf(wanted, isOtherCloud(annotations), at),
    internet: internetOf(setting('address-type'), reused, isInternalElsewhere(annotations), type, wanted),
    listeners: listeners && splitListeners(listeners),
    certificate: setting('cert-id'),
    tlsPolicy: setting('tls-cipher-policy'),
    forwards: setting('forward-port'),
    aclStatus: setting('acl-status'),
    aclType: setting('acl-type'),
    aclId: setting('acl-id'),
    securityGroups: setting('security-group-ids'),
    reused,
    overridesListeners: setting('force-override-listeners'),
  };
}

function productOf(
  wanted: Value<string> | undefined,
  otherCloud: boolean,
  at: KubernetesObject['at'],
): ServiceLoadBalancer['product'] {
  if (wanted === undefined) return orDefault<'clb' | 'other'>(undefined, otherCloud ? 'other' : 'clb', at);
  return mapValue(wanted, ({ value, at: place }) =>
    known(value === 'alibabacloud.com/nlb' ? 'nlb' : value === 'alibabacloud.com/clb' ? 'clb' : 'other', place),
  );
}

/** The controller's default is the internet: a bare LoadBalancer Service is public. */
function internetOf(
  addressType: Value<string> | undefined,
  reused: Value<string> | undefined,
  internalElsewhere: Value<boolean> | undefined,
  type: Value<string>,
  wanted: Value<string> | undefined,
): Value<boolean> {
  if (addressType) return mapValue(addressType, (one) => sameWay(one.value.toLowerCase() !== 'intranet', one));
  if (internalElsewhere) return mapValue(internalElsewhere, ({ value, at }) => known(!value, at));
  // Whoever implements another class decides: service.k8s.aws/nlb is internal unless asked, MetalLB has its own pools.
  if (wanted?.kind === 'known' && !wanted.value.startsWith('alibabacloud.com/')) {
    return unknown('external', wanted.value, wanted.at);
  }
  // An existing load balancer has the address type that it was made with.
  if (reused) return unknown('external', reused.kind === 'known' ? reused.value : 'load balancer', reused.at);
  return orDefault<boolean>(undefined, true, type.at);
}

function splitListeners(value: Value<string>): List<ListenerPort> {
  if (value.kind !== 'known') return [unknown('no-default', 'protocol-port', value.at)];
  let from = 0;
  return value.value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = narrowed(value.at, part, from);
      if (at !== value.at) from = at.end - value.at.start;
      const [, protocol, port] = /^([a-z]+):(\d+)$/i.exec(part) ?? [];
      return protocol === undefined
        ? unknown('invalid', part, at)
        : known({ protocol: protocol.toLowerCase(), port: Number(port) }, at);
    });
}
