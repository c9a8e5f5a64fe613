/**
 * What an attribute wants, found out from the catalogues themselves: each reader of the attribute is given a text, and
 * what it makes of that says what it reads. So no second list of attributes has to agree with the first.
 */
import type { Reader, Row, Scope } from '../dialects/catalogue.ts';
import type { Resource } from '../dialects/resource.ts';
import { AddressSet } from '../network/addresses.ts';
import { PortSet } from '../network/ports.ts';
import type { TlsPolicy } from '../network/tls-policy.ts';
import { SourceText } from '../text/source.ts';
import { type Known, known, type MapData, type MapMember, type Value } from '../values/value.ts';

export type Wanted =
  /** `sources`: whom somebody lets in; `own`: the block of a network that is made here. */
  | { readonly what: 'addresses'; readonly of: 'sources' | 'own'; readonly family: 'ipv4' | 'ipv6' }
  /** `slash` writes a port as `22/22`, `single` as a number. */
  | { readonly what: 'ports'; readonly spelling: 'slash' | 'single' }
  | { readonly what: 'tlsPolicy'; readonly of: TlsPolicy['of'] };

/** Addresses of hosts: not sources that somebody lets in. */
const hostAddresses: ReadonlySet<string> = new Set([
  'internalAddress',
  'externalAddress',
  'privateAddress',
  'addresses',
]);

/** @param path the attribute's, through the blocks and maps around it; places in lists are left out */
export function wantedAt(rows: readonly Row[], path: readonly string[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  const written = path.join('.');
  for (const { entity, each, fields } of rows) {
    const within = each === undefined ? '' : `${each.replaceAll('[]', '')}.`;
    for (const [field, reader] of Object.entries(fields) as [string, Reader<unknown>][]) {
      const one = reader.paths.find((path) => (reader.fromResource ? path : within + path) === written);
      // A list of entries that have the attribute is no place for its text.
      if (one === undefined || reader.paths.some((other) => other.startsWith(`${one}.`))) continue;
      const found = wantedBy(reader, { entity, field, path: written });
      if (found) wanted.set(JSON.stringify(found), found);
    }
  }
  return [...wanted.values()];
}

interface Attribute {
  readonly entity: string;
  readonly field: string;
  readonly path: string;
}

function wantedBy(reader: Reader<unknown>, { entity, field, path }: Attribute): Wanted | undefined {
  if (field === 'tlsPolicy') return { what: 'tlsPolicy', of: entity === 'apiGateways' ? 'apiGateway' : 'listener' };
  const reads = (text: string, kind: typeof AddressSet | typeof PortSet): boolean =>
    valuesOf(reader.read(scopeWith(reader.paths, text))).some(({ value }) => value instanceof kind);
  if (reads('192.0.2.0/24', AddressSet)) {
    if (hostAddresses.has(field)) return undefined;
    const of = entity === 'vpcs' ? 'own' : 'sources';
    return { what: 'addresses', of, family: /ipv6/i.test(`${field} ${path}`) ? 'ipv6' : 'ipv4' };
  }
  const [single, slash] = [reads('22', PortSet), reads('22/22', PortSet)];
  if (!single && !slash) return undefined;
  // Where both can be read, people write ranges for what is called one, and for network ACLs.
  const asRange = !single || (slash && (entity === 'networkAclEntries' || /range/i.test(path)));
  return { what: 'ports', spelling: asRange ? 'slash' : 'single' };
}

function valuesOf(result: unknown): readonly Known<unknown>[] {
  if (Array.isArray(result)) return result.flatMap(valuesOf);
  const isValue = typeof result === 'object' && result !== null && 'kind' in result && 'at' in result;
  const value = isValue ? (result as Value<unknown>) : undefined;
  return value?.kind === 'known' && !value.byDefault ? [value] : [];
}

/** A resource that has the same text at every path: some readers want two attributes. */
function scopeWith(paths: readonly string[], text: string): Scope {
  const at = { source: new SourceText('', ''), start: 0, end: 0 };
  const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  const attributes = mapOf(leaves.map((path) => path.split('.')));
  const resource: Resource = {
    dialect: 'terraform',
    type: '',
    address: '',
    nameAt: at,
    blockAt: at,
    exists: 'yes',
    attributes,
  };
  return { resource, root: known(attributes, at), at, order: 0 };

  function mapOf(below: readonly (readonly string[])[]): MapData {
    const entries = new Map<string, MapMember>();
    for (const name of new Set(below.map(([first = '']) => first))) {
      const inner = below.filter(([first]) => first === name).map(([, ...rest]) => rest);
      const value: Value = inner.some((rest) => rest.length === 0) ? known(text, at) : known(mapOf(inner), at);
      entries.set(name, { key: at, value });
    }
    return { type: 'map', entries };
  }
}
