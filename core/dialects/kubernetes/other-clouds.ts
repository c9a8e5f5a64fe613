/** Manifests are shared between clouds: what another cloud's controller reads, and how an internal address is asked of it. */
import type { StringMap } from '../../network/kubernetes.ts';
import { known, mapValue, type Value } from '../../values/value.ts';

/** Annotation, and the values (lower case) that ask for an internal address. */
const internal: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': ['true', '0.0.0.0/0'],
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
  'service.beta.kubernetes.io/azure-load-balancer-internal': ['true'],
  'networking.gke.io/load-balancer-type': ['internal'],
  'cloud.google.com/load-balancer-type': ['internal'],
  'service.beta.kubernetes.io/openstack-internal-load-balancer': ['true'],
  'service.beta.kubernetes.io/oci-load-balancer-internal': ['true'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': ['private'],
};

const otherClouds =
  /^(service\.beta\.kubernetes\.io\/(aws|azure|openstack|oci|do|linode|ovh)-|(service\.beta\.kubernetes\.io|cloud\.google\.com|networking\.gke\.io)\/(load-balancer-type|neg|backend-config)|service\.kubernetes\.io\/(ibm|qcloud)|service\.cloud\.tencent\.com\/|kubernetes\.io\/elb\.|metallb\.(universe\.tf|io)\/|load-balancer\.hetzner\.cloud\/)/;

/** Does another cloud's controller, or MetalLB, answer for this Service? */
export function isOtherCloud(annotations: StringMap): boolean {
  return [...annotations.entries.keys()].some((key) => otherClouds.test(key));
}

/** Whether another cloud is asked for an internal address; absent where none is asked. */
export function isInternalElsewhere(annotations: StringMap): Value<boolean> | undefined {
  for (const [key, { value }] of annotations.entries) {
    const wanted = Object.hasOwn(internal, key) ? internal[key] : undefined;
    if (wanted) return mapValue(value, ({ value: word, at }) => known(wanted.includes(word.toLowerCase()), at));
  }
  return undefined;
}
