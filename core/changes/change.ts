/**
 * Changes: what could be otherwise, said about the model. A fix is some of them; each front end knows how to write them.
 * Names of fields are the model's, and the catalogues know how a field and its values are spelt.
 */
import type { Resource } from '../dialects/resource.ts';
import type { AddressSet } from '../network/addresses.ts';
import type { Entity, EntityName, Identity } from '../network/model.ts';
import type { PortSet } from '../network/ports.ts';
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import type { Known, Value } from '../values/value.ts';
import type { NamedBlocks } from './networks.ts';
import type { Plain } from './plain.ts';

/** Fields of an entity with what they should hold, or how that is written; `null` takes what is written away. */
export type Settings = Readonly<Record<string, Plain | PortSet | AddressSet | null>>;

export type Change =
  /** Other text where a value is written; in a list this is one entry of it. */
  | { readonly kind: 'replace'; readonly resource: Resource; readonly at: Location; readonly by: Plain }
  | { readonly kind: 'set'; readonly entity: Entity; readonly to: Settings }
  /** More entities like this one, which differ from it in these settings. */
  | { readonly kind: 'copies'; readonly entity: Entity; readonly variants: readonly Settings[] }
  /** The entity with the first settings, and one more like it for each of the others. */
  | { readonly kind: 'divide'; readonly entity: Entity; readonly into: readonly Settings[] }
  | { readonly kind: 'remove'; readonly entity: Entity }
  /** Several entries of a list, or of a text with commas, in the place of one. */
  | { readonly kind: 'exchange'; readonly resource: Resource; readonly at: Location; readonly by: readonly Plain[] }
  /** Takes one entry out of a list or of a text with commas, or a setting by its value. */
  | { readonly kind: 'removeAt'; readonly resource: Resource; readonly at: Location }
  /** A setting of a resource that is no field of the model, by its path; `undefined` takes it away. */
  | {
      readonly kind: 'put';
      readonly resource: Resource;
      readonly path: readonly string[];
      readonly to: Plain | undefined;
      /** Below this place instead of the whole resource. */
      readonly below?: Location;
      /** A mapping goes into the one that is there: its other entries stay. */
      readonly merge?: true;
    }
  /** One more item in a list of a resource, or of a place in it. */
  | {
      readonly kind: 'append';
      readonly resource: Resource;
      readonly path: readonly string[];
      readonly item: Plain;
      readonly below?: Location;
    }
  /** A further resource of Terraform behind this one; its name is made of this one's. */
  | {
      readonly kind: 'resource';
      readonly beside: Resource;
      readonly type: string;
      readonly settings: Plain;
    }
  /** In an ordered list: puts an item in front of the first of these, which all stand before it. */
  | { readonly kind: 'move'; readonly entity: Entity; readonly among: readonly Entity[] }
  /** A further resource that sets something about this one, which its dialect keeps apart: a bucket's access block. */
  | {
      readonly kind: 'part';
      readonly of: Entity;
      readonly part: EntityName;
      /** The part's field that names this one. */
      readonly link: string;
      readonly to: Settings;
    }
  /** A further Kubernetes object in the file of this one. */
  | { readonly kind: 'object'; readonly beside: Resource; readonly object: Plain };

export type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;

export interface Fix {
  /** What it does, as an order: "Narrow the source to office". */
  readonly title: Text;
  readonly changes: readonly Change[];
  /** It takes nothing away from anybody who may connect, and lets nobody in: it may be applied without a look. */
  readonly safe?: true;
  /** The text that a person has yet to say, selected in the editor. */
  readonly placeholder?: string;
  /** Whom the place lets in can be said otherwise: by networks that are known elsewhere. Beside fixes of that kind. */
  readonly choice?: NetworkChoice;
}

/** A place that lets in too many, and how it would be written for networks that somebody chooses. */
export interface NetworkChoice {
  /** What is let in there, as far as the place says so. */
  readonly ports: PortSet | undefined;
  /** The group that the place is a rule of. */
  readonly group: Value<Identity> | undefined;
  /** None where that cannot be written. */
  readonly fixes: (network: NamedBlocks) => readonly Fix[];
}

/** Fixes of a place with the way to choose further networks there. */
export function offering(choice: NetworkChoice, fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => ({ ...fix, choice }));
}

/** A fix that needs further changes, whichever networks are chosen. */
export function withChanges({ choice, ...fix }: Fix, more: readonly Change[]): Fix {
  const changed = { ...fix, changes: [...fix.changes, ...more] };
  if (!choice) return changed;
  const fixes: NetworkChoice['fixes'] = (network) => choice.fixes(network).map((one) => withChanges(one, more));
  return { ...changed, choice: { ...choice, fixes } };
}

/** Whether something is written where a value is used: not a default, and no name that stands for it. */
export function isWrittenHere<T>(value: Value<T>): value is Known<T> {
  return value.kind === 'known' && !value.byDefault && value.definedAt === undefined && value.way === undefined;
}
