/** Custom resources: some only configure (Istio, cert-manager), others are turned into pods by an operator. */
import type { ManifestObject } from './objects.ts';
import { isWorkload } from './workloads.ts';

/** Kubernetes' own groups, and those of controllers that make no pods. */
const passive =
  /^(|apps|batch|autoscaling|policy|extensions|([a-z.]+\.)?k8s\.io|([a-z.]+\.)?istio\.io|([a-z.]+\.)?cert-manager\.io|(gateway|alibabacloud|network\.alibabacloud|log\.alibabacloud)\.com|cilium\.io|([a-z.]+\.)?projectcalico\.org|traefik\.(io|containo\.us)|kyverno\.io|external-secrets\.io|bitnami\.com|networking\.gke\.io|cloud\.google\.com)$/;

const passiveKinds = /^(ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScaledObject|VirtualService|AppProject)$/;

/** May a controller make pods or Services of this object? */
export function isOperated(object: ManifestObject): boolean {
  return !isWorkload(object) && !passive.test(object.group) && !passiveKinds.test(object.kind);
}
