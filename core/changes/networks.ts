/** Networks that a source can be narrowed to: those that the configuration names, and the VPC of the same files. */
import type { Resource } from '../dialects/resource.ts';
import type { AddressSet } from '../network/addresses.ts';
import { keyOf, keysOf } from '../network/identity.ts';
import type { Entity, Identity, NetworkModel, Vpc } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import type { Value } from '../values/value.ts';
import { Expression } from './plain.ts';

export interface NamedBlocks {
  readonly name: Text;
  /** One or more, as they are written in the file. */
  readonly blocks: readonly (string | Expression)[];
  /** What a fix is called that lets in nobody else; without it, it is made of the name. */
  readonly title?: Text;
}

/** More blocks than this would bury the file in rules: such a network belongs into a prefix list. */
export const mostBlocks = 16;

/** The blocks that a place can hold which takes one family only; a text is an address, what else is written is IPv4. */
export function ofFamily({ blocks, ...network }: NamedBlocks, family: 4 | 6): NamedBlocks {
  const is6 = (block: string | Expression): boolean => typeof block === 'string' && block.includes(':');
  return { ...network, blocks: blocks.filter((block) => is6(block) === (family === 6)) };
}

/** @param family only the blocks of this family, where the place takes no others */
export function configuredNetworks(networks: ReadonlyMap<string, AddressSet>, family?: 4 | 6): readonly NamedBlocks[] {
  return [...networks].flatMap(([name, addresses]) => {
    const all = addresses.toCidrs();
    const blocks = family === undefined ? all : all.filter((block) => block.includes(':') === (family === 6));
    if (blocks.length === 0 || blocks.length > mostBlocks) return [];
    const list = blocks.length <= 2 ? ` (${blocks.join(', ')})` : '';
    return [{ name: { en: `${name}${list}`, zh: `${name}${list.replace(' (', '（').replace(')', '）')}` }, blocks }];
  });
}

/**
 * The IPv4 blocks of VPCs in the same files, each as the file itself would refer to it.
 * @param vpc the VPC of the group at hand; all of them where that is not known
 */
export function vpcBlocks(
  model: NetworkModel,
  from: Resource,
  vpc: Value<Identity> | undefined,
): readonly NamedBlocks[] {
  const keys = keysOf(vpc);
  const own = model.vpcs.filter((one) => keys.includes(keyOf(one)));
  return (own.length > 0 ? own : model.vpcs).flatMap((one) => {
    const written = blockOf(one, from);
    if (written === undefined) return [];
    const text = one.cidr?.kind === 'known' ? ` (${one.cidr.value})` : '';
    const name = one.resource.address;
    return [{ name: { en: `the VPC ${name}${text}`, zh: `VPC ${name}${text}` }, blocks: [written] }];
  });
}

function blockOf({ resource, cidr }: Vpc, from: Resource): string | Expression | undefined {
  if (resource.dialect === 'terraform') return expressionOf(resource, from, 'cidr_block');
  if (cidr?.kind !== 'known' || cidr.value.amountsToWorld) return undefined;
  const { source, start, end } = cidr.at;
  const text = source.text.slice(start, end);
  // `!Ref VpcCidr` stays a reference; a literal is written once more.
  if (/^(?:!|\{)[^\n]*$/.test(text) && source === from.nameAt.source) return new Expression(text);
  return cidr.value.toString();
}

/** How a resource's attribute is called from another one of the same module. */
export function expressionOf(of: Resource, from: Resource, attribute: string): Expression | undefined {
  const [module, name] = split(of.address);
  const [own] = split(from.address);
  return module === own && !name.includes('[') ? new Expression(`${name}.${attribute}`) : undefined;
}

/** `module.a.module.b` and `alicloud_vpc.main`. */
function split(address: string): readonly [string, string] {
  const [, module = '', name = address] = /^((?:module\.[^.[]+(?:\[[^\]]*\])?\.)*)(.*)$/.exec(address) ?? [];
  return [module, name];
}

/** Several entities from one text: what is written there is about all of them. */
export function isRepeated({ resource }: Entity): boolean {
  return resource.address.endsWith(']') || /\]\./.test(resource.address);
}
