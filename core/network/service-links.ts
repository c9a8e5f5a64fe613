/**
 * Which resources belong together: a database and the white list, public endpoint or TLS setting that stand in
 * resources of their own. Links are references, or texts that are equal (a bucket's name, `rm-bp1…`).
 */
import { anyOf, type Truth } from '../values/truth.ts';
import { isReference, type Value } from '../values/value.ts';
import type { Entity, Identity, ManagedService } from './model.ts';

type Named = Value<Identity> | undefined;

/** Does `of` mean the entity, which others may also call by one of its names? `no` where nothing is set. */
export function means(of: Named, entity: Entity, ...names: readonly Named[]): Truth {
  if (of === undefined) return 'no';
  if (of.kind === 'oneOf') return sometimes(of.options.map((option) => means(option, entity, ...names)));
  const { address } = entity.resource;
  if (of.kind === 'known') {
    const target = of.value;
    if (isReference(target))
      return sameAddress(target.resource, address)
        ? 'yes'
        : anyOf('no', ...names.map((name) => sameIdentity(of, name)));
    return anyOf('no', ...names.map((name) => sameIdentity(of, name)));
  }
  // `alicloud_oss_bucket.logs.bucket`, where that bucket's name ends in a random suffix: not known, but the same.
  const written = of.at.source.text.slice(of.at.start, of.at.end);
  if (written.startsWith(`${address}.`)) return 'yes';
  const links = names.map((name) => sameIdentity(of, name));
  if (links.includes('yes')) return 'yes';
  return 'unknown';
}

function sometimes(truths: readonly Truth[]): Truth {
  if (truths.every((truth) => truth === 'yes')) return 'yes';
  if (truths.some((truth) => truth === 'yes' || truth === 'maybe')) return 'maybe';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

/** Whether two names are the same; two that are not known are, when the same thing is not known about both. */
export function sameIdentity(a: Named, b: Named): Truth {
  if (a === undefined || b === undefined) return 'no';
  if (a.kind === 'oneOf') return sometimes(a.options.map((option) => sameIdentity(option, b)));
  if (b.kind === 'oneOf') return sometimes(b.options.map((option) => sameIdentity(a, option)));
  if (a.kind === 'known' && b.kind === 'known') return sameKnown(a.value, b.value) ? 'yes' : 'no';
  if (a.kind === 'known' || b.kind === 'known') return 'unknown';
  const same = a.reason.code === b.reason.code && a.reason.subject === b.reason.subject && textAt(a) === textAt(b);
  return same ? 'yes' : 'unknown';
}

function sameKnown(a: Identity, b: Identity): boolean {
  if (isReference(a)) return isReference(b) && sameAddress(a.resource, b.resource);
  return a === b;
}

function textAt({ at }: Value<Identity>): string {
  return at.source.text.slice(at.start, at.end);
}

/** `alicloud_x.y` stands for `alicloud_x.y[0]` where the number of instances is not known. */
function sameAddress(a: string, b: string): boolean {
  return a === b || a === withoutIndex(b) || withoutIndex(a) === b;
}

function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

/** A service with everything in this unit that sets an aspect of it. */
export interface AssembledService {
  /** The service itself; undefined when only its parts are in these files. */
  readonly service: ManagedService | undefined;
  /** The service first where it is here; never empty. */
  readonly members: readonly ManagedService[];
  /** Parts that may or may not belong to it, because what they name is not known. */
  readonly perhaps: readonly ManagedService[];
}

/** Groups services with their parts. A part that fits no service in these files forms a group with its like. */
export function assembleServices(services: readonly ManagedService[]): readonly AssembledService[] {
  const parts = services.filter((service) => service.of !== undefined);
  const taken = new Set<ManagedService>();
  const assembled = services
    .filter((service) => service.of === undefined)
    .map((service): AssembledService => {
      const fits = parts.filter((part) => familyOf(part) === familyOf(service) && sameProduct(part, service));
      const members = fits.filter((part) => ['yes', 'maybe'].includes(means(part.of, service)));
      for (const part of members) taken.add(part);
      const perhaps = fits.filter((part) => means(part.of, service) === 'unknown');
      return { service, members: [service, ...members], perhaps };
    });
  const alone: ManagedService[][] = [];
  for (const part of parts) {
    if (taken.has(part)) continue;
    const group = alone.find(
      ([first]) => first && sameProduct(first, part) && sameIdentity(first.of, part.of) === 'yes',
    );
    if (group) group.push(part);
    else alone.push([part]);
  }
  return [...assembled, ...alone.map((members): AssembledService => ({ service: undefined, members, perhaps: [] }))];
}

function familyOf({ family }: ManagedService): string | undefined {
  return family?.kind === 'known' ? family.value : undefined;
}

function sameProduct(a: ManagedService, b: ManagedService): boolean {
  return productName(a) === productName(b);
}

/** RDS, PolarDB …; the catalogue fixes it for each type. */
export function productName({ product }: ManagedService): string {
  return product?.kind === 'known' ? product.value : '';
}
