/**
 * What every dialect's evaluation ends in: resources with evaluated attributes. The network model is built from
 * these by catalogues (ROS, Terraform) or by hand (Kubernetes).
 */
import type { Location } from '../text/source.ts';
import type { MapData, Reference, UnknownReason } from '../values/value.ts';

export interface Resource {
  readonly dialect: 'ros' | 'terraform' | 'kubernetes' | 'cloud';
  /** `ALIYUN::ECS::SecurityGroup`, `alicloud_security_group`, `v1/Service`. */
  readonly type: string;
  /**
   * As people write it: the logical id for ROS, `type.name` with module path and index for Terraform,
   * `Kind.namespace.name` for Kubernetes. Unique in its unit.
   */
  readonly address: string;
  /** The resource's name where it is defined: where a missing setting is reported. */
  readonly nameAt: Location;
  /** The whole block. */
  readonly blockAt: Location;
  /** `maybe` when a condition or count that cannot be decided governs it. Resources that cannot exist are left out. */
  readonly exists: 'yes' | 'maybe';
  readonly attributes: MapData;
  /** True where attributes may be missing that we could not evaluate (an unknown dynamic block, a spread of unknown keys). */
  readonly incomplete?: UnknownReason | undefined;
  /** The module call in the user's own text, where the resource stands in a module that was only downloaded. */
  readonly calledAt?: Location | undefined;
  /** The block's text, where a syntax error stands in it: an attribute that it names but does not have was lost. */
  readonly damaged?: string | undefined;
}

/** A resource's own identity as a value elsewhere. */
export function referenceTo(address: string, attribute = ''): Reference {
  return { type: 'reference', resource: address, attribute };
}
