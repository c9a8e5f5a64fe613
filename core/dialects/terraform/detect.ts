/** Terraform and OpenTofu files go by their names; their content could be any HCL. */
export function isTerraform(path: string): boolean {
  return path.endsWith('.tf') || path.endsWith('.tofu');
}

/** Files with values for variables: `terraform.tfvars`, `prod.tfvars.json`. */
export function isVariableFile(path: string): boolean {
  return path.endsWith('.tfvars') || path.endsWith('.tfvars.json');
}

/** Those that Terraform reads by itself. */
export function isAutomatic(path: string): boolean {
  return /(?:^|\/)terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(path);
}
