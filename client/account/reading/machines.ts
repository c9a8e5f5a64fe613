/** Instances and network interfaces by the security groups that they have. */
import type { RegionSnapshot } from '../../../core/dialects/cloud/snapshot.ts';
import type { Span } from '../../../core/text/source.ts';

export interface Machine {
  readonly kind: 'instance' | 'interface';
  readonly id: string;
  readonly name: string | undefined;
  readonly status: string | undefined;
  readonly addresses: readonly string[];
  readonly publicAddresses: readonly string[];
  readonly place: Span | undefined;
}

export function machinesByGroup(
  region: RegionSnapshot,
  placeOf: (id: string) => Span | undefined,
): ReadonlyMap<string, readonly Machine[]> {
  const found = new Map<string, Machine[]>();
  for (const { machine, groups } of machinesOf(region, placeOf)) {
    for (const group of new Set(groups)) {
      const list = found.get(group);
      if (list) list.push(machine);
      else found.set(group, [machine]);
    }
  }
  return found;
}

interface Membership {
  readonly machine: Machine;
  readonly groups: readonly string[];
}

function machinesOf(
  { instances = [], networkInterfaces = [], eips = [] }: RegionSnapshot,
  placeOf: (id: string) => Span | undefined,
): readonly Membership[] {
  const bound = new Map(eips.map(({ instanceId, ipAddress }) => [instanceId, ipAddress]));
  return [
    ...instances.map(
      (one): Membership => ({
        groups: one.securityGroupIds ?? [],
        machine: {
          kind: 'instance',
          id: one.id,
          name: one.name,
          status: one.status,
          addresses: one.privateIpAddresses ?? [],
          publicAddresses: [...(one.publicIpAddresses ?? []), ...(one.eipAddress ? [one.eipAddress] : [])],
          place: placeOf(one.id),
        },
      }),
    ),
    ...networkInterfaces.map((one): Membership => {
      const address = bound.get(one.id);
      return {
        groups: one.securityGroupIds ?? [],
        machine: {
          kind: 'interface',
          id: one.id,
          name: one.name,
          status: one.status,
          addresses: [...(one.privateIpAddresses ?? []), ...(one.ipv6Addresses ?? [])],
          publicAddresses: address ? [address] : [],
          place: placeOf(one.id),
        },
      };
    }),
  ];
}
