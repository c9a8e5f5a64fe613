/**
 * Kubernetes manifests: a folder's files become one unit. Reads plain YAML and JSON, several documents in a file,
 * Lists, Kustomize patches and Helm templates. It knows nothing of a cluster: what is not in the folder is unknown.
 */
import type { KubernetesModel, KubernetesObject } from '../../network/kubernetes.ts';
import { folderOf } from '../../text/path.ts';
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
import { buildKustomization } from './kustomize/index.ts';
import { patchesAround } from './kustomize/patches-around.ts';
import { type Manifest, manifestOf, renderedManifest } from './manifest.ts';
import { nearbyOf } from './nearby.ts';
import { baseOf, type ManifestObject, objectOf, readObjects } from './objects.ts';
import { isOperated } from './operators.ts';
import { strings, within } from './place.ts';
import { isNetworkPolicy, isPluginPolicy, readNetworkPolicy } from './policies.ts';
import { isService, readService } from './services.ts';
import { isWorkload, readWorkload } from './workloads.ts';

/** Files of one folder, all of them manifests (see `isKubernetes`). */
export function readKubernetes(files: readonly SourceText[], surroundings: Surroundings = alone): Unit {
  const { workspace } = surroundings;
  const charts = renderCharts(files, workspace);
  const build = buildKustomization(folderOf(files[0]?.path ?? ''), charts.others, surroundings);
  // What a kustomization leaves out of its folder is applied by other means, or not at all; it is linted beside it.
  const rest = charts.others.filter((file) => !build?.texts.has(file) && !build?.contents.has(file));
  const patches = patchesAround(charts.others, surroundings);
  const rendered = charts.renderings.map(renderedManifest);
  const objects = [
    ...(build?.objects ?? []).map(({ result, written }) => objectOf(result, written.value)),
    ...rest.map(manifestOf).flatMap((manifest) => readObjects(manifest, patches.has(manifest.source.path))),
    ...rendered.flatMap((manifest) => readObjects(manifest, false)),
  ];
  const kubernetes: KubernetesModel = {
    ...modelOfObjects(objects, build?.unseen),
    nearby: nearbyOf(charts.others, workspace),
  };
  const texts = [...new Set([...charts.others, ...(build?.texts ?? [])])].map(manifestOf);
  const own = new Set(files.map(({ path }) => path));
  return {
    dialect: 'kubernetes',
    files,
    model: {
      ...modelOf(
        objects.map(({ resource }) => resource),
        new Map(),
      ),
      loadBalancers: kubernetes.albConfigs.map(loadBalancerOf),
      listeners: kubernetes.albConfigs.flatMap(listenersOf),
    },
    kubernetes,
    problems: [
      ...[...texts, ...rendered].filter(({ source }) => !charts.refused.has(source.path)).flatMap(problemsOf),
      ...(build?.problems ?? []),
      ...charts.problems,
    ],
    comments: [...texts, ...rendered.filter(({ source }) => own.has(source.path))].map(({ source, file }) => ({
      source,
      comments: file.comments,
    })),
    // Templates of the same chart in other folders: what is to be said of them is said with those folders.
    beside: new Set(rendered.map(({ source }) => source.path).filter((path) => !own.has(path))),
    tried: new Set(rendered.map(({ source }) => source.path)),
  };
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

export function modelOfObjects(
  objects: readonly ManifestObject[],
  unseen: ManifestObject | undefined,
): Omit<KubernetesModel, 'nearby'> {
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
    // A remote base may bring in whatever an operator may.
    operated: [...of(isOperated, (_, base) => base), ...(unseen ? [baseOf(unseen)] : [])],
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
