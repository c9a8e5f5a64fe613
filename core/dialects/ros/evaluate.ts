/** A ROS template's own resources, evaluated. HCL inside a template is transform.ts's business. */
import type { SourceText } from '../../text/source.ts';
import type { Resource } from '../resource.ts';
import type { Problem } from '../unit.ts';
import { Evaluation } from './evaluation.ts';
import { evaluateResources } from './resources.ts';
import { templateOf } from './template.ts';

export interface Evaluated {
  readonly resources: readonly Resource[];
  /** References to nothing and cycles; syntax problems are the reader's. */
  readonly problems: readonly Problem[];
}

/** Resources in the order of the text. Never throws: what is wrong is a problem, what cannot be known is unknown. */
export function evaluateTemplate(source: SourceText): Evaluated {
  const template = templateOf(source);
  if (!template) return { resources: [], problems: [] };
  const evaluation = new Evaluation(template);
  return { resources: evaluateResources(evaluation), problems: evaluation.problems };
}
