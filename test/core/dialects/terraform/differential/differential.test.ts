/** Expressions by chance through the real Terraform, where it is on the machine. */
import { expect, test } from 'vitest';
import { differences, expressionsOf } from './compare.ts';
import { hasTerraform } from './terraform.ts';

test.skipIf(!(await hasTerraform()))(
  'Terraform gives the same values and the same refusals',
  async () => {
    const expressions = expressionsOf(2026, 1000);
    for (let i = 0; i < expressions.length; i += 500)
      expect(await differences(expressions.slice(i, i + 500))).toEqual([]);
  },
  120_000,
);
