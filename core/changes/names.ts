/** Names for resources that a change adds. */
import type { Resource } from '../dialects/resource.ts';

/** The name that a resource is declared by, without module and index. */
export function ownName(address: string): string {
  return address.slice(address.lastIndexOf('.') + 1).replace(/\[.*$/, '');
}

/** As many further names in the style of the resource's own, none of which stands in its text yet. */
export function furtherNames({ address, blockAt, type }: Resource, count: number): string[] {
  const own = ownName(address);
  const { text } = blockAt.source;
  const joint = type.startsWith('alicloud_') ? (own.includes('-') ? '-' : '_') : '';
  const [, stem = own, digits] = /^(.*?)(\d+)$/.exec(own) ?? [];
  const names: string[] = [];
  for (let number = digits ? Number(digits) + 1 : 2; names.length < count; number++) {
    const name = digits ? `${stem}${number}` : `${own}${joint}${number}`;
    if (!new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)) names.push(name);
  }
  return names;
}

/** The name of the resource that another type's is added beside: its own, or a further one where that is taken. */
export function freeName(beside: Resource, type: string): string | undefined {
  const { address, blockAt } = beside;
  const own = address.slice(address.lastIndexOf('.') + 1);
  if (own.includes('[')) return undefined;
  const isTaken = new RegExp(`"${type}"\\s+"${own}"`).test(blockAt.source.text);
  return isTaken ? furtherNames(beside, 1)[0] : own;
}
