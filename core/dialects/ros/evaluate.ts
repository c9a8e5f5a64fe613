/** A ROS template's own resources and those of the stacks that it nests. HCL in a template is transform.ts's business. */
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';
import type { Resource } from '../resource.ts';
import { alone, type Surroundings } from '../surroundings.ts';
import type { Comments, Problem } from '../unit.ts';
import { Evaluation } from './evaluation.ts';
import { givenParameters } from './given.ts';
import { newWork } from './jq/index.ts';
import { evaluateResources } from './resources.ts';
import { templateOf } from './template.ts';

export interface Evaluated {
  readonly resources: readonly Resource[];
  /** References to nothing and cycles; syntax problems are the reader's. */
  readonly problems: readonly Problem[];
  /** Of the files of nested stacks. */
  readonly comments: readonly Comments[];
  /** For further questions; absent for a text without a template. */
  readonly evaluation?: Evaluation;
}

/** Files whose stacks nest stacks in turn: a few are usual, and this many are looked at. */
const maxStacks = 50;
/** Without further trials, more stays possible than is. */
const maxTrials = 10_000;
/** The largest templates of Alibaba Cloud's own take a few hundred. */
const maxSteps = 200_000;

/** Resources in the order of the text. Never throws: what is wrong is a problem, what cannot be known is unknown. */
export function evaluateTemplate(source: SourceText, surroundings: Surroundings = alone): Evaluated {
  const evaluation = openTemplate(source, surroundings);
  if (!evaluation) return { resources: [], problems: [], comments: [] };
  const resources = evaluateResources(evaluation);
  const { files, comments: embedded } = evaluation.setting.shared;
  const comments = [...Array.from(files, (source) => ({ source, comments: dataFileOf(source).comments })), ...embedded];
  return { resources, problems: evaluation.problems, comments, evaluation };
}

/** The evaluation of a template, ready to be asked. */
export function openTemplate(source: SourceText, surroundings: Surroundings): Evaluation | undefined {
  const template = templateOf(source);
  if (!template) return undefined;
  return new Evaluation(template, {
    surroundings,
    given: givenParameters(surroundings.inputs.parameters),
    prefix: '',
    around: [template.root],
    shared: { work: newWork(), trials: maxTrials, steps: maxSteps, stacks: maxStacks, files: new Set(), comments: [] },
  });
}
