/** What the linter says about an account: every rule, as it is set by default. */
import { resolveConfig } from '../../../core/config/resolve.ts';
import { emptyConfig } from '../../../core/config/schema.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import { type Finding, lintUnits } from '../../../core/lint.ts';
import { rules } from '../../../core/rules/index.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import { turns } from './turns.ts';

/**
 * One rule and one region after the other, so that others are let in between.
 * @param settings what the workspace says of its own networks and ports
 */
export async function lintAccount(units: readonly Unit[], settings: Settings | undefined): Promise<readonly Finding[]> {
  const byDefault = resolveConfig(emptyConfig, rules);
  const config = { ...byDefault, settings: settings ?? byDefault.settings };
  const findings: Finding[] = [];
  const turn = turns();
  for (const enabled of config.rules) {
    for (const unit of units) {
      const { findings: found } = lintUnits([unit], unit.files, { ...config, rules: [enabled] });
      findings.push(...found.filter(({ rule }) => rule === enabled.rule.id));
      await turn();
    }
  }
  return findings.sort((a, b) => a.at.start - b.at.start);
}
