/** Terraform and OpenTofu files go by their names; their content could be any HCL or JSON. */
export function isTerraform(path: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(path);
}

/** Files with values for variables: `terraform.tfvars`, `prod.tfvars.json`. */
export function isVariableFile(path: string): boolean {
  return path.endsWith('.tfvars') || path.endsWith('.tfvars.json');
}

/** Those that Terraform reads by itself. */
export function isAutomatic(path: string): boolean {
  return /(?:^|\/)terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(path);
}

/** OpenTofu reads `main.tofu` instead of a `main.tf` beside it. https://opentofu.org/docs/language/files/ */
export function withoutReplaced<F extends { readonly path: string }>(files: readonly F[]): readonly F[] {
  const tofu = new Set(files.filter(({ path }) => /\.tofu(?:\.json)?$/.test(path)).map(({ path }) => path));
  if (tofu.size === 0) return files;
  return files.filter(
    ({ path }) => !/\.tf(?:\.json)?$/.test(path) || !tofu.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')),
  );
}
