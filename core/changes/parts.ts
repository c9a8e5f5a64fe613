/** Resources of their own that say something about another one: which type a dialect has for it, and how it is written. */
import type { Reader, Row } from '../dialects/catalogue.ts';
import type { Resource } from '../dialects/resource.ts';
import { rosRows } from '../dialects/ros/catalog/index.ts';
import { terraformRows } from '../dialects/terraform/catalog/index.ts';
import type { ChangeOf, Settings } from './change.ts';
import { madeOf, type Setting } from './edit.ts';
import type { Plain } from './plain.ts';
import { referenceFrom } from './references.ts';
import { spelt } from './spelling.ts';

interface Made {
  readonly type: string;
  readonly name: string;
  readonly settings: Plain;
}

const catalogues = { ros: rosRows, terraform: terraformRows } as const;

/** `undefined` where the dialect has no such type, or where it cannot be written. */
export function madePart({ of: { resource }, part, link, to }: Omit<ChangeOf<'part'>, 'kind'>): Made | undefined {
  const { dialect } = resource;
  if (dialect !== 'ros' && dialect !== 'terraform') return undefined;
  for (const rows of catalogues[dialect].values()) {
    for (const row of rows) {
      if (row.entity !== part || row.each !== undefined || row.type === resource.type) continue;
      const settings = settingsIn(row, link, to, resource);
      const plain = settings && madeOf(settings);
      if (plain !== undefined) return { type: row.type, name: nameFor(row.type, resource), settings: plain };
    }
  }
  return undefined;
}

function settingsIn(row: Row, link: string, to: Settings, resource: Resource): readonly Setting[] | undefined {
  const fields = row.fields as Readonly<Record<string, Reader<unknown>>>;
  const [path] = fields[link]?.paths ?? [];
  if (path === undefined) return undefined;
  // What both call by the same name (a bucket, a domain's name) is named so; all else by the id.
  const attribute = resource.attributes.entries.has(path) ? path : 'id';
  const reference = referenceFrom(resource, resource, attribute);
  if (reference === undefined) return undefined;
  const settings: Setting[] = [{ path: path.split('.'), to: reference }];
  for (const [name, value] of Object.entries(to)) {
    const written = spelt(fields[name], value);
    if (!written) return undefined;
    settings.push(...written);
  }
  return settings;
}

/** Called like what it belongs to. */
function nameFor(type: string, { address, dialect, blockAt }: Resource): string {
  const own = address.slice(address.lastIndexOf('.') + 1);
  const { text } = blockAt.source;
  const kind = type.slice(type.lastIndexOf(':') + 1);
  const stem = dialect === 'ros' ? `${own}${kind}` : own;
  const isTaken = (name: string): boolean =>
    dialect === 'ros'
      ? new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)
      : new RegExp(`"${type}"\\s+"${name}"`).test(text);
  const joint = dialect === 'ros' ? '' : '_';
  let name = stem;
  for (let number = 2; isTaken(name); number++) name = `${stem}${joint}${number}`;
  return name;
}
