/** What surrounds the evaluation of one template, and what all templates of a unit have in common. */
import type { DataNode } from '../../syntax/data.ts';
import type { SourceText } from '../../text/source.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Comments } from '../unit.ts';
import type { Given } from './given.ts';
import type { Work } from './jq/index.ts';

/** What an evaluation is given beside the template. */
export interface Setting {
  readonly surroundings: Surroundings;
  /** Values of parameters and pseudo parameters. */
  readonly given: Given;
  /** Before the names of resources: the stacks around this one, each with a `/` behind. */
  readonly prefix: string;
  /** The templates around this one, its own included, as what holds their sections. */
  readonly around: readonly (DataNode | undefined)[];
  readonly shared: Shared;
}

/** What a template and all stacks that it nests have in common. */
export interface Shared {
  readonly work: Work;
  /** How often it may still be tried whether a parameter's value agrees with the template's rules. */
  trials: number;
  /** Calls of functions, and values that they may have, before assumptions are no longer followed. */
  steps: number;
  /** How many more stacks may be nested. */
  stacks: number;
  /** Files of nested stacks. */
  readonly files: Set<SourceText>;
  /** Of Terraform in nested stacks. */
  readonly comments: Comments[];
}
