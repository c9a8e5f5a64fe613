/** All rules, in the order of the catalogue. Adding a rule means one file and one line in its folder's index. */
import { networkRules } from './exposure/index.ts';
import { kubernetesRules } from './kubernetes/index.ts';
import type { Rule } from './rule.ts';
import { serviceRules } from './services/index.ts';

export const rules: readonly Rule[] = [...networkRules, ...serviceRules, ...kubernetesRules];
