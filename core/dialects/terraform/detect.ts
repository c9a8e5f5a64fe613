import type { SourceText } from '../../text/source.ts';

/** Terraform and OpenTofu files go by their names; their content could be any HCL. */
export function isTerraform({ path }: SourceText): boolean {
  return path.endsWith('.tf') || path.endsWith('.tofu');
}
