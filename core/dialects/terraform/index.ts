/**
 * The Terraform dialect: a folder's `.tf` files are a module, evaluated as a whole and translated into the network
 * model. It knows Terraform's language and the alicloud provider's resources; it reads no files and starts nothing.
 */
import type { SourceText } from '../../text/source.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import { modelOf, type Unit, withDamage } from '../unit.ts';
import { terraformRows } from './catalog/index.ts';
import { evaluateModule } from './evaluate.ts';

export { openModule } from './evaluate.ts';

/** The unit of one module: all the `.tf` files of a folder. */
export function readTerraform(files: readonly SourceText[], surroundings: Surroundings = alone): Unit {
  const { resources, problems, comments } = evaluateModule(files, surroundings);
  return {
    dialect: 'terraform',
    files,
    model: modelOf(withDamage(resources, problems), terraformRows),
    kubernetes: undefined,
    problems,
    comments,
  };
}
