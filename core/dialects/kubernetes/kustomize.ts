/** Which files of a folder are patches: they change objects that stand elsewhere and say little of them. */
import type { ManifestObject } from './objects.ts';
import { items, text, within } from './place.ts';

/** File names that a kustomization of the folder names as patches, as it writes them. */
export function patchFilesOf(kustomization: ManifestObject): string[] {
  const { root } = kustomization;
  const merges = items(within(root, 'patchesStrategicMerge')).map((place) => text(place));
  const patches = ['patches', 'patchesJson6902'].flatMap((key) =>
    items(within(root, key)).map((place) => text(within(place, 'path'))),
  );
  return [...merges, ...patches].flatMap((path) => (path?.kind === 'known' ? [path.value.replace(/^\.\//, '')] : []));
}

export function isKustomization({ group, kind }: ManifestObject): boolean {
  return group === 'kustomize.config.k8s.io' && (kind === 'Kustomization' || kind === 'Component');
}
