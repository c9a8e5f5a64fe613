/** Pods and what makes pods: labels, host network, containers, ports and probes. */
import type { Container, ContainerPort, KubernetesObject, Probe, Workload } from '../../network/kubernetes.ts';
import { type Data, isList, isMap, type Value } from '../../values/value.ts';
import type { ManifestObject } from './objects.ts';
import {
  flag,
  headOf,
  isSet,
  items,
  members,
  number,
  orDefault,
  type Place,
  portRef,
  strings,
  text,
  within,
} from './place.ts';

/** Where the pod stands in each kind, below the object. Groups as in the API; OpenKruise's run on ACK too. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  CloneSet: ['spec', 'template'],
};

const groups = /^(|apps|extensions|batch|apps\.openshift\.io|argoproj\.io|apps\.kruise\.io)$/;

export function isWorkload({ group, kind }: ManifestObject): boolean {
  return Object.hasOwn(podPaths, kind) && groups.test(group);
}

export function readWorkload(object: ManifestObject, base: KubernetesObject): Workload {
  const pod = within(object.root, ...(podPaths[object.kind] ?? []));
  const spec = within(pod, 'spec');
  const restart = text(within(spec, 'restartPolicy'));
  const ends = restart?.kind === 'known' && restart.value !== 'Always';
  return {
    ...base,
    runsToCompletion: object.kind === 'Job' || object.kind === 'CronJob' || (object.kind === 'Pod' && ends),
    podLabels: strings(within(pod, 'metadata', 'labels')),
    selector: selectorOf(object),
    hostNetwork: flag(within(spec, 'hostNetwork')),
    dnsPolicy: text(within(spec, 'dnsPolicy')),
    containers: [
      ...items(within(spec, 'initContainers')).map((place) => readContainer(place, true)),
      ...items(within(spec, 'containers')).map((place) => readContainer(place, false)),
    ],
    sysctls: readSysctls(within(spec, 'securityContext', 'sysctls')),
  };
}

/** A ReplicationController's selector is a map of labels, the others' has them in `matchLabels`. */
function selectorOf({ root, kind }: ManifestObject): Workload['selector'] {
  const selector = within(root, 'spec', 'selector');
  const labels = kind === 'ReplicationController' ? selector : within(selector, 'matchLabels');
  return isSet(labels) ? strings(labels) : undefined;
}

function readSysctls(list: Place): Workload['sysctls'] {
  return items(list).flatMap((place) => {
    const name = text(within(place, 'name'));
    return name ? [{ at: place.at, name, list: headOf(list) }] : [];
  });
}

function readContainer(place: Place, init: boolean): Container {
  const name = text(within(place, 'name'));
  const restart = text(within(place, 'restartPolicy'));
  const runs = restart?.kind === 'known' && restart.value === 'Always';
  const at = name?.kind === 'known' ? name.at : headOf(place);
  return {
    at,
    item: place.at,
    name,
    role: init ? (runs ? 'sidecar' : 'init') : 'main',
    ports: items(within(place, 'ports')).map(readPort),
    liveness: readProbe(within(place, 'livenessProbe')),
    readiness: readProbe(within(place, 'readinessProbe')),
    startup: readProbe(within(place, 'startupProbe')),
  };
}

function readPort(place: Place): ContainerPort {
  return {
    at: place.at,
    name: text(within(place, 'name')),
    port: number(within(place, 'containerPort')),
    hostPort: number(within(place, 'hostPort')),
    hostIp: text(within(place, 'hostIP')),
    protocol: protocolOf(place),
  };
}

/** TCP unless something else is written. */
export function protocolOf(place: Place): Value<string> {
  const written = text(within(place, 'protocol'));
  // A template that writes more into the object rarely writes the protocol of a port that is spelt out.
  return written && written.kind !== 'unknown' ? written : orDefault<string>(undefined, 'TCP', place.at);
}

function readProbe(place: Place): Probe | undefined {
  if (!isSet(place)) return undefined;
  const at = headOf(place);
  const failureThreshold = number(within(place, 'failureThreshold'));
  const handlers = [
    ['http', 'httpGet'],
    ['tcp', 'tcpSocket'],
    ['grpc', 'grpc'],
    ['exec', 'exec'],
  ] as const;
  const found = handlers.find(([, key]) => within(place, key).value?.kind === 'known');
  if (!found) return { at, handler: 'unknown', port: undefined, failureThreshold, settings: undefined };
  const [handler, key] = found;
  const port = portRef(within(place, key, 'port'));
  return { at, handler, port, failureThreshold, settings: settingsOf(place) };
}

/** core/v1 Probe's defaults. */
const timing = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

function settingsOf(place: Place): string | undefined {
  const written = Object.fromEntries(members(place).map(({ key, place: { value } }) => [key, plain(value)]));
  const all: Record<string, unknown> = { ...timing, ...written };
  return Object.values(all).includes(undefined) ? undefined : JSON.stringify(sorted(all));
}

/** A value as JSON, `undefined` where something in it is not known. */
function plain(value: Value | undefined): unknown {
  if (value?.kind !== 'known') return undefined;
  const data: Data = value.value;
  if (isList(data)) {
    const list = data.items.map(plain);
    return list.includes(undefined) ? undefined : list;
  }
  if (isMap(data)) {
    const entries = [...data.entries].map(([key, member]) => [key, plain(member.value)] as const);
    return entries.some(([, member]) => member === undefined) ? undefined : sorted(Object.fromEntries(entries));
  }
  return typeof data === 'object' && data !== null ? undefined : data;
}

function sorted(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
