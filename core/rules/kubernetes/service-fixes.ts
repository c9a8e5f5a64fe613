/** What mends a Service that lets in more than it should: an intranet address, known sources only, no way in at all. */

import { onlyTitle } from '../../changes/addresses.ts';
import { type Change, type Fix, offering } from '../../changes/change.ts';
import { configuredNetworks, type NamedBlocks } from '../../changes/networks.ts';
import { annotated, fixOf, isGoverned, put, valueIn } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { KubernetesService } from '../../network/kubernetes.ts';
import { PortSet } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import type { Location } from '../../text/source.ts';
import { holds } from '../../values/truth.ts';
import type { Settings } from '../rule.ts';

/** Annotations of Alibaba Cloud's controller, without what they all begin with (cloud-provider-alibaba-cloud). */
export const loadBalancerPrefix = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

/** Fixes of a Service that everybody on the internet reaches. */
export function publicServiceFixes(service: KubernetesService, settings: Settings): readonly Fix[] {
  return [...intranet(service), ...knownSources(service, settings), ...asClusterIp(service)];
}

/** The load balancer gets an address in the VPC only. */
function intranet(service: KubernetesService): readonly Fix[] {
  const { resource, loadBalancer } = service;
  const { internet, product } = loadBalancer;
  // Another cloud's controller reads annotations of its own.
  if (internet.kind !== 'known' || holds(product, (name) => name === 'other') !== 'no') return [];
  const title: Text = { en: 'Give it an intranet address', zh: '改用私网地址' };
  if (!internet.byDefault) return rewritten(resource, internet, 'intranet', title);
  return fixOf(title, [annotated(resource, { [`${loadBalancerPrefix}address-type`]: 'intranet' })]);
}

/** Restrictions that this kind of load balancer enforces: ranges on NLB, an access control list on CLB. */
function knownSources(service: KubernetesService, settings: Settings): readonly Fix[] {
  const isClb = holds(service.loadBalancer.product, (name) => name === 'clb');
  if (isClb === 'yes') return whiteList(service);
  return isClb === 'no' ? sourceRanges(service, settings) : [];
}

function sourceRanges({ resource, ports }: KubernetesService, { networks }: Settings): readonly Fix[] {
  const path = ['spec', 'loadBalancerSourceRanges'];
  const example = '203.0.113.10/32';
  const to = (network: NamedBlocks): readonly Fix[] => fixOf(onlyTitle(network), [put(resource, path, network.blocks)]);
  const title: Text = { en: 'Let in an address or block of your own only…', zh: '只放行自己的地址或网段……' };
  const known = ports.flatMap(({ port }) => (port?.kind === 'known' ? [PortSet.single(port.value)] : []));
  return offering({ ports: PortSet.unionOf(known), group: undefined, fixes: to }, [
    ...configuredNetworks(networks).flatMap(to),
    ...fixOf(title, [put(resource, path, [example])], example),
  ]);
}

/** CLB takes the identifier of a list that exists; its addresses stand elsewhere. */
export function whiteList({ resource }: KubernetesService): readonly Fix[] {
  const placeholder = 'acl-bp1example';
  return fixOf(
    { en: 'Let in the addresses of an access control list only…', zh: '只放行访问控制列表中的地址……' },
    [
      annotated(resource, {
        [`${loadBalancerPrefix}acl-status`]: 'on',
        [`${loadBalancerPrefix}acl-type`]: 'white',
        [`${loadBalancerPrefix}acl-id`]: placeholder,
      }),
    ],
    placeholder,
  );
}

/** Settings that the API server refuses in, or that mean nothing to, a Service that is reached inside of the cluster only. */
const outsideOnly = [
  'allocateLoadBalancerNodePorts',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'loadBalancerClass',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
];

/** Reachable inside of the cluster only. */
export function asClusterIp(service: KubernetesService): readonly Fix[] {
  const { resource, type, ports, externalIps } = service;
  if (type.kind !== 'known' || type.byDefault) return [];
  const [typed] = rewritten(resource, type, 'ClusterIP', { en: 'Use type ClusterIP', zh: '使用 ClusterIP 类型' });
  if (!typed) return [];
  // A chart's values choose the type, and its templates write what belongs to it under a condition.
  const isChosen = type.definedAt !== undefined;
  const stays = (at: Location): boolean => isChosen && isGoverned(resource, at);
  const outside = outsideOnly
    // Addresses of its own keep it reachable from outside.
    .filter((key) => key !== 'externalTrafficPolicy' || externalIps.length === 0)
    .map((key) => {
      const value = valueIn(resource, ['spec', key]);
      return value === undefined || stays(value.at) ? [] : put(resource, ['spec', key], undefined);
    });
  const nodePorts = ports.flatMap(({ nodePort }): Change[] =>
    nodePort?.kind === 'known' && !stays(nodePort.at) ? [{ kind: 'removeAt', resource, at: nodePort.at }] : [],
  );
  return fixOf(typed.title, [typed.changes, nodePorts, ...outside]);
}

/** A load balancer of its own, with an address in the VPC. */
export function asIntranetLoadBalancer({ resource, type }: KubernetesService): readonly Fix[] {
  const title: Text = { en: 'Use a load balancer with an intranet address', zh: '使用私网地址的负载均衡' };
  const word = 'LoadBalancer';
  const typed =
    type.kind === 'known' && !type.byDefault
      ? rewritten(resource, type, word, title)
      : fixOf(title, [put(resource, ['spec', 'type'], word)]);
  const address = annotated(resource, { [`${loadBalancerPrefix}address-type`]: 'intranet' });
  return typed.flatMap(({ title: own, changes }) => fixOf(own, [changes, address]));
}
