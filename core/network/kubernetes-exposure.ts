/** Who can reach a Service of type LoadBalancer on ACK (cloud-provider-alibaba-cloud docs/usage.md). */
import { allOf, anyOf, holds, not, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { isAddressProblem, parseAddressList, parseCidr } from './addresses.ts';
import type { KubernetesService } from './kubernetes.ts';

/** Is it of type LoadBalancer, with an address on the internet? */
export function isPublic({ type, loadBalancer }: KubernetesService): Truth {
  return allOf(
    holds(type, (kind) => kind === 'LoadBalancer'),
    holds(loadBalancer.internet, (internet) => internet),
  );
}

/** Public, and no restriction of sources that this kind of load balancer enforces. */
export function isOpen(service: KubernetesService): Truth {
  return allOf(isPublic(service), not(isRestricted(service)));
}

/**
 * Are the sources restricted? NLB: loadBalancerSourceRanges, or security groups, which we take at their word. CLB: a
 * white list, and nothing else: it ignores the ranges. Other clouds' load balancers enforce the ranges.
 */
function isRestricted({ loadBalancer, sourceRanges }: KubernetesService): Truth {
  const { product, aclStatus, aclType, securityGroups } = loadBalancer;
  const isClb = holds(product, (name) => name === 'clb');
  const ranges = areNarrow(sourceRanges);
  const whitelist = allOf(
    aclStatus ? holds(aclStatus, (word) => word.toLowerCase() === 'on') : 'no',
    aclType ? holds(aclType, (word) => word.toLowerCase() === 'white') : 'no',
  );
  const groups = securityGroups ? 'yes' : 'no';
  return anyOf(allOf(isClb, whitelist), allOf(not(isClb), anyOf(ranges, groups)));
}

/** Are the ranges given, and less than the world? */
function areNarrow(ranges: readonly Value<string>[]): Truth {
  if (ranges.length === 0) return 'no';
  const known = ranges.flatMap((range) => (range.kind === 'known' ? [range.value] : []));
  if (parseAddressList(known).addresses.amountsToWorld) return 'no';
  return known.length < ranges.length ? 'unknown' : 'yes';
}

/** Is a text an address of this machine alone (127.0.0.1)? */
export function isLoopback(text: string): boolean {
  const address = parseCidr(text);
  const loopback = parseCidr('127.0.0.0/8');
  return (
    text === '::1' ||
    (!isAddressProblem(address) && !isAddressProblem(loopback) && loopback.addresses.covers(address.addresses))
  );
}
