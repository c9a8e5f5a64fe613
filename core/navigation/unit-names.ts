/** The names of a unit, by its dialect. */
import type { Workspace } from '../dialects/surroundings.ts';
import { isTerraform, isVariableFile } from '../dialects/terraform/detect.ts';
import type { Unit } from '../dialects/unit.ts';
import { folderOf } from '../text/path.ts';
import { kubernetesNames } from './kubernetes.ts';
import type { Name } from './name.ts';
import { rosNames } from './ros.ts';
import { terraformNames } from './terraform.ts';

const cache = new WeakMap<Unit, readonly Name[]>();

/** Made once for each unit. A plan has no names of its own: those of its configuration are the configuration's. */
export function namesOf(unit: Unit, workspace: Workspace): readonly Name[] {
  let names = cache.get(unit);
  if (!names) {
    names = unit.toldBy ? [] : read(unit, workspace);
    cache.set(unit, names);
  }
  return names;
}

function read(unit: Unit, workspace: Workspace): readonly Name[] {
  const { dialect, files } = unit;
  if (dialect === 'kubernetes') return kubernetesNames(unit);
  if (dialect === 'ros') return files.flatMap((file) => rosNames(file, workspace));
  return terraformNames({
    files: files.filter(({ path }) => isTerraform(path)),
    values: files.filter(({ path }) => isVariableFile(path)),
    folder: folderOf(files[0]?.path ?? ''),
    workspace,
  });
}
