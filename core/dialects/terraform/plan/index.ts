/**
 * Plans and states as Terraform units: what is or will be there, as `terraform` itself worked it out. Where their
 * configuration lies beside them, findings are shown there.
 */
import { dataFileOf } from '../../../syntax/parsed.ts';
import { folderOf, joinPath } from '../../../text/path.ts';
import type { SourceText } from '../../../text/source.ts';
import type { Resource } from '../../resource.ts';
import type { Surroundings } from '../../surroundings.ts';
import { type Comments, modelOf, syntaxProblems, type Unit, withDamage } from '../../unit.ts';
import { terraformRows } from '../catalog/index.ts';
import { isVariableFile } from '../detect.ts';
import { evaluateModule } from '../evaluate.ts';
import { sourcesIn } from '../module-files.ts';
import { kindOf } from './detect.ts';
import { locatedIn } from './located.ts';
import { resourcesOfPlan } from './plan.ts';
import { resourcesOfState } from './state.ts';

export { resourcesOfState } from './state.ts';

export function isPlanOrState(source: SourceText): boolean {
  return kindOf(source) !== undefined;
}

/** The units of a folder's plans and states. `beside` are its configuration files, as far as they are at hand. */
export function readPlans(
  plans: readonly SourceText[],
  beside: readonly SourceText[],
  surroundings: Surroundings,
): readonly Unit[] {
  const [first] = plans;
  if (!first) return [];
  const folder = folderOf(first.path);
  const files = beside.length > 0 ? beside : filesIn(folder, surroundings);
  const { resources, comments } =
    files.length > 0 ? evaluateModule(files, { ...surroundings, folder }) : { resources: [], comments: [] };
  // Files that are linted themselves bring their own suppressions.
  return plans.map((plan) => readPlan(plan, resources, beside.length > 0 ? [] : comments));
}

function readPlan(plan: SourceText, sources: readonly Resource[], comments: readonly Comments[]): Unit {
  const { documents, problems: syntax } = dataFileOf(plan);
  const problems = syntaxProblems(plan, syntax, 'syntax/json');
  const root = documents[0]?.root;
  const resources = kindOf(plan) === 'plan' ? resourcesOfPlan(root, plan) : resourcesOfState(plan);
  return {
    dialect: 'terraform',
    files: [plan],
    model: modelOf(locatedIn(withDamage(resources, problems), sources), terraformRows),
    kubernetes: undefined,
    problems,
    comments,
    toldBy: plan,
  };
}

function filesIn(folder: string, { workspace }: Surroundings): SourceText[] {
  const values = (workspace.list(folder) ?? []).filter(isVariableFile);
  return [...sourcesIn(folder, workspace), ...values.flatMap((name) => workspace.read(joinPath(folder, name)) ?? [])];
}
