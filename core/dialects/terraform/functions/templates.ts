/** Functions whose text is a template. */
import { templateFile, templateString } from '../template-files.ts';
import { type FunctionDefinition, tolerant } from './definition.ts';

export const templateFunctions: readonly FunctionDefinition[] = [
  tolerant('templatefile', 2, 2, templateFile),
  tolerant('templatestring', 2, 2, templateString),
];
