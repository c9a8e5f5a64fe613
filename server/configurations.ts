/**
 * The configurations of the workspace. They are read from disk, not from what is typed: a configuration that is being
 * written is broken most of the time. What is wrong in one is said at its place, of what is typed, too.
 */
import { basename } from 'node:path';
import { configFileNames, readConfig } from '../core/config/schema.ts';
import { rules } from '../core/rules/index.ts';
import type { Text } from '../core/text/message.ts';
import type { SourceText } from '../core/text/source.ts';
import { type ConfigFiles, configFiles } from '../files/config-files.ts';
import { slashed } from './paths.ts';
import { placeOf, type Said } from './said.ts';
import type { Told } from './told.ts';

/** What was read is believed for so long, milliseconds: not every client says that a file has changed. */
const fresh = 2000;

/** Stands for the rule where a configuration is wrong; there is no page about it. */
export const configurationProblem = 'configuration';

export class Configurations {
  readonly #onProblem: (problem: Text) => void;
  readonly #said = new Set<string>();
  #files: ConfigFiles | undefined;
  #readAt = 0;

  /** @param onProblem is told once of each problem */
  constructor(onProblem: (problem: Text) => void) {
    this.#onProblem = onProblem;
  }

  files(): ConfigFiles {
    const now = Date.now();
    if (!this.#files || now - this.#readAt > fresh) {
      this.#readAt = now;
      this.#files = configFiles({
        only: undefined,
        overrides: {},
        shown: slashed,
        onProblem: (one) => this.#tell(one),
      });
    }
    return this.#files;
  }

  /** Something on disk may have changed. */
  forget(): void {
    this.#files = undefined;
  }

  #tell(problem: Text): void {
    if (this.#said.has(problem.en)) return;
    this.#said.add(problem.en);
    this.#onProblem(problem);
  }
}

export function isConfiguration(path: string): boolean {
  return (configFileNames as readonly string[]).includes(basename(path));
}

/** What is wrong in a configuration; nothing where it is valid. */
export function toldOfConfiguration(source: SourceText): Told | undefined {
  const said = readConfig(source, rules).problems.map(
    ({ at, message }): Said => ({
      rule: configurationProblem,
      severity: 'error',
      certainty: 'certain',
      message,
      at: placeOf(at),
      related: [],
    }),
  );
  if (said.length === 0) return undefined;
  return {
    said: new Map([[source.path, said]]),
    needed: new Map(),
    seen: new Set(),
    size: 0,
    hasGroups: false,
    settings: undefined,
    exposure: () => ({ rows: [], pools: [] }),
  };
}
