/** Expressions by chance through the real Terraform, where it is on the machine. */
import { expect, test } from 'vitest';
import { differences } from './compare.ts';
import { expressions } from './grammar.ts';
import { terraformVersion } from './oracle.ts';

test.skipIf(!terraformVersion?.startsWith('1.'))(
  'Terraform gives the same values and the same refusals',
  () => {
    expect(differences(expressions(1, 1000))).toEqual([]);
  },
  120_000,
);
