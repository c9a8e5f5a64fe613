/** An operation that lists resources: what it lists, by what it filters, how it pages, how the answer is nested. */
import type { Region, Resource } from './account/account.ts';
import type { Call, Operation } from './operation.ts';
import { repeated, repeatedObjects } from './operation.ts';
import type { Page, Paging } from './paging.ts';
import { paginate } from './paging.ts';
import { invalid } from './refusal.ts';

export interface Listing extends Paging {
  readonly of: (region: Region, call: Call) => readonly Resource[];
  /** `['Vpcs', 'Vpc']` for a doubly nested list, `['Listeners']` for a plain one. */
  readonly as: readonly [string] | readonly [string, string];
  /** Parameter → how it chooses. */
  readonly filters?: Readonly<Record<string, Filter>>;
  readonly show?: (resource: Resource, call: Call) => Resource;
  readonly required?: readonly string[];
  readonly dryRun?: boolean;
}

export interface Filter {
  /** Where the value stands in the resource: `VpcAttributes.VpcId`; a list matches by any of its members. */
  readonly path: string;
  readonly values: (call: Call, parameter: string) => readonly string[];
}

/** One value, or several with commas between. */
export const value = (path: string): Filter => ({
  path,
  values: ({ parameters }, name) => (parameters.get(name) ? parameters.get(name)!.split(',') : []),
});
/** `["a", "b"]`; an empty array matches nothing. */
export const jsonList = (path: string): Filter => ({ path, values: readJsonList });
/** `Name.1`, `Name.2`, … */
export const list = (path: string): Filter => ({ path, values: ({ parameters }, name) => repeated(parameters, name) });

export function listing(spec: Listing): Operation {
  return {
    ...(spec.required ? { required: spec.required } : {}),
    ...(spec.dryRun ? { dryRun: true } : {}),
    run(call) {
      const matching = spec.of(call.region, call).filter((resource) => chosen(resource, spec.filters ?? {}, call));
      const { items, page } = paginate(matching, spec, call);
      const shown = items.map((item) => visible(spec.show ? spec.show(item, call) : item));
      const [outer, inner] = spec.as;
      return {
        ...(spec.describe ?? describePage)(page),
        [outer]: inner === undefined ? shown : { [inner]: shown },
      };
    },
  };
}

/** Without the emulator's own members. */
export function visible(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !/^[a-z]/.test(name)));
}

/** ECS and VPC: a token and no total, or a number and a total. */
function describePage(page: Page): Resource {
  if (page.style === 'tokens') return { NextToken: page.nextToken };
  return { PageNumber: page.number, PageSize: page.size, TotalCount: page.total };
}

function chosen(resource: Resource, filters: Readonly<Record<string, Filter>>, call: Call): boolean {
  for (const [parameter, { path, values }] of Object.entries(filters)) {
    const wanted = values(call, parameter);
    const given = call.parameters.has(parameter) && call.parameters.get(parameter) !== '';
    if (wanted.length === 0 && !given) continue;
    if (!at(resource, path.split('.')).some((one) => wanted.includes(String(one)))) return false;
  }
  const tags = tagsOf(resource);
  return repeatedObjects(call.parameters, 'Tag').every((tag) =>
    tags.some(([key, content]) => key === tag.get('Key') && (tag.get('Value') ?? content) === content),
  );
}

function at(node: unknown, [head, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(node)) return node.flatMap((one) => at(one, head === undefined ? [] : [head, ...rest]));
  if (head === undefined) return [node];
  return typeof node === 'object' && node !== null ? at((node as Resource)[head], rest) : [];
}

function tagsOf(resource: Resource): readonly (readonly [string, string])[] {
  const tags = (resource.Tags as { Tag?: Resource[] } | undefined)?.Tag ?? resource.Tags ?? [];
  return (tags as Resource[]).map((tag) => [String(tag.TagKey ?? tag.Key), String(tag.TagValue ?? tag.Value)]);
}

function readJsonList({ parameters }: Call, name: string): readonly string[] {
  const text = parameters.get(name);
  if (!text) return [];
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // Not JSON: refused below.
  }
  throw invalid(name);
}
