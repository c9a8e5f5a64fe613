/**
 * Which documents the language server is started for. Most YAML and JSON files of the world are no templates, and
 * opening one must not cost a process. What a started server says about a document, it decides itself.
 */

export interface SeenDocument {
  readonly languageId: string;
  readonly path: string;
  getText(): string;
}

/** Languages whose documents the server is told about; their ids are those of the common extensions. */
export const languages = [
  ...['yaml', 'json', 'jsonc', 'helm'],
  ...['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars', 'hcl'],
] as const;

/** Files that are told about whatever language an extension has claimed them for. */
export const patterns = ['**/*.{tf,tofu,tfvars}', '**/*.{template,ros}'] as const;

/** Files that are PortGuard's by their name alone, as one glob (which must not nest braces): a workspace with one is looked at. */
export const telling =
  '**/{*.tf,*.tofu,.portguard.yaml,.portguard.yml,kustomization.yaml,kustomization.yml,Chart.yaml}';
/** What was downloaded is nobody's own. */
export const downloaded = '**/{node_modules,.terraform}/**';

const byName =
  /(\.(tf|tofu|tfvars|tfstate)|\.(tf|tofu|tfvars)\.json|\/\.portguard\.ya?ml|\/kustomization\.ya?ml|\/Chart\.yaml)$/i;
const isData = /\.(ya?ml|json|template|ros)$/i;
const dataLanguages = new Set(['yaml', 'json', 'jsonc', 'helm']);

/** A ROS template, Terraform's plan or state, a snapshot of an account, Kubernetes objects: words that they cannot do without. */
const inText = [
  /ROSTemplateFormatVersion/,
  /"terraform_version"/,
  /"portguardSnapshot"/,
  /\bapiVersion["']?\s*:[\s\S]*\bkind["']?\s*:|\bkind["']?\s*:[\s\S]*\bapiVersion["']?\s*:/,
];

/** Whether the server may have something to say about it; its text is asked for only where the name does not tell. */
export function mayConcern(document: SeenDocument): boolean {
  const { languageId, path } = document;
  if (byName.test(path)) return true;
  if (languageId.startsWith('terraform') || languageId.startsWith('opentofu')) return true;
  if (!isData.test(path) && !dataLanguages.has(languageId)) return false;
  const text = document.getText();
  return inText.some((pattern) => pattern.test(text));
}
