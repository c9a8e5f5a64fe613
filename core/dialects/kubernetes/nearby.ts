/**
 * What lies in the folders around: one application is often spread over `deployments/`, `services/` and `policies/`.
 * Nothing says that these are applied together, so that a match here makes an answer unknown, never a finding.
 */
import type { Nearby } from '../../network/kubernetes.ts';
import { folderOf, joinPath, nameOfPath } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';
import type { Workspace } from '../surroundings.ts';
import { isKubernetes } from './detect.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import { baseOf, readObjects } from './objects.ts';
import { isNetworkPolicy, readNetworkPolicy } from './policies.ts';
import { isService, readService } from './services.ts';
import { isWorkload, readWorkload } from './workloads.ts';

/** So much is read around a folder, in files and in characters of them. */
const maxFiles = 60;
const maxLength = 400_000;

/** Read when it is first asked for, and once. */
export function nearbyOf(files: readonly SourceText[], workspace: Workspace): () => Nearby {
  let nearby: Nearby | undefined;
  return () => {
    nearby ??= joined(manifestsAround(files, workspace).map(partsOf));
    return nearby;
  };
}

function joined(parts: readonly Nearby[]): Nearby {
  return {
    workloads: parts.flatMap(({ workloads }) => workloads),
    services: parts.flatMap(({ services }) => services),
    networkPolicies: parts.flatMap(({ networkPolicies }) => networkPolicies),
  };
}

const parts = new WeakMap<Manifest, Nearby>();

function partsOf(manifest: Manifest): Nearby {
  let nearby = parts.get(manifest);
  if (!nearby) {
    const objects = readObjects(manifest, false);
    nearby = {
      workloads: objects.filter(isWorkload).map((object) => readWorkload(object, baseOf(object))),
      services: objects.filter(isService).map((object) => readService(object, baseOf(object))),
      networkPolicies: objects.filter(isNetworkPolicy).map((object) => readNetworkPolicy(object, baseOf(object))),
    };
    parts.set(manifest, nearby);
  }
  return nearby;
}

/** The manifests of the folder above, of the folders beside and of those within. */
function manifestsAround(files: readonly SourceText[], workspace: Workspace): Manifest[] {
  const folder = folderOf(files[0]?.path ?? '');
  const above = folder === '' ? undefined : folderOf(folder);
  const folders = [
    ...foldersIn(folder, workspace),
    ...(above === undefined ? [] : [above, ...foldersIn(above, workspace).filter((one) => one !== folder)]),
  ];
  const found: Manifest[] = [];
  let length = 0;
  for (const one of folders) {
    for (const name of workspace.list(one) ?? []) {
      if (!/\.(ya?ml|json)$/.test(name)) continue;
      const source = workspace.read(joinPath(one, name));
      if (!source || !isKubernetes(source)) continue;
      length += source.text.length;
      if (found.length >= maxFiles || length > maxLength) return found;
      found.push(manifestOf(source));
    }
  }
  return found;
}

function foldersIn(folder: string, workspace: Workspace): string[] {
  return (workspace.list(folder) ?? [])
    .filter((name) => name.endsWith('/') && !/^(\.|node_modules|vendor)/.test(name))
    .map((name) => joinPath(folder, nameOfPath(name.slice(0, -1))));
}
