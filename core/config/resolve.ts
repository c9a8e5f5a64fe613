/** From a configuration and what the caller adds to it (command line, editor settings) to what the engine runs. */
import type { EnabledRule, LintConfig } from '../lint.ts';
import { PortSet } from '../network/ports.ts';
import type { Options, Rule, Severity } from '../rules/rule.ts';
import { builtInChecks } from './built-in.ts';
import { isMeant, type RuleLevel, type RuleSetting, topicOf } from './rule-settings.ts';
import type { Config } from './schema.ts';

/** What the caller says beside the configuration; it wins over it. */
export interface Overrides {
  /** Instead of the configuration's packs. */
  readonly packs?: readonly string[];
  /** After the configuration's. */
  readonly rules?: readonly RuleSetting[];
  /** False ignores `portguard:ignore` comments, annotations and metadata. */
  readonly inlineSuppressions?: boolean;
}

const defaultPublicPorts = PortSet.unionOf([PortSet.single(80), PortSet.single(443)]);

/**
 * The pack `recommended` runs unless packs are named. A rule that is named with anything but `off` runs too. Of the
 * settings that mean a rule, its id wins over `topic/*`, and that over `*`; of two alike, the later.
 */
export function resolveConfig(config: Config, rules: readonly Rule[], overrides: Overrides = {}): LintConfig {
  const packs = overrides.packs ?? config.packs ?? ['recommended'];
  const layers = [config.rules, overrides.rules ?? []];
  const enabled: EnabledRule[] = [];
  for (const rule of rules) {
    const setting = settingOf(rule.id, layers);
    const level = setting ? (setting.severity ?? rule.severity) : inPacks(rule, packs) ? rule.severity : 'off';
    if (level !== 'off') enabled.push({ rule, severity: level, options: { ...rule.options, ...setting?.options } });
  }
  const builtIn = new Map<string, RuleLevel>();
  for (const { id } of builtInChecks) {
    const severity = settingOf(id, layers)?.severity;
    if (severity) builtIn.set(id, severity);
  }
  return {
    rules: enabled,
    settings: { publicPorts: config.publicPorts ?? defaultPublicPorts, networks: config.networks },
    inlineSuppressions: overrides.inlineSuppressions ?? true,
    builtIn,
  };
}

function inPacks(rule: Rule, packs: readonly string[]): boolean {
  return packs.some(
    (pack) => pack === 'all' || (pack === 'recommended' && rule.recommended) || pack === topicOf(rule.id),
  );
}

/** A later layer wins as a whole; options of an earlier layer stay where the later says nothing about them. */
function settingOf(
  id: string,
  layers: readonly (readonly RuleSetting[])[],
): { severity: Severity | 'off' | undefined; options: Options } | undefined {
  let found: { severity: RuleLevel | undefined; options: Options } | undefined;
  for (const layer of layers) {
    const meant = layer.filter(({ pattern }) => isMeant(id, pattern));
    const strongest = meant.sort((a, b) => rank(a.pattern) - rank(b.pattern)).at(-1);
    if (!strongest) continue;
    // "*" and "topic/*" must not switch off what readers report about broken files.
    if (id.startsWith('syntax/') && strongest.pattern === '*') continue;
    found = {
      severity: strongest.severity ?? found?.severity,
      options: { ...found?.options, ...strongest.options },
    };
  }
  return found;
}

function rank(pattern: string): number {
  return pattern === '*' ? 0 : pattern.endsWith('/*') ? 1 : 2;
}
