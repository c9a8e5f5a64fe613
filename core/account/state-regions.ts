/** The region of each resource of a state: its own word for it, its zone's, or that of what it is connected with. */
import type { Resource } from '../dialects/resource.ts';
import { namedBy, scalarsAt } from './state-attributes.ts';

/** A region of which the state does not say which it is. */
const unknownRegion = 'unknown';

/** Regions by address. */
export function regionsOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const regions = new Map<string, string>();
  for (const { address, attributes } of resources) {
    const [own] = scalarsAt(attributes, ['region_id', 'region'], new Map());
    const [zone] = scalarsAt(attributes, ['zone_id', 'availability_zone', 'master_zone_id'], new Map());
    const region = typeof own === 'string' ? own : typeof zone === 'string' ? regionOfZone(zone) : undefined;
    if (region !== undefined) regions.set(address, region);
  }
  const links = linksOf(resources);
  let reached = [...regions.keys()];
  while (reached.length > 0) {
    reached = reached.flatMap((address) => {
      const region = regions.get(address) as string;
      const next = [...(links.get(address) ?? [])].filter((other) => !regions.has(other));
      for (const other of next) regions.set(other, region);
      return next;
    });
  }
  // Most states are of one region.
  const all = new Set(regions.values());
  const [only = unknownRegion] = all.size === 1 ? all : [];
  for (const { address } of resources) if (!regions.has(address)) regions.set(address, only);
  return regions;
}

/** Both ways. */
function linksOf(resources: readonly Resource[]): ReadonlyMap<string, ReadonlySet<string>> {
  const links = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    links.set(from, (links.get(from) ?? new Set()).add(to));
  };
  for (const resource of resources) {
    for (const other of namedBy(resource)) {
      link(resource.address, other);
      link(other, resource.address);
    }
  }
  return links;
}

/** `cn-hangzhou-b`, `ap-southeast-1a`, `cn-shanghai-MAZ1(b,f)`. */
function regionOfZone(zone: string): string | undefined {
  const [, region] =
    /^(.+?)-?MAZ\d/.exec(zone) ?? /^(.+\d)[a-z]$/.exec(zone) ?? /^([a-z]+-[a-z-]+)-[a-z]$/.exec(zone) ?? [];
  return region;
}
