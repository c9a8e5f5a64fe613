/**
 * Is this text a Kubernetes manifest? By content: some document is a map with `apiVersion` and `kind` at its top
 * level. Chart.yaml has no kind, compose and CI files have neither; a CustomResourceDefinition is a manifest that holds
 * nothing we read. A kustomization is known by its name and may say neither.
 */
import { nameOfPath } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';
import { kustomizationNames } from './kustomize/session.ts';
import { identityOf, manifestOf } from './manifest.ts';

const apiVersion = /\bapiVersion["']?\s*:/;
const kind = /\bkind["']?\s*:/;

/** Cheap for most files of a workspace: they are not parsed to find out that they are no manifests. */
export function isKubernetes(source: SourceText): boolean {
  if (kustomizationNames.includes(nameOfPath(source.path))) return true;
  if (!apiVersion.test(source.text) || !kind.test(source.text)) return false;
  return manifestOf(source).file.documents.some(({ root }) => root !== undefined && identityOf(root) !== undefined);
}
