/**
 * Kustomize: a folder with a kustomization stands for the objects that `kustomize build` makes of it. Every value keeps
 * the place where it is written: in the base, in a patch, in the kustomization itself. It reads only what the workspace
 * shows; remote bases, Helm charts and plugins are unknown.
 */
import type { SourceText } from '../../../text/source.ts';
import { type UnknownReason, unknown } from '../../../values/value.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { Problem } from '../../unit.ts';
import { type ManifestObject, objectOf, type WrittenObject } from '../objects.ts';
import { builtOf } from './build.ts';
import type { Built } from './built.ts';
import { type Kustomization, kustomizationIn, newSession } from './session.ts';

export interface KustomizeBuild {
  readonly objects: readonly BuiltObject[];
  /** The kustomization itself, where it takes in objects that are not seen here. */
  readonly unseen: ManifestObject | undefined;
  /** Every manifest and patch that went into it, its own among them. */
  readonly texts: ReadonlySet<SourceText>;
  /** Texts that it puts into ConfigMaps and Secrets. */
  readonly contents: ReadonlySet<SourceText>;
  readonly problems: readonly Problem[];
}

export interface BuiltObject {
  readonly result: WrittenObject;
  /** As it was first written: what people call it. */
  readonly written: WrittenObject;
}

/** Builds the kustomization of a folder; `undefined` where it has none. `files` are those of the folder. */
export function buildKustomization(
  folder: string,
  files: readonly SourceText[],
  surroundings: Surroundings,
): KustomizeBuild | undefined {
  const session = newSession(files, folder, surroundings);
  const kustomization = kustomizationIn(folder, session);
  if (!kustomization) return undefined;
  const { objects, loosePatches, unseen } = builtOf(kustomization, session);
  return {
    objects: [...objects.map((one) => ofBuilt(one, undefined)), ...loosePatches.map((one) => ofBuilt(one, elsewhere))],
    unseen: unseen.length > 0 ? objectOf(asObject(kustomization)) : undefined,
    texts: session.texts,
    contents: session.contents,
    problems: session.problems,
  };
}

function asObject({ root: { value, at } }: Kustomization): WrittenObject {
  return { value: value ?? unknown('invalid', 'kustomization', at), block: at, exists: 'yes', incomplete: undefined };
}

const elsewhere: UnknownReason = { code: 'external', subject: 'the object that this patch changes' };

function ofBuilt({ value, written, exists, incomplete }: Built, reason: UnknownReason | undefined): BuiltObject {
  return { result: { value, block: written.block, exists, incomplete: incomplete ?? reason }, written };
}
