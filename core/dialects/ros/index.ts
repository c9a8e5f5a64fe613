/**
 * The ROS dialect: one template file is one unit. This folder knows ROS's sections and functions; the only other
 * dialect it knows is Terraform, because a template may carry HCL (`Transform: Aliyun::Terraform-v1.5`).
 */
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import { terraformRows } from '../terraform/catalog/index.ts';
import { modelOf, syntaxProblems, type Unit, withDamage } from '../unit.ts';
import { rosRows } from './catalog/index.ts';
import { evaluateTemplate } from './evaluate.ts';

/** Reads one template. Syntax problems come with whatever the rest of the text still says. */
export function readRos(file: SourceText, surroundings: Surroundings = alone): Unit {
  const data = dataFileOf(file);
  const rule = file.path.endsWith('.json') ? 'syntax/json' : 'syntax/yaml';
  const syntax = syntaxProblems(file, data.problems, rule);
  const template = evaluateTemplate(file, surroundings);
  const workspace = template.evaluation?.workspace;
  const problems = [...syntax, ...template.problems, ...(workspace?.problems ?? [])];
  const resources = withDamage([...template.resources, ...(workspace?.resources ?? [])], problems);
  return {
    dialect: 'ros',
    files: [file],
    model: modelOf(resources, allRows),
    kubernetes: undefined,
    problems,
    comments: [{ source: file, comments: data.comments }, ...template.comments, ...(workspace?.comments ?? [])],
  };
}

/** Resource types of the two dialects are never the same. */
const allRows: typeof rosRows = new Map([...rosRows, ...terraformRows]);
