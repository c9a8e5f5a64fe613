/** Steps through a JSON tree, which has neither aliases nor merge keys. */
import type { DataNode, MapEntry } from '../../../syntax/data.ts';

/** The last entry of this name. */
export function entry(node: DataNode | undefined, name: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  const { entries } = node;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { key } = entries[i] as MapEntry;
    if (key.kind === 'scalar' && key.value === name) return entries[i];
  }
  return undefined;
}

export function member(node: DataNode | undefined, ...path: readonly string[]): DataNode | undefined {
  let found = node;
  for (const name of path) found = entry(found, name)?.value;
  return found;
}

export function entries(node: DataNode | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

export function nameOf({ key }: MapEntry): string {
  return key.kind === 'scalar' ? String(key.value) : '';
}

/** The value of a string; `undefined` for anything else. */
export function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** `[0]` or `["key"]` as in addresses; empty where there is no key. */
export function suffixOf(key: DataNode | undefined): string {
  if (key?.kind !== 'scalar' || key.value === null) return '';
  return `[${typeof key.value === 'string' ? JSON.stringify(key.value) : String(key.value)}]`;
}
