/** The networks that a unit makes itself: VPCs and vSwitches with the blocks that are written for them. */
import { cidr } from '../dialects/fields.ts';
import type { Unit } from '../dialects/unit.ts';
import type { AddressSet } from '../network/addresses.ts';
import { possibilities, type Value } from '../values/value.ts';

export interface OwnNetwork {
  readonly kind: 'VPC' | 'vSwitch';
  /** Address of the resource. */
  readonly address: string;
  readonly addresses: AddressSet;
}

/** The model has no vSwitches, because no rule asks for them. */
const vSwitches: Readonly<Record<string, ReturnType<typeof cidr>>> = {
  alicloud_vswitch: cidr('cidr_block'),
  'ALIYUN::ECS::VSwitch': cidr('CidrBlock'),
};

/** VPCs first; of a block that is one of several, each. */
export function ownNetworks({ model: { vpcs, resources } }: Unit): readonly OwnNetwork[] {
  const all = [...resources.values()].flatMap((resource) => {
    const { type, address, nameAt, attributes } = resource;
    const reader = Object.hasOwn(vSwitches, type) ? vSwitches[type] : undefined;
    const root = { kind: 'known', value: attributes, at: nameAt } as const;
    return reader ? networks('vSwitch', address, reader.read({ resource, root, at: nameAt, order: 0 })) : [];
  });
  return [...vpcs.flatMap(({ resource, cidr }) => networks('VPC', resource.address, cidr)), ...all];
}

function networks(kind: OwnNetwork['kind'], address: string, value: Value<AddressSet> | undefined): OwnNetwork[] {
  return value ? possibilities(value).map((one) => ({ kind, address, addresses: one.value })) : [];
}
