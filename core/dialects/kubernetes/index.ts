/**
 * Kubernetes manifests: a folder's files become one unit. Reads plain YAML and JSON, several documents in a file,
 * Lists, Kustomize patches and Helm templates. It knows nothing of a cluster: what is not in the folder is unknown.
 */
import type { KubernetesModel, KubernetesObject } from '../../network/kubernetes.ts';
import type { SourceText } from '../../text/source.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import { modelOf, type Problem, syntaxProblems, type Unit } from '../unit.ts';
import { isAlbConfig, listenersOf, loadBalancerOf, readAlbConfig } from './alb.ts';
import {
  isGateway,
  isHttpRoute,
  isMesh,
  readDestinationRule,
  readGateway,
  readHttpRoute,
  readMeshGateway,
  readPeerAuthentication,
} from './gateways.ts';
import { renderCharts } from './helm/index.ts';
import { isIngress, isIngressClass, readIngress, readIngressClass } from './ingresses.ts';
import { isKustomization, patchFilesOf } from './kustomize.ts';
import { type Manifest, manifestOf, renderedManifest } from './manifest.ts';
import { type ManifestObject, objectsIn, readObjects } from './objects.ts';
import { isOperated } from './operators.ts';
import { strings, within } from './place.ts';
import { isNetworkPolicy, isPluginPolicy, readNetworkPolicy } from './policies.ts';
import { isService, readService } from './services.ts';
import { isWorkload, readWorkload } from './workloads.ts';

/** Files of one folder, all of them manifests (see `isKubernetes`). */
export function readKubernetes(files: readonly SourceText[], { workspace }: Surroundings = alone): Unit {
  const charts = renderCharts(files, workspace);
  const manifests = [...charts.others.map(manifestOf), ...charts.renderings.map(renderedManifest)];
  const own = new Set(files.map(({ path }) => path));
  const objects = objectsOfFolder(manifests);
  const kubernetes = modelOfObjects(objects);
  const resources = objects.map(({ resource }) => resource);
  return {
    dialect: 'kubernetes',
    files,
    model: {
      ...modelOf(resources, new Map()),
      loadBalancers: kubernetes.albConfigs.map(loadBalancerOf),
      listeners: kubernetes.albConfigs.flatMap(listenersOf),
    },
    kubernetes,
    problems: [
      ...manifests.filter(({ source }) => !charts.refused.has(source.path)).flatMap(problemsOf),
      ...charts.problems,
    ],
    comments: manifests
      .filter(({ source }) => own.has(source.path))
      .map(({ source, file }) => ({ source, comments: file.comments })),
    // Templates of the same chart in other folders: what is to be said of them is said with those folders.
    beside: new Set(manifests.map(({ source }) => source.path).filter((path) => !own.has(path))),
    tried: new Set(charts.renderings.map(({ source }) => source.path)),
  };
}

function objectsOfFolder(manifests: readonly Manifest[]): ManifestObject[] {
  const read = manifests.map((manifest) => ({ manifest, objects: objectsIn(manifest) }));
  const patches = new Set(read.flatMap(({ objects }) => objects.filter(isKustomization).flatMap(patchFilesOf)));
  return read.flatMap(({ manifest, objects }) =>
    patches.has(nameOf(manifest.source)) ? readObjects(manifest, true) : objects,
  );
}

function nameOf({ path }: SourceText): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A template's text is not YAML until it is rendered; what is wrong with it then must stand in it as it is. */
function problemsOf({ source, file, mask, rendering }: Manifest): Problem[] {
  if (mask || (rendering && !rendering.isCertain)) return [];
  const rule = source.path.endsWith('.json') ? 'syntax/json' : 'syntax/yaml';
  const problems = rendering
    ? file.problems.filter((problem) => !problem.duplicateKey && rendering.isLiteral(problem))
    : file.problems;
  return syntaxProblems(source, problems, rule);
}

function modelOfObjects(objects: readonly ManifestObject[]): KubernetesModel {
  const of = <T>(
    test: (object: ManifestObject) => boolean,
    read: (object: ManifestObject, base: KubernetesObject) => T,
  ): T[] => objects.filter(test).map((object) => read(object, baseOf(object)));
  const mesh = (kind: string) => (object: ManifestObject) => isMesh(object) && object.kind === kind;
  return {
    workloads: of(isWorkload, readWorkload),
    services: of(isService, readService),
    ingresses: of(isIngress, readIngress),
    ingressClasses: of(isIngressClass, readIngressClass),
    networkPolicies: of(isNetworkPolicy, readNetworkPolicy),
    pluginPolicies: of(isPluginPolicy, (_, base) => base),
    operated: of(isOperated, (_, base) => base),
    albConfigs: of(isAlbConfig, readAlbConfig),
    configMaps: of(
      ({ group, kind }) => group === '' && kind === 'ConfigMap',
      ({ root }, base) => ({ ...base, data: strings(within(root, 'data')) }),
    ),
    gateways: of(isGateway, readGateway),
    httpRoutes: of(isHttpRoute, readHttpRoute),
    meshGateways: of(mesh('Gateway'), readMeshGateway),
    peerAuthentications: of(mesh('PeerAuthentication'), readPeerAuthentication),
    destinationRules: of(mesh('DestinationRule'), readDestinationRule),
  };
}

function baseOf({ resource, at, kind, name, namespace, annotations }: ManifestObject): KubernetesObject {
  return { resource, at, kind, name, namespace, annotations };
}
