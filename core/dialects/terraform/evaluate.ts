/** From a module's files to its resources. A folder's files are one module; the modules that it calls come with it. */
import { folderOf } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';
import type { Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import type { Comments, Problem } from '../unit.ts';
import { isVariableFile } from './detect.ts';
import { givenValues } from './given-values.ts';
import { installedModules } from './installed-modules.ts';
import { Module } from './module.ts';
import { parseModule } from './module-files.ts';
import { newTree } from './tree.ts';

export interface EvaluatedModule {
  readonly resources: Resource[];
  readonly problems: Problem[];
  readonly comments: Comments[];
}

export interface ModuleSurroundings extends Surroundings {
  /** Values of variables that come from whatever this configuration lies in; they win over files. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** Where the module lies in the workspace; the folder of its first file where absent. */
  readonly folder?: string;
}

/**
 * The resources that the files describe, with evaluated attributes, and what is wrong with the text. Files may be
 * texts inside of others: every location carries the text that it counts in.
 */
export function evaluateModule(
  files: readonly SourceText[],
  surroundings: ModuleSurroundings = alone,
): EvaluatedModule {
  const { module, problems, comments } = openModule(files, surroundings);
  const { tree } = module.place;
  const resources = module.resources();
  return { resources, problems: [...problems, ...tree.problems], comments: [...comments, ...tree.comments] };
}

/** The module of a folder's files (configuration, and values for its variables), ready to be asked. */
export function openModule(
  files: readonly SourceText[],
  surroundings: ModuleSurroundings = alone,
): { readonly module: Module } & Omit<EvaluatedModule, 'resources'> {
  const { workspace, inputs, variables } = surroundings;
  const configuration = parseModule(files.filter(({ path }) => !isVariableFile(path)));
  const given = givenValues(
    files.filter(({ path }) => isVariableFile(path)),
    inputs.varFiles,
  );
  const folder = surroundings.folder ?? folderOf(files[0]?.path ?? '');
  const module: Module = new Module(
    {
      tree: newTree(workspace, folder, installedModules(workspace, folder)),
      prefix: '',
      key: '',
      folder,
      folders: [folder],
      given: (name) => variables?.get(name) ?? given.value(name, (source) => module.scope(source)),
      exists: 'yes',
      calledAt: undefined,
    },
    configuration.files,
    configuration.problems.length === 0,
  );
  return {
    module,
    problems: [...configuration.problems, ...given.problems],
    comments: [...configuration.comments, ...given.comments],
  };
}
