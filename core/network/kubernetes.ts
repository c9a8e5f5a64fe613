/**
 * The Kubernetes half of the model: what opens ports in a cluster on ACK, and what encrypts or isolates them. Fields
 * are `Value`s, as in model.ts: absent (`undefined`) where nothing is set and no default is known.
 *
 * Names are Kubernetes' own. What Alibaba Cloud's controllers read from annotations becomes
 * fields here, so that no rule knows how an annotation is spelt, except for those of Ingress controllers, which are
 * too many and too much alike.
 */
import type { Resource } from '../dialects/resource.ts';
import type { Location } from '../text/source.ts';
import type { UnknownReason, Value } from '../values/value.ts';
import type { List } from './model.ts';

type Field<T> = Value<T> | undefined;

export interface KubernetesModel {
  readonly workloads: readonly Workload[];
  readonly services: readonly KubernetesService[];
  readonly ingresses: readonly Ingress[];
  readonly ingressClasses: readonly IngressClass[];
  readonly networkPolicies: readonly NetworkPolicy[];
  /** Policies of network plugins (Calico, Cilium), whose selectors we do not read. */
  readonly pluginPolicies: readonly KubernetesObject[];
  /** Objects from which an operator may make pods and Services that no manifest shows. */
  readonly operated: readonly KubernetesObject[];
  readonly albConfigs: readonly AlbConfig[];
  readonly configMaps: readonly ConfigMap[];
  readonly gateways: readonly Gateway[];
  readonly httpRoutes: readonly HttpRoute[];
  readonly meshGateways: readonly MeshGateway[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  readonly destinationRules: readonly DestinationRule[];
  /** Objects in the folders around, which may belong to the same application: read only when somebody asks. */
  readonly nearby: () => Nearby;
}

export interface Nearby {
  readonly workloads: readonly Workload[];
  readonly services: readonly KubernetesService[];
  readonly networkPolicies: readonly NetworkPolicy[];
}

/** What all objects have. */
export interface KubernetesObject {
  readonly resource: Resource;
  /** Where a missing setting is reported: the object's name. */
  readonly at: Location;
  readonly kind: string;
  /** `Service web`, `Deployment shop/web`: as its own text calls it, whatever Kustomize makes of the name. */
  readonly title: string;
  readonly name: Field<string>;
  /** Absent where the manifest leaves it to `kubectl` or Kustomize. */
  readonly namespace: Field<string>;
  readonly annotations: StringMap;
}

/** Labels, annotations, selectors, a ConfigMap's data. */
export interface StringMap {
  readonly entries: ReadonlyMap<string, { readonly key: Location; readonly value: Value<string> }>;
  readonly at: Location;
  /** Set where there may be entries that the text does not show. */
  readonly incomplete: UnknownReason | undefined;
}

/** The value of a key; unknown where the map may hold more than the text shows. */
export function entryOf(map: StringMap, key: string): Field<string> {
  const entry = map.entries.get(key);
  if (entry) return entry.value;
  return map.incomplete && { kind: 'unknown', reason: map.incomplete, at: map.at };
}

export interface Workload extends KubernetesObject {
  /** A Job, CronJob or a Pod that isn't restarted: it ends, so nobody probes it. */
  readonly runsToCompletion: boolean;
  readonly podLabels: StringMap;
  /** The labels by which the workload knows its pods; absent for a Pod. */
  readonly selector: StringMap | undefined;
  readonly hostNetwork: Field<boolean>;
  readonly dnsPolicy: Field<string>;
  readonly containers: readonly Container[];
  readonly sysctls: readonly Sysctl[];
}

export interface Sysctl {
  readonly at: Location;
  readonly name: Value<string>;
  /** The list that it stands in, by its key. */
  readonly list: Location;
}

export interface Container {
  /** The list's item, with all of its settings. */
  readonly item: Location;
  /** The container's name, or the list item where it has none. */
  readonly at: Location;
  readonly name: Field<string>;
  /** `sidecar`: an init container that keeps running (restartPolicy Always). */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly ports: readonly ContainerPort[];
  readonly liveness: Probe | undefined;
  readonly readiness: Probe | undefined;
  readonly startup: Probe | undefined;
}

export interface ContainerPort {
  readonly at: Location;
  readonly name: Field<string>;
  readonly port: Field<number>;
  readonly hostPort: Field<number>;
  /** All addresses of the node where nothing is written. */
  readonly hostIp: Field<string>;
  /** TCP where nothing is written. */
  readonly protocol: Value<string>;
}

export interface Probe {
  readonly at: Location;
  /** `unknown` for a probe that a template fills in. */
  readonly handler: 'http' | 'tcp' | 'grpc' | 'exec' | 'unknown';
  /** Number, or the name of a container port. */
  readonly port: Field<PortRef>;
  readonly failureThreshold: Field<number>;
  /** Handler and timing with Kubernetes' defaults filled in, comparable as text; absent where not all is known. */
  readonly settings: string | undefined;
}

/** A port by number, or by the name that the other side gives it. */
export type PortRef = number | string;

export interface KubernetesService extends KubernetesObject {
  /** ClusterIP where nothing is written. */
  readonly type: Value<string>;
  /** Absent for a Service whose endpoints somebody else writes. */
  readonly selector: StringMap | undefined;
  readonly ports: readonly ServicePort[];
  readonly externalIps: List<string>;
  readonly sourceRanges: List<string>;
  /** Meaningful for type LoadBalancer. */
  readonly loadBalancer: ServiceLoadBalancer;
}

export interface ServicePort {
  readonly at: Location;
  readonly name: Field<string>;
  readonly port: Field<number>;
  /** The port itself where nothing is written. */
  readonly targetPort: Field<PortRef>;
  readonly nodePort: Field<number>;
  readonly protocol: Value<string>;
}

/** What the cloud's controller makes of a Service of type LoadBalancer. */
export interface ServiceLoadBalancer {
  /** `other`: another cloud's load balancer, or one that somebody else implements. */
  readonly product: Value<'clb' | 'nlb' | 'other'>;
  readonly internet: Value<boolean>;
  readonly listeners: List<ListenerPort> | undefined;
  readonly certificate: Field<string>;
  readonly tlsPolicy: Field<string>;
  readonly forwards: Field<string>;
  readonly aclStatus: Field<string>;
  readonly aclType: Field<string>;
  readonly aclId: Field<string>;
  readonly securityGroups: Field<string>;
  /** An existing load balancer that is used instead of a new one. */
  readonly reused: Field<string>;
  readonly overridesListeners: Field<string>;
}

/** One entry of the annotation protocol-port, `https:443`. */
export interface ListenerPort {
  readonly protocol: string;
  readonly port: number;
}

export interface Ingress extends KubernetesObject {
  readonly class: Field<string>;
  readonly tls: readonly IngressTls[];
  /** Whether `spec.tls` may hold more than `tls` shows. */
  readonly tlsUnknown: UnknownReason | undefined;
  readonly rules: readonly IngressRule[];
  readonly backends: readonly Backend[];
}

export interface IngressTls {
  readonly at: Location;
  readonly hosts: List<string>;
}

export interface IngressRule {
  readonly at: Location;
  readonly host: Field<string>;
  readonly paths: readonly { readonly path: Field<string>; readonly backend: Backend | undefined }[];
}

export interface Backend {
  readonly service: Value<string>;
  readonly port: Field<PortRef>;
}

export interface IngressClass extends KubernetesObject {
  readonly controller: Field<string>;
  /** Name of the parameters object, an AlbConfig for ALB. */
  readonly parameters: Field<string>;
}

export interface NetworkPolicy extends KubernetesObject {
  /** Absent where the policy has none, which the API server refuses in most versions. */
  readonly selector: LabelSelector | undefined;
  readonly isolatesIngress: Value<boolean>;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly at: Location;
  /** The list's item, with all of its settings. */
  readonly item: Location;
  /** Absent: from (or to) anywhere. */
  readonly peers: readonly PolicyPeer[] | undefined;
  /** Absent: all ports. */
  readonly ports: readonly PolicyPort[] | undefined;
}

export interface PolicyPeer {
  readonly at: Location;
  /** The list's item, with all of its settings. */
  readonly item: Location;
  readonly cidr: Field<string>;
  readonly except: List<string>;
  readonly pods: LabelSelector | undefined;
  readonly namespaces: LabelSelector | undefined;
}

export interface PolicyPort {
  readonly at: Location;
  readonly port: Field<PortRef>;
  readonly endPort: Field<number>;
}

/** matchLabels and matchExpressions, all of which must hold. */
export interface LabelSelector {
  readonly at: Location;
  readonly labels: StringMap;
  readonly expressions: readonly Requirement[];
}

export interface Requirement {
  readonly key: Field<string>;
  readonly operator: Field<string>;
  readonly values: List<string>;
}

/** alibabacloud.com AlbConfig: the ALB instance behind an Ingress class. Its listeners also stand in the NetworkModel. */
export interface AlbConfig extends KubernetesObject {
  readonly internet: Value<boolean>;
  readonly listeners: readonly AlbListener[];
}

export interface AlbListener {
  readonly at: Location;
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  readonly certificate: Field<string>;
  readonly tlsPolicy: Field<string>;
  readonly aclType: Field<string>;
}

/** ConfigMaps of controllers: nginx Ingress settings, its TCP services, a CNI configuration. */
export interface ConfigMap extends KubernetesObject {
  readonly data: StringMap;
}

/** gateway.networking.k8s.io */
export interface Gateway extends KubernetesObject {
  readonly class: Field<string>;
  readonly listeners: readonly GatewayListener[];
}

export interface GatewayListener {
  readonly at: Location;
  readonly name: Field<string>;
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  readonly tlsMode: Field<string>;
  /** Number of certificateRefs; absent where that is not known. */
  readonly certificates: number | undefined;
  readonly options: StringMap;
}

export interface HttpRoute extends KubernetesObject {
  readonly parents: readonly {
    readonly at: Location;
    readonly name: Field<string>;
    readonly section: Field<string>;
    readonly port: Field<number>;
  }[];
  /** Whether every rule answers with a redirect to HTTPS; unknown where a template fills rules in. */
  readonly redirects: Value<boolean>;
}

/** networking.istio.io Gateway */
export interface MeshGateway extends KubernetesObject {
  readonly selector: StringMap;
  readonly servers: readonly MeshServer[];
}

export interface MeshServer {
  readonly at: Location;
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  readonly httpsRedirect: Field<boolean>;
  readonly tlsMode: Field<string>;
  /** credentialName, or the files' paths. */
  readonly certificate: Field<string>;
  readonly minimumVersion: Field<string>;
}

export interface PeerAuthentication extends KubernetesObject {
  /** Absent: for the whole namespace, or for the whole mesh in the root namespace. */
  readonly selector: StringMap | undefined;
  readonly mode: Field<string>;
  readonly ports: readonly { readonly port: string; readonly mode: Field<string> }[];
}

export interface DestinationRule extends KubernetesObject {
  readonly host: Field<string>;
  /** Of the rule itself, of single ports and of subsets. */
  readonly tls: readonly {
    /** Its key. */
    readonly at: Location;
    readonly mode: Field<string>;
    readonly insecureSkipVerify: Field<boolean>;
  }[];
}
