/**
 * Which fields name other objects (namereference.go): when an object is renamed, these follow. Paths within a pod are
 * written once and stand for every kind that has a pod.
 */
import { type FieldSpec, pathOf, podSpecs } from './field-specs.ts';

export interface ReferenceSpec {
  /** What is named. */
  readonly target: { readonly kind: string; readonly group?: string | undefined };
  /** The field that names it. */
  readonly field: FieldSpec;
}

const containers = ['containers', 'initContainers'];

/** Within a pod's spec: kind that is named, and the fields. */
const inPods: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
    ...containers.flatMap((list) => [
      `${list}/env/valueFrom/configMapKeyRef/name`,
      `${list}/envFrom/configMapRef/name`,
    ]),
  ],
  Secret: [
    'volumes/secret/secretName',
    'volumes/projected/sources/secret/name',
    'imagePullSecrets/name',
    ...containers.flatMap((list) => [`${list}/env/valueFrom/secretKeyRef/name`, `${list}/envFrom/secretRef/name`]),
  ],
  ServiceAccount: ['serviceAccountName'],
  PersistentVolumeClaim: ['volumes/persistentVolumeClaim/claimName'],
  PriorityClass: ['priorityClassName'],
};

type Row = readonly [target: string, referrer: string, ...paths: string[]];

const others: readonly Row[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(
    (kind): Row => [kind, 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name'],
  ),
  ['ConfigMap', 'Role', 'rules/resourceNames'],
  ['ConfigMap', 'ClusterRole', 'rules/resourceNames'],
  ['ConfigMap', 'Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'],
  [
    'Secret',
    'Ingress',
    'spec/tls/secretName',
    'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
  ],
  ['Secret', 'ServiceAccount', 'imagePullSecrets/name'],
  ['Secret', 'Role', 'rules/resourceNames'],
  ['Secret', 'ClusterRole', 'rules/resourceNames'],
  ['Service', 'StatefulSet', 'spec/serviceName'],
  [
    'Service',
    'Ingress',
    'spec/rules/http/paths/backend/serviceName',
    'spec/backend/serviceName',
    'spec/rules/http/paths/backend/service/name',
    'spec/defaultBackend/service/name',
  ],
  ['Service', 'APIService', 'spec/service/name'],
  ['Service', 'ValidatingWebhookConfiguration', 'webhooks/clientConfig/service'],
  ['Service', 'MutatingWebhookConfiguration', 'webhooks/clientConfig/service'],
  ['Role', 'RoleBinding', 'roleRef/name'],
  ['ClusterRole', 'RoleBinding', 'roleRef/name'],
  ['ClusterRole', 'ClusterRoleBinding', 'roleRef/name'],
  ['ServiceAccount', 'RoleBinding', 'subjects'],
  ['ServiceAccount', 'ClusterRoleBinding', 'subjects'],
  ['PersistentVolume', 'PersistentVolumeClaim', 'spec/volumeName'],
  ['StorageClass', 'PersistentVolume', 'spec/storageClassName'],
  ['StorageClass', 'PersistentVolumeClaim', 'spec/storageClassName'],
  ['StorageClass', 'StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'],
  ['IngressClass', 'Ingress', 'spec/ingressClassName'],
  ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'spec/policyName'],
];

export const referenceSpecs: readonly ReferenceSpec[] = [
  ...Object.entries(inPods).flatMap(([target, fields]) =>
    Object.entries(podSpecs).flatMap(([kind, path]) =>
      fields.map((field) => reference(target, kind, `${path}/${field}`)),
    ),
  ),
  ...others.flatMap(([target, kind, ...paths]) => paths.map((path) => reference(target, kind, path))),
];

function reference(target: string, kind: string, path: string): ReferenceSpec {
  return { target: { kind: target }, field: { path: pathOf(path), kind, create: false } };
}
