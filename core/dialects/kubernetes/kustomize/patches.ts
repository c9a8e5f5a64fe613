/**
 * The patches of a kustomization, in files or written in place: strategic merge patches find their object by their own
 * kind and name or by `target`, JSON patches by `target` (api/internal/builtins/PatchTransformer.go).
 */
import { contentMap } from '../../../syntax/yaml/index.ts';
import { joinPath } from '../../../text/path.ts';
import { type Location, SourceText } from '../../../text/source.ts';
import type { Known, MapData, Value } from '../../../values/value.ts';
import { type Manifest, manifestOf } from '../manifest.ts';
import { type WrittenObject, writtenPatches } from '../objects.ts';
import { items, type Place, within } from '../place.ts';
import { dataOf, reading } from '../values.ts';
import { type Built, built, identitiesOf, identityIn, remembered, sameIdentity, withMetadata } from './built.ts';
import { mapIn, textAt, textIn, withMember } from './editing.ts';
import { type Operation, operated, operationsIn } from './json-patch.ts';
import { scalarAt } from './scalars.ts';
import { selectorOf } from './selectors.ts';
import type { Kustomization, Session } from './session.ts';
import { merged } from './strategic-merge.ts';

export interface Patch {
  readonly merges: readonly WrittenObject[];
  readonly operations: readonly Operation[];
  readonly target: Value | undefined;
  /** Where it is named. */
  readonly at: Location;
  readonly mayRename: boolean;
  readonly mayChangeKind: boolean;
}

/** The patches that a field lists: `patches`, `patchesJson6902`, `patchesStrategicMerge`. */
export function patchesOf(kustomization: Kustomization, field: string, session: Session): readonly Patch[] {
  return items(within(kustomization.root, field)).flatMap((entry): Patch | [] => {
    const isText = textIn(entry.value) !== undefined;
    const path = isText ? entry : within(entry, 'path');
    const inline = isText ? entry : within(entry, 'patch');
    const manifest = textOf(kustomization, path, inline, session);
    const at = path.value?.at ?? inline.value?.at ?? entry.at;
    if (!manifest) return [];
    const option = (name: string): boolean => textAt(entry.value, 'options', name) === 'true';
    return {
      merges: writtenPatches(manifest),
      operations: manifest.file.documents
        .slice(0, 1)
        .flatMap(
          (document) =>
            (document.root?.kind === 'sequence' && operationsIn(dataOf(document.root, reading(manifest, document)))) ||
            [],
        ),
      target: within(entry, 'target').value,
      at,
      mayRename: option('allowNameChange'),
      mayChangeKind: option('allowKindChange'),
    };
  });
}

function textOf({ folder, source }: Kustomization, path: Place, inline: Place, session: Session): Manifest | undefined {
  const text = textIn(inline.value);
  if (inline.value && text?.includes('\n')) return embedded(inline.value.at, text);
  const written = textIn(path.value);
  if (written !== undefined) {
    const manifest = session.manifest(joinPath(folder, written));
    if (manifest) return manifest;
    if (path !== inline && session.sees && path.value) session.report(missingFile(path.value.at, written));
  }
  if (inline.value && text !== undefined && /[:[{]/.test(text)) return embedded(inline.value.at, text);
  if (path === inline && session.sees && inline.value && text) session.report(missingFile(inline.value.at, text));
  return undefined;

  /** A text within the kustomization, whose places are places of the kustomization. */
  function embedded(at: Location, content: string): Manifest | undefined {
    const scalar = at.source === source ? scalarAt(manifestOf(source).file, at) : undefined;
    if (!scalar) return undefined;
    const inner = new SourceText(source.path, content, { source, toHost: contentMap(scalar, source.text) });
    session.texts.add(inner);
    return manifestOf(inner);
  }
}

export function missingFile(at: Location, path: string): Parameters<Session['report']>[0] {
  return {
    rule: 'syntax/reference',
    severity: 'warning',
    at,
    message: {
      en: `There is no such file or folder in the workspace, and Kustomize stops here. Correct the path: ${path}`,
      zh: `工作区中没有该文件或目录，Kustomize 会在此停止。请更正路径：${path}`,
    },
  };
}

export interface Patched {
  readonly objects: readonly Built[];
  /** What met no object. */
  readonly loose: readonly Built[];
}

/** The objects after a patch. `isOpen`: more objects exist than are seen, so that a patch may be for one of those. */
export function patched(objects: readonly Built[], patch: Patch, isOpen: boolean, session: Session): Patched {
  session.work.left -= objects.length;
  if (patch.target) return byTarget(objects, patch, patch.target, session);
  let result = objects;
  const loose: Built[] = [];
  for (const written of patch.merges) {
    const own = built(written);
    if (!own) continue;
    const wanted = identityIn(own.value);
    session.work.left -= result.length;
    const found = result.filter((one) => identitiesOf(one).some((identity) => sameIdentity(identity, wanted)));
    const [object] = found;
    if (object && found.length === 1) {
      result = result.flatMap((one) => (one === object ? (mergedInto(one, own.value, patch, session) ?? []) : [one]));
    } else {
      loose.push(own);
      if (!isOpen) session.report(noTarget(own, patch.at));
    }
  }
  return { objects: result, loose };
}

function byTarget(objects: readonly Built[], patch: Patch, target: Value, session: Session): Patched {
  const selects = selectorOf(target, session.work);
  if (!selects) {
    session.unsupported(target.at, 'target');
    const incomplete = { code: 'unsupported', subject: 'target' } as const;
    return { objects: objects.map((one) => ({ ...one, incomplete })), loose: [] };
  }
  const [first] = patch.merges;
  const value = first && built(first)?.value;
  const result = objects.flatMap((object) => {
    if (!selects(object)) return [object];
    if (value) return mergedInto(object, value, patch, session) ?? [];
    return [patch.operations.reduce((one, operation) => operatedOn(one, operation, session), object)];
  });
  return { objects: result, loose: [] };
}

/** A change copies what it changes, which may be as long as the object. */
function pay(session: Session, { written: { block } }: Built): boolean {
  session.work.left -= 10 + Math.floor((block.end - block.start) / 100);
  return session.work.left >= 0;
}

function mergedInto(
  object: Built,
  patch: Known<MapData>,
  { mayRename, mayChangeKind }: Patch,
  session: Session,
): Built | undefined {
  if (!pay(session, object)) return object;
  const before = mayRename || mayChangeKind ? remembered(object) : object;
  const result = merged(object.value, patch, identityIn(object.value));
  const map = mapIn(result);
  if (!map || map.entries.size === 0) return undefined;
  // What the object is, is not for a patch to say.
  const kept = ['apiVersion', ...(mayChangeKind ? [] : ['kind'])].reduce(
    (one, name) => withMember(one, name, object.value.value.entries.get(name)),
    map,
  );
  const metadata = mapIn(object.value.value.entries.get('metadata')?.value)?.entries;
  const value = ['namespace', ...(mayRename ? [] : ['name'])].reduce<Known<MapData>>(
    (one, name) => withMetadata(one, name, metadata?.get(name)),
    { ...object.value, value: kept },
  );
  return { ...before, value };
}

function operatedOn(object: Built, operation: Operation, session: Session): Built {
  if (!pay(session, object)) return object;
  const value = operated(object.value, operation);
  const map = mapIn(value);
  if (map && value?.kind === 'known') return { ...remembered(object), value: { ...value, value: map } };
  const { kind, name } = identityIn(object.value);
  session.report({
    rule: 'syntax/reference',
    severity: 'warning',
    at: operation.at,
    message: {
      en: `The patch finds nothing to ${operation.op} at this path, and Kustomize stops here. Correct the path: ${kind} ${name}`,
      zh: `补丁在此路径上找不到可执行 ${operation.op} 的内容，Kustomize 会在此停止。请更正路径：${kind} ${name}`,
    },
  });
  return object;
}

function noTarget({ value }: Built, at: Location): Parameters<Session['report']>[0] {
  const { kind, name } = identityIn(value);
  return {
    rule: 'syntax/reference',
    severity: 'warning',
    at,
    message: {
      en: `No single object of this kustomization has the kind, apiVersion, name and namespace of the patch, and Kustomize stops here. Correct the patch: ${kind} ${name}`,
      zh: `该 kustomization 中没有唯一与补丁的 kind、apiVersion、名称和命名空间一致的对象，Kustomize 会在此停止。请更正补丁：${kind} ${name}`,
    },
  };
}
