/**
 * From files to units. A ROS template is a unit of its own; a folder's Terraform files are one (a module), and so are
 * a folder's Kubernetes manifests. Plans and states of Terraform are units beside their modules, and so is each region of
 * a snapshot of an account. Which dialect a file belongs to is decided by its content.
 */
import { folderOf } from '../text/path.ts';
import type { SourceText } from '../text/source.ts';
import { isSnapshot } from './cloud/detect.ts';
import { readCloud } from './cloud/index.ts';
import { isKubernetes } from './kubernetes/detect.ts';
import { isChartTemplate } from './kubernetes/helm/index.ts';
import { readKubernetes } from './kubernetes/index.ts';
import { isRos } from './ros/detect.ts';
import { readRos } from './ros/index.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { isTerraform, isVariableFile } from './terraform/detect.ts';
import { readTerraform } from './terraform/index.ts';
import { isPlanOrState, readPlans } from './terraform/plan/index.ts';
import type { Unit } from './unit.ts';

export { isVendored } from './terraform/installed-modules.ts';

export function readUnits(files: readonly SourceText[], surroundings: Surroundings = alone): Unit[] {
  const units: Unit[] = [];
  const modules = new Map<string, SourceText[]>();
  const plans = new Map<string, SourceText[]>();
  const manifests = new Map<string, SourceText[]>();
  for (const file of files) {
    if (isChartTemplate(file, surroundings.workspace)) addTo(manifests, folderOf(file.path), file);
    else if (isTerraform(file.path) || isVariableFile(file.path)) addTo(modules, folderOf(file.path), file);
    else if (isSnapshot(file)) units.push(...readCloud(file));
    else if (isPlanOrState(file)) addTo(plans, folderOf(file.path), file);
    else if (isRos(file)) units.push(readRos(file, surroundings));
    else if (isKubernetes(file)) addTo(manifests, folderOf(file.path), file);
  }
  for (const folder of modules.values()) units.push(readTerraform(folder, surroundings));
  for (const [folder, files] of plans) {
    for (const unit of readPlans(files, modules.get(folder) ?? [], surroundings)) units.push(unit);
  }
  for (const folder of manifests.values()) units.push(readKubernetes(folder, surroundings));
  return units;
}

function addTo(groups: Map<string, SourceText[]>, key: string, file: SourceText): void {
  const group = groups.get(key);
  if (group) group.push(file);
  else groups.set(key, [file]);
}
