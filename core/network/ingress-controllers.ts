/** Ingress controllers: which one answers for an Ingress, and what their annotations say about TLS. */

import type { Value } from '../values/value.ts';
import { type AlbConfig, entryOf, type Ingress, type KubernetesModel } from './kubernetes.ts';
import { sameText } from './label-selectors.ts';

export type IngressController = 'nginx' | 'alb' | 'mse' | 'aws' | 'gce' | 'other';

export const nginxPrefix = 'nginx.ingress.kubernetes.io/';
export const albPrefix = 'alb.ingress.kubernetes.io/';

const byController: readonly (readonly [RegExp, IngressController])[] = [
  [/ingress\.k8s\.alibabacloud\/alb|alibabacloud\.com\/alb/, 'alb'],
  [/mse/, 'mse'],
  [/ingress-nginx|nginx\.org/, 'nginx'],
  [/eks\.amazonaws|ingress\.k8s\.aws/, 'aws'],
  [/gce/, 'gce'],
];

/** Annotations that only the AWS controller has, which shares ALB's prefix. */
const awsOnly = ['scheme', 'target-type', 'certificate-arn', 'subnets', 'load-balancer-attributes', 'group.name'];

/** The controller that answers, `undefined` where nothing says. */
export function controllerOf(ingress: Ingress, model: KubernetesModel): IngressController | undefined {
  const keys = [...ingress.annotations.entries.keys()];
  if (awsOnly.some((key) => keys.includes(albPrefix + key))) return 'aws';
  const declared = classOf(ingress, model)?.controller;
  if (declared?.kind === 'known') return byController.find(([pattern]) => pattern.test(declared.value))?.[1] ?? 'other';
  const name = ingress.class?.kind === 'known' ? ingress.class.value : undefined;
  if (name !== undefined) {
    if (/(^|[-_.])alb([-_.]|$)/.test(name)) return 'alb';
    if (/(^|[-_.])mse([-_.]|$)/.test(name)) return 'mse';
    if (/nginx/.test(name)) return 'nginx';
    if (/^gce/.test(name)) return 'gce';
    if (/traefik|haproxy|kong|contour|istio|cilium|azure|cce/.test(name)) return 'other';
  }
  if (keys.some((key) => key.startsWith(albPrefix))) return 'alb';
  if (keys.some((key) => key.startsWith('mse.ingress.kubernetes.io/'))) return 'mse';
  if (keys.some((key) => key.startsWith(nginxPrefix))) return 'nginx';
  return undefined;
}

function classOf(
  ingress: Ingress,
  { ingressClasses }: KubernetesModel,
): KubernetesModel['ingressClasses'][number] | undefined {
  return ingressClasses.find(({ name }) => name && sameText(name, ingress.class) === 'yes');
}

/** The AlbConfigs that an ALB Ingress may use, the right one alone where the folder says which. */
export function albConfigsOf(ingress: Ingress, model: KubernetesModel): readonly AlbConfig[] {
  const wanted = entryOf(ingress.annotations, `${albPrefix}albconfig.name`) ?? classOf(ingress, model)?.parameters;
  const named = model.albConfigs.filter(({ name }) => name && sameText(name, wanted) === 'yes');
  return named.length > 0 ? named : model.albConfigs;
}

/** The annotation listen-ports, `[{"HTTP":80},{"HTTPS":443}]`; `undefined` where it isn't written or can't be read. */
export function listenPorts({
  annotations,
}: Ingress): { readonly at: Value<string>; readonly ports: readonly ListenPort[] } | undefined {
  const at = annotations.entries.get(`${albPrefix}listen-ports`)?.value;
  if (at?.kind !== 'known') return undefined;
  const ports = [...at.value.matchAll(/"([A-Za-z]+)"\s*:\s*(\d+)/g)].map(([, protocol = '', port]) => ({
    protocol: protocol.toUpperCase(),
    port: Number(port),
  }));
  return { at, ports };
}

export interface ListenPort {
  readonly protocol: string;
  readonly port: number;
}

/** TLS that is set up by annotation instead of by spec.tls, in other clouds' and makers' controllers. */
const tlsAnnotations: readonly string[] = [
  `${albPrefix}certificate-arn`,
  `${nginxPrefix}ssl-passthrough`,
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'networking.gke.io/certmap',
  'traefik.ingress.kubernetes.io/router.tls',
  'traefik.ingress.kubernetes.io/router.tls.certresolver',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'route.openshift.io/termination',
  'haproxy.org/ssl-certificate',
  'ingress.kubernetes.io/ssl-passthrough',
];

export function hasTlsAnnotation({ annotations }: Ingress): boolean {
  return tlsAnnotations.some((key) => {
    const value = annotations.entries.get(key)?.value;
    return value !== undefined && !(value.kind === 'known' && value.value === 'false');
  });
}
