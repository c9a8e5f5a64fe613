/** Small plans and states, in the form of `terraform show -json` and of state files. */
import { SourceText } from '../../../../../core/text/source.ts';

export interface Change {
  readonly address: string;
  readonly actions?: readonly string[];
  readonly after?: object | null;
  readonly unknown?: object;
  readonly mode?: string;
  readonly deposed?: string;
}

/** A change with what its address tells: module, type, name and index. */
function changeOf({ address, actions = ['create'], after = {}, unknown = {}, mode = 'managed', deposed }: Change) {
  const [, module, type, name, key] =
    /^(?:(module\..*)\.)?(?:data\.)?([\w-]+)\.([\w-]+)(?:\[(.+)\])?$/.exec(address) ?? [];
  return {
    address,
    ...(module ? { module_address: module } : {}),
    mode,
    type,
    name,
    ...(key ? { index: JSON.parse(key) } : {}),
    ...(deposed ? { deposed } : {}),
    provider_name: 'registry.terraform.io/aliyun/alicloud',
    change: { actions, before: null, after, after_unknown: unknown, after_sensitive: {} },
  };
}

export function planText(changes: readonly Change[], configuration: object = {}): string {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes.map(changeOf),
    configuration: { root_module: configuration },
  };
  return JSON.stringify(plan);
}

export function plan(changes: readonly Change[], configuration?: object): SourceText {
  return new SourceText('plan.json', planText(changes, configuration));
}

/** A resource of the configuration: what its expressions refer to. */
export function declared(address: string, expressions: object, more: object = {}): object {
  const [type, name] = address.split('.');
  return { address, mode: 'managed', type, name, expressions, schema_version: 0, ...more };
}

/** References as Terraform lists them: each with all that it is a part of. */
export function refers(...texts: readonly string[]): object {
  const references = texts.flatMap((text) => {
    const parts = text.split(/(?=[.[])/);
    return parts.map((_, i) => parts.slice(0, parts.length - i).join('')).filter((part) => /[.[]/.test(part));
  });
  return { references };
}

export interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly module?: string;
  readonly mode?: string;
  readonly instances: readonly object[];
}

export function state(resources: readonly StateResource[], path = 'terraform.tfstate'): SourceText {
  const written = resources.map((one) => ({ mode: 'managed', provider: 'provider["x"]', ...one }));
  const file = { version: 4, terraform_version: '1.11.4', serial: 3, lineage: '0-0', outputs: {}, resources: written };
  return new SourceText(path, JSON.stringify(file, undefined, 2));
}
