/**
 * Is this text a Kubernetes manifest? By content: some document is a map with `apiVersion` and `kind` at its top
 * level. Chart.yaml has no kind, compose and CI files have neither; a CustomResourceDefinition or a kustomization is a
 * manifest that holds nothing we read.
 */
import type { SourceText } from '../../text/source.ts';
import { identityOf, manifestOf } from './manifest.ts';

const apiVersion = /\bapiVersion["']?\s*:/;
const kind = /\bkind["']?\s*:/;

/** Cheap for most files of a workspace: they are not parsed to find out that they are no manifests. */
export function isKubernetes(source: SourceText): boolean {
  if (!apiVersion.test(source.text) || !kind.test(source.text)) return false;
  return manifestOf(source).file.documents.some(({ root }) => root !== undefined && identityOf(root) !== undefined);
}
