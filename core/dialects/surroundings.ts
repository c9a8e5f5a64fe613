/**
 * What an evaluation may look at beside the files that it is given: the rest of the workspace, and values that are
 * given at deployment. core/ reads nothing itself; whoever calls it decides what can be read.
 */
import type { SourceText } from '../text/source.ts';

/**
 * Files around those that are linted. Paths are written like `SourceText.path`, and may climb with `..`; what lies
 * outside of the workspace answers like what does not exist.
 */
export interface Workspace {
  /** The text of a file, the same object each time; `undefined` where there is none, or it is no UTF-8. */
  read(path: string): SourceText | undefined;
  /** The bytes of a file. */
  bytes(path: string): Uint8Array | undefined;
  /** Names of what is in a folder, in order, those of folders with a `/` behind; `undefined` where there is none. */
  list(folder: string): readonly string[] | undefined;
}

/** Values that are given at deployment, in the order in which they were named: later ones win. */
export interface Inputs {
  /** Terraform's `-var-file`: `.tfvars` and `.tfvars.json`. */
  readonly varFiles: readonly SourceText[];
  /** Parameters of ROS stacks: YAML or JSON, plain or as a stack's configuration file. */
  readonly parameters: readonly SourceText[];
}

export interface Surroundings {
  readonly workspace: Workspace;
  readonly inputs: Inputs;
}

/** Nothing but the files themselves. */
export const alone: Surroundings = {
  workspace: { read: () => undefined, bytes: () => undefined, list: () => undefined },
  inputs: { varFiles: [], parameters: [] },
};
