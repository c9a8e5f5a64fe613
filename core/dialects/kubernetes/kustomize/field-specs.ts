/**
 * Where in which kinds Kustomize writes labels, annotations, namespaces and so on (its default "transformer
 * configurations", api/internal/konfig/builtinpluginconsts). Paths go through lists: `containers/env` means each
 * container's; a `\/` is a slash within a key.
 */
import type { Location } from '../../../text/source.ts';
import type { Known, MapData, Value } from '../../../values/value.ts';
import { type Identity, identityIn } from './built.ts';
import { type Change, changedAt } from './editing.ts';

export interface FieldSpec {
  readonly path: readonly string[];
  /** Absent: any. */
  readonly group?: string | undefined;
  readonly version?: string | undefined;
  readonly kind?: string | undefined;
  /** Whether keys that are missing on the way are added. */
  readonly create: boolean;
}

export function pathOf(written: string): readonly string[] {
  return written.split(/(?<!\\)\//).map((step) => step.replaceAll('\\/', '/'));
}

function spec(path: string, create: boolean, kind?: string, group?: string, version?: string): FieldSpec {
  return { path: pathOf(path), create, kind, group, version };
}

interface PodKind {
  readonly kind: string;
  readonly template: string;
  readonly group?: string;
}

/** Kinds with a pod template, and where it stands. */
const templates: readonly PodKind[] = [
  { kind: 'ReplicationController', template: 'spec/template' },
  { kind: 'Deployment', template: 'spec/template' },
  { kind: 'ReplicaSet', template: 'spec/template' },
  { kind: 'DaemonSet', template: 'spec/template' },
  { kind: 'StatefulSet', template: 'spec/template' },
  { kind: 'Job', template: 'spec/template', group: 'batch' },
  { kind: 'CronJob', template: 'spec/jobTemplate', group: 'batch' },
  { kind: 'CronJob', template: 'spec/jobTemplate/spec/template', group: 'batch' },
];

/** Where the pod's own spec stands in each kind. */
export const podSpecs: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};

const inTemplates = (path: string): FieldSpec[] =>
  templates.map(({ kind, template, group }) => spec(`${template}/${path}`, true, kind, group));

export const annotationSpecs: readonly FieldSpec[] = [
  spec('metadata/annotations', true),
  ...inTemplates('metadata/annotations'),
];

/** `labels` without selectors. */
export const ownLabelSpec: FieldSpec = spec('metadata/labels', true);

export const templateLabelSpecs: readonly FieldSpec[] = [ownLabelSpec, ...inTemplates('metadata/labels')];

export const claimLabelSpecs: readonly FieldSpec[] = [
  spec('spec/volumeClaimTemplates[]/metadata/labels', true, 'StatefulSet', 'apps'),
];

const affinity = ['podAffinity', 'podAntiAffinity'].flatMap((affinityKind) => [
  `affinity/${affinityKind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
  `affinity/${affinityKind}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
]);

/** `commonLabels`, and `labels` with `includeSelectors`. */
export const selectorLabelSpecs: readonly FieldSpec[] = [
  spec('spec/selector', true, 'Service', undefined, 'v1'),
  spec('spec/selector', true, 'ReplicationController', undefined, 'v1'),
  spec('spec/selector/matchLabels', true, 'Deployment'),
  spec('spec/selector/matchLabels', true, 'ReplicaSet'),
  spec('spec/selector/matchLabels', true, 'DaemonSet'),
  spec('spec/selector/matchLabels', true, 'StatefulSet', 'apps'),
  spec('spec/selector/matchLabels', false, 'Job', 'batch'),
  spec('spec/jobTemplate/spec/selector/matchLabels', false, 'CronJob', 'batch'),
  spec('spec/selector/matchLabels', false, 'PodDisruptionBudget', 'policy'),
  ...['spec/podSelector', 'spec/ingress/from/podSelector', 'spec/egress/to/podSelector'].map((path) =>
    spec(`${path}/matchLabels`, false, 'NetworkPolicy', 'networking.k8s.io'),
  ),
  ...['Deployment', 'StatefulSet'].flatMap((kind) =>
    [...affinity, 'topologySpreadConstraints/labelSelector/matchLabels'].map((path) =>
      spec(`spec/template/spec/${path}`, false, kind, 'apps'),
    ),
  ),
  ...templateLabelSpecs,
  ...claimLabelSpecs,
];

/** Beside `metadata.namespace`, which every kind has that lives in a namespace. */
export const namespaceSpecs: readonly FieldSpec[] = [
  spec('metadata/name', true, 'Namespace', '', 'v1'),
  spec('spec/service/namespace', true, 'APIService', 'apiregistration.k8s.io'),
  spec('spec/conversion/webhook/clientConfig/service/namespace', false, 'CustomResourceDefinition'),
];

export const replicaSpecs: readonly FieldSpec[] = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
].map((kind) => spec('spec/replicas', true, kind));

/** Where `$(VAR)` is replaced. */
export const variableSpecs: readonly FieldSpec[] = [
  ...Object.entries(podSpecs).flatMap(([kind, path]) =>
    [
      ...['containers', 'initContainers'].flatMap((list) =>
        ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((field) => `${list}/${field}`),
      ),
      'volumes/nfs/server',
    ].map((field) => spec(`${path}/${field}`, false, kind)),
  ),
  spec('spec/template/metadata/annotations', false, 'Deployment'),
  spec('spec/rules/host', false, 'Ingress'),
  spec('spec/tls/hosts', false, 'Ingress'),
  spec('spec/tls/secretName', false, 'Ingress'),
  spec('spec/ports/port', false, 'Service'),
  spec('spec/ports/targetPort', false, 'Service'),
  spec('spec/volumeClaimTemplates/spec/nfs/server', false, 'StatefulSet'),
  spec('spec/nfs/server', false, 'PersistentVolume'),
  spec('metadata/labels', false),
  spec('metadata/annotations', false),
];

export function isMeant(
  { group, version, kind }: Pick<FieldSpec, 'group' | 'version' | 'kind'>,
  identity: Identity,
): boolean {
  return (
    (kind === undefined || kind === identity.kind) &&
    (group === undefined || group === identity.group) &&
    (version === undefined || version === identity.version)
  );
}

/** Changes what the specs mean in an object; `at` is to blame for keys that are added. */
export function changedBySpecs(
  object: Known<MapData>,
  specs: readonly FieldSpec[],
  at: Location,
  change: Change,
): Known<MapData> {
  const identity = identityIn(object);
  return specs
    .filter((one) => isMeant(one, identity))
    .reduce(
      (value, { path, create }) => changedAt(value, path, create ? at : undefined, change),
      object as Value,
    ) as Known<MapData>;
}
