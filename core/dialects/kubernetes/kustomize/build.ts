/**
 * Building a kustomization as Kustomize does (api/internal/target): its resources and bases, what it generates, its
 * components, then its patches and transformers. Each base is built to its end before the overlay changes it.
 */
import { folderOf, joinPath } from '../../../text/path.ts';
import type { Location } from '../../../text/source.ts';
import { writtenObjects } from '../objects.ts';
import { items, type Place, within } from '../place.ts';
import { type Built, built, effectiveNamespace, identityIn } from './built.ts';
import { configurationOf, joinedConfiguration, noConfiguration } from './configurations.ts';
import { textAt, textIn } from './editing.ts';
import { withGenerated } from './generators.ts';
import { withReferences } from './name-references.ts';
import { missingFile, patched, patchesOf } from './patches.ts';
import { withReplacements } from './replacements.ts';
import { type Accumulated, type Kustomization, kustomizationIn, type Session } from './session.ts';
import { lateTransformersOf, type Transform, transformersOf } from './transformers.ts';
import { withVariables } from './variables.ts';

/** Objects of one kustomization, and bases within bases: no application comes near. */
const maxObjects = 3000;
const maxDepth = 30;
/** Steps: an object is written anew, and what was kept of the former ones is thrown away. */
const costOfTransform = 5;

const nothing: Accumulated = {
  objects: [],
  loosePatches: [],
  unseen: [],
  variables: [],
  configuration: noConfiguration,
};

/** The objects of a kustomization that is built by itself, with references and variables resolved. */
export function builtOf(kustomization: Kustomization, session: Session): Accumulated {
  const accumulated = ofFolder(kustomization, session, 0);
  const isLocal = (object: Built): boolean =>
    textAt(object.value, 'metadata', 'annotations', 'config.kubernetes.io/local-config') === 'true';
  const { configuration, variables } = accumulated;
  const referring = withReferences(accumulated.objects, configuration.references);
  const objects = withVariables(referring, variables, configuration.variables).filter((object) => !isLocal(object));
  if (session.work.left >= 0 && accumulated.objects.length < maxObjects) return { ...accumulated, objects };
  // What was given up half way is not the result.
  const incomplete = { code: 'limit', subject: 'kustomization' } as const;
  session.report(tooLarge(kustomization));
  return {
    ...accumulated,
    objects: objects.map((one) => ({ ...one, exists: 'maybe', incomplete })),
    unseen: [...accumulated.unseen, kustomization.root.at],
  };
}

function tooLarge({ root }: Kustomization): Parameters<Session['report']>[0] {
  return {
    rule: 'syntax/limit',
    severity: 'info',
    at: { ...root.at, end: root.at.start + 1 },
    message: {
      en: 'Not built to the end: the kustomization has more objects and patches than are looked at. Lint its parts by themselves.',
      zh: '未完全构建：该 kustomization 的对象与补丁超出检查上限。请分别检查各部分。',
    },
  };
}

/** Built once for each folder, however many overlays use it. */
function ofFolder(kustomization: Kustomization, session: Session, depth: number): Accumulated {
  const { folder } = kustomization;
  const before = session.folders.get(folder);
  if (before && before !== 'open') return before;
  session.folders.set(folder, 'open');
  const accumulated = onto(nothing, kustomization, session, depth);
  session.folders.set(folder, accumulated);
  return accumulated;
}

/** A kustomization on top of what is there: nothing for a base, the overlay's own objects for a component. */
function onto(start: Accumulated, kustomization: Kustomization, session: Session, depth: number): Accumulated {
  const { root } = kustomization;
  let result = start;
  for (const entry of [...items(within(root, 'resources')), ...items(within(root, 'bases'))]) {
    if (session.work.left < 0) return result;
    result = joined(result, resourceOf(entry, kustomization, session, depth), entry.at, session);
  }
  const configuration = joinedConfiguration(result.configuration, configurationOf(kustomization, session));
  const plugins = pluginsOf(root);
  for (const { field, at } of plugins) session.unsupported(at, field);
  result = { ...result, configuration, unseen: [...result.unseen, ...plugins.map(({ at }) => at)] };
  const isOpen = (): boolean => result.unseen.length > 0 || session.isOpen();
  result = { ...result, objects: withGenerated(result.objects, kustomization, isOpen(), session) };
  for (const entry of items(within(root, 'components'))) {
    result = componentOnto(result, entry, kustomization, session, depth);
  }
  const patch = (field: string): void => {
    for (const one of patchesOf(kustomization, field, session)) {
      const { objects, loose } = patched(result.objects, one, isOpen(), session);
      result = { ...result, objects, loosePatches: [...result.loosePatches, ...loose] };
    }
  };
  const transform = (transforms: readonly Transform[]): void => {
    session.work.left -= costOfTransform * transforms.length * result.objects.length;
    if (session.work.left < 0) return;
    result = { ...result, objects: transforms.reduce((objects, one) => objects.map(one), result.objects) };
  };
  patch('patchesStrategicMerge');
  patch('patches');
  transform(transformersOf(root, result.configuration));
  patch('patchesJson6902');
  transform(lateTransformersOf(root));
  result = { ...result, objects: withReplacements(result.objects, kustomization, session) };
  if (plugins.some(({ field }) => field === 'transformers'))
    result = { ...result, objects: result.objects.map(changedByPlugin) };
  return { ...result, variables: [...result.variables, ...items(within(root, 'vars'))] };
}

/** Fields that only other programs can evaluate, in the order in which they are written. */
function pluginsOf(root: Place): { readonly field: string; readonly at: Location }[] {
  return ['generators', 'transformers', 'helmCharts', 'helmChartInflationGenerator']
    .flatMap((field) => {
      const place = within(root, field);
      const isEmpty = place.value?.kind === 'known' && items(place).length === 0;
      return place.value === undefined || isEmpty ? [] : [{ field, at: place.key ?? place.at }];
    })
    .sort((a, b) => a.at.start - b.at.start);
}

/** A plugin may change anything. */
function changedByPlugin(object: Built): Built {
  return { ...object, exists: 'maybe', incomplete: { code: 'unsupported', subject: 'transformers' } };
}

function joined(a: Accumulated, b: Accumulated, at: Location, session: Session): Accumulated {
  const taken = new Set(a.objects.map(keyOf));
  const added: Built[] = [];
  for (const object of b.objects.slice(0, maxObjects - a.objects.length)) {
    const key = keyOf(object);
    if (!taken.has(key)) added.push(object);
    // Of what is changed here but made elsewhere, a part may stand for it already.
    else if (a.unseen.length === 0 && !session.isOpen()) session.report(alreadyThere(object, at));
    taken.add(key);
  }
  session.work.left -= 2 * (a.objects.length + b.objects.length);
  return {
    objects: [...a.objects, ...added],
    loosePatches: [...a.loosePatches, ...b.loosePatches],
    unseen: [...a.unseen, ...b.unseen],
    variables: [...a.variables, ...b.variables],
    configuration: joinedConfiguration(a.configuration, b.configuration),
  };
}

function keyOf({ value }: Built): string {
  const identity = identityIn(value);
  return JSON.stringify([identity.group, identity.version, identity.kind, identity.name, effectiveNamespace(identity)]);
}

function alreadyThere({ value }: Built, at: Location): Parameters<Session['report']>[0] {
  const { kind, name } = identityIn(value);
  return {
    rule: 'syntax/kustomize',
    severity: 'warning',
    at,
    message: {
      en: `This brings in an object that is there already, and Kustomize stops here. Leave one of them out or rename it: ${kind} ${name}`,
      zh: `此处引入的对象已经存在，Kustomize 会在此停止。请去掉其中一个或将其改名：${kind} ${name}`,
    },
  };
}

/** `https://…`, `git@…`, `github.com/…`, `…?ref=main`, `…//path`. */
const remote =
  /^(?:[\w+.-]+::|[a-z+]+:\/\/|git@|(?:[\w-]+\.)+[a-z]{2,}[/:])|\?(?:ref|version|timeout|submodules)=|.\/\//i;

function resourceOf(entry: Place, { folder }: Kustomization, session: Session, depth: number): Accumulated {
  const written = textIn(entry.value);
  if (written === undefined) return { ...nothing, unseen: [entry.at] };
  const path = joinPath(folder, written);
  const manifest = session.manifest(path);
  if (manifest) return { ...nothing, objects: writtenObjects(manifest).flatMap((one) => built(one) ?? []) };
  const found = folderOfEntry(entry.at, written, path, session);
  if (!found) return { ...nothing, unseen: [entry.at] };
  return withoutCycle(entry.at, found, session, depth) ? ofFolder(found, session, depth + 1) : nothing;
}

function componentOnto(
  result: Accumulated,
  entry: Place,
  { folder }: Kustomization,
  session: Session,
  depth: number,
): Accumulated {
  const written = textIn(entry.value);
  const found =
    written === undefined ? undefined : folderOfEntry(entry.at, written, joinPath(folder, written), session);
  if (!found) return { ...result, unseen: [...result.unseen, entry.at] };
  if (!withoutCycle(entry.at, found, session, depth)) return result;
  session.folders.set(found.folder, 'open');
  const changed = onto(result, found, session, depth + 1);
  // A component is no base: on other objects it comes to something else.
  session.folders.delete(found.folder);
  return changed;
}

function folderOfEntry(at: Location, written: string, path: string, session: Session): Kustomization | undefined {
  const found = kustomizationIn(path, session);
  if (found) return found;
  if (!session.isFolder(path) && remote.test(written)) session.unsupported(at, written);
  else if (session.sees) session.report(missingFile(at, written));
  return undefined;
}

function withoutCycle(at: Location, { folder }: Kustomization, session: Session, depth: number): boolean {
  if (session.folders.get(folder) === 'open') {
    session.report({
      rule: 'syntax/cycle',
      at,
      message: {
        en: `The kustomization uses itself, directly or through others, and Kustomize stops here. Remove the entry: ${folder}`,
        zh: `该 kustomization 直接或间接地使用了自身，Kustomize 会在此停止。请移除该条目：${folder}`,
      },
    });
    return false;
  }
  if (depth < maxDepth) return true;
  session.unsupported(at, folderOf(folder));
  return false;
}
