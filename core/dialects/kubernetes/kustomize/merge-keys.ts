/**
 * Which lists of built-in kinds are merged item by item, and by which keys: `x-kubernetes-patch-merge-key` and
 * `x-kubernetes-list-map-keys` of Kubernetes' OpenAPI. Lists of custom resources have no keys and are replaced.
 */
import type { Identity } from './built.ts';

/** The parts of a map that are or hold keyed lists. */
export interface Shape {
  readonly [name: string]: Shape | KeyedList | undefined;
}

export interface KeyedList {
  /** Empty for lists of scalars, which are their own keys. */
  readonly keys: readonly string[];
  /** Of the items. */
  readonly items?: Shape | undefined;
}

const list = (keys: readonly string[], items?: Shape): KeyedList => ({ keys, items });

const metadata: Shape = { finalizers: list([]), ownerReferences: list(['uid']) };

const container: Shape = {
  env: list(['name']),
  ports: list(['containerPort', 'protocol']),
  volumeDevices: list(['devicePath']),
  volumeMounts: list(['mountPath']),
};

const podSpec: Shape = {
  containers: list(['name'], container),
  initContainers: list(['name'], container),
  ephemeralContainers: list(['name'], container),
  hostAliases: list(['ip']),
  imagePullSecrets: list(['name']),
  topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
  volumes: list(['name']),
};

const template: Shape = { metadata, spec: podSpec };
const workload: Shape = { metadata, spec: { template } };
const webhooks: Shape = { metadata, webhooks: list(['name']) };

const shapes: Readonly<Record<string, Shape>> = {
  CronJob: { metadata, spec: { jobTemplate: { metadata, spec: { template } } } },
  DaemonSet: workload,
  Deployment: workload,
  Job: workload,
  MutatingWebhookConfiguration: webhooks,
  Pod: { metadata, spec: podSpec },
  PodTemplate: { metadata, template },
  ReplicaSet: workload,
  ReplicationController: workload,
  Service: { metadata, spec: { ports: list(['port', 'protocol']) } },
  ServiceAccount: { metadata, secrets: list(['name']) },
  StatefulSet: workload,
  ValidatingWebhookConfiguration: webhooks,
};

/** Groups whose kinds are Kubernetes' own. */
const builtIn = /^(|apps|autoscaling|batch|extensions|policy|([a-z]+\.)*k8s\.io)$/;

export function keyedListsOf({ group, kind }: Identity): Shape | undefined {
  if (!builtIn.test(group)) return undefined;
  return Object.hasOwn(shapes, kind) ? shapes[kind] : { metadata };
}
