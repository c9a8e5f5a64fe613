/**
 * The engine's one door: `lint(files, config)`. Pure: texts in, findings out, no file system, no network. The caller
 * (CLI, language server, tests) hands over one folder at a time, because a folder is a Terraform module and a set of
 * manifests; each ROS template is a unit of its own.
 */

import type { Fix } from './changes/change.ts';
import type { Acceptance } from './changes/configuring.ts';
import { groupedBy } from './config/lookup.ts';
import type { RuleLevel } from './config/rule-settings.ts';
import { applySuppressions, type SuppressedFinding } from './config/suppressions.ts';
import { alone, type Surroundings } from './dialects/surroundings.ts';
import type { Problem, Unit } from './dialects/unit.ts';
import { isVendored, readUnits } from './dialects/units.ts';
import type { Related, Report, Rule, RuleContext, Settings, Severity } from './rules/rule.ts';
import type { Text } from './text/message.ts';
import type { Location, SourceText } from './text/source.ts';
import type { Truth } from './values/truth.ts';
import { reasonText, type Value } from './values/value.ts';
import { wayOf } from './values/way.ts';

export interface LintConfig {
  readonly settings: Settings;
  /** The rules that run here, with the severity that the configuration gives them. */
  readonly rules: readonly EnabledRule[];
  /** Whether `# portguard:ignore` comments count. */
  readonly inlineSuppressions: boolean;
  /** Severities of what is reported without a rule (config/built-in.ts), where they differ from the usual. */
  readonly builtIn?: ReadonlyMap<string, RuleLevel>;
}

export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: Rule['options'];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly certainty: 'certain' | 'possible';
  readonly message: Text;
  /** In the file that a person opens. */
  readonly at: Location;
  /** Address of the resource, absent for syntax problems. */
  readonly resource?: string;
  readonly related: readonly Related[];
  /** What would mend it, worked out when somebody asks. */
  readonly fixes?: () => readonly Fix[];
  /** What a person may say in the configuration, so that this is no fault. */
  readonly accepts?: () => Acceptance | undefined;
  /** The plan or state that tells it, where it is shown in the configuration. */
  readonly toldBy?: SourceText;
}

/** A value that a rule needed and that is not known from the text. */
export interface Unresolved {
  readonly at: Location;
  readonly reason: Text;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly unresolved: readonly Unresolved[];
  /** Findings that an inline comment or annotation took away. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Patterns of suppressions that a finding needed. */
  readonly neededSuppressions: readonly Location[];
  /** The files that a dialect took as its own. */
  readonly linted: readonly SourceText[];
}

/** Findings of one folder's files, in the order of files and places. */
export function lint(files: readonly SourceText[], config: LintConfig, surroundings: Surroundings = alone): LintResult {
  return lintUnits(readUnits(files, surroundings), files, config);
}

/** The same for units that were read from these files, for a caller that has further questions about them. */
export function lintUnits(units: readonly Unit[], files: readonly SourceText[], config: LintConfig): LintResult {
  const findings: Finding[] = [];
  const unresolved = new Map<string, Unresolved>();
  const beside = new Set(units.flatMap((unit) => [...(unit.beside ?? [])]));
  for (const unit of units) {
    for (const { rule, at, message, severity } of summarised(unit.problems)) {
      findings.push({
        rule,
        severity: severity ?? 'error',
        certainty: 'certain',
        message,
        at: at.source.outermost(at),
        related: [],
      });
    }
    for (const enabled of config.rules) check(unit, enabled, config.settings, findings, unresolved);
  }
  const unique = distinct(findings).filter(({ at }) => !beside.has(at.source.path));
  const { kept, suppressed, needed } = config.inlineSuppressions
    ? applySuppressions(unique, units, config, [...unresolved.values()])
    : { kept: unique, suppressed: [], needed: [] };
  return {
    findings: inOrder(withLevels(kept, config.builtIn), files),
    unresolved: [...unresolved.values()].filter(({ at }) => !beside.has(at.source.path)),
    suppressed,
    neededSuppressions: needed,
    linted: [...new Set(units.flatMap((unit) => unit.files))],
  };
}

function check(
  unit: Unit,
  { rule, severity, options }: EnabledRule,
  settings: Settings,
  findings: Finding[],
  unresolved: Map<string, Unresolved>,
): void {
  const report = (truth: Truth, finding: Report): void => {
    if (truth === 'no') return;
    if (truth === 'unknown') {
      for (const { at, reason } of finding.because ?? []) {
        const place = at.source.outermost(at);
        unresolved.set(`${place.source.path}:${place.start}:${place.end}`, { at: place, reason: reasonText(reason) });
        if (reason.code === 'limit') findings.push(limitReached(place, finding.resource.address, reason.subject));
      }
      return;
    }
    const possible = truth === 'maybe' || finding.resource.exists === 'maybe';
    const wanted = finding.severity ? lower(finding.severity, severity, rule.severity) : severity;
    findings.push({
      rule: rule.id,
      // What is only possible does not fail a build by itself.
      severity: possible && wanted === 'error' ? 'warning' : wanted,
      certainty: possible ? 'possible' : 'certain',
      message: finding.message,
      ...placed(finding),
      resource: finding.resource.address,
      ...(finding.fixes ? { fixes: finding.fixes } : {}),
      ...(finding.accepts ? { accepts: finding.accepts } : {}),
      ...(unit.toldBy ? { toldBy: unit.toldBy } : {}),
    });
  };
  const context: RuleContext = {
    model: unit.model,
    kubernetes: unit.kubernetes,
    files: unit.files,
    options: options ?? {},
    settings,
    report,
  };
  rule.check(context);
}

/** Problems and notes at the severity that the configuration gives them; `off` takes them away. */
export function withLevels(findings: readonly Finding[], levels: LintConfig['builtIn']): readonly Finding[] {
  if (!levels || levels.size === 0) return findings;
  return findings.flatMap((finding) => {
    const level = levels.get(finding.rule);
    if (level === 'off') return [];
    return level ? [{ ...finding, severity: level }] : [finding];
  });
}

/** A rule's own choice for one finding, unless the configuration overrode the rule's severity. */
function lower(chosen: Severity, configured: Severity, byDefault: Severity): Severity {
  return configured === byDefault ? chosen : configured;
}

function isValue(at: Value<unknown> | Location): at is Value<unknown> {
  return 'kind' in at;
}

function placeOf(at: Value<unknown> | Location): Location {
  const location = isValue(at) ? at.at : at;
  return location.source.outermost(location);
}

/**
 * Where a finding is shown. What stands in a module that was only downloaded is told at the place of the user's own
 * text that leads there: the last station of the value's way in it, else the call of the module.
 */
function placed(finding: Report): Pick<Finding, 'at' | 'related'> {
  const at = placeOf(finding.at);
  const related = relatedOf(finding);
  const { calledAt } = finding.resource;
  if (!calledAt) return { at, related };
  const own = related.find((one) => !isVendored(one.at.source.path));
  const inside = { at, message: { en: 'it stands in this module', zh: '它位于该模块中' } };
  return { at: own?.at ?? calledAt, related: [inside, ...related.filter((one) => one !== own)] };
}

function limitReached(at: Location, resource: string, subject: string): Finding {
  return {
    rule: 'syntax/limit',
    severity: 'info',
    certainty: 'certain',
    message: {
      en: `Not evaluated: it goes beyond what is looked at, so nothing is said about it. Write it more simply: ${subject}`,
      zh: `未求值：超出了检查的上限，因此未对其作出判断。请简化写法：${subject}`,
    },
    at,
    resource,
    related: [],
  };
}

function relatedOf({ at, related = [] }: Report): Related[] {
  const way = isValue(at) ? wayOf(at) : [];
  return [...way, ...related.map((one) => ({ ...one, at: one.at.source.outermost(one.at) }))];
}

/** A text with more problems of one kind than this is another language, or badly broken: the first ones say so. */
const maxTold = 20;

/** The problems as they are told: of many of one kind in one text the first, and how many more there are. */
function summarised(problems: readonly Problem[]): Problem[] {
  return [...groupedBy(problems, ({ at }) => at.source).values()].flatMap((ofText) =>
    [...groupedBy(ofText, ({ rule }) => rule).values()].flatMap(firstOf),
  );
}

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[maxTold];
  if (!next) return problems;
  const count = problems.length - maxTold;
  const message = {
    en: `From here on there are ${count} more problems of this kind. Mend the first ones and lint again.`,
    zh: `从此处起还有 ${count} 个此类问题。请先修正前面的，再重新检查。`,
  };
  return [...problems.slice(0, maxTold), { ...next, message }];
}

/** `count` and `for_each` repeat a block, and a plan what its configuration says: the same rule at the same place with the same words is said once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, at, message } = finding;
    const key = `${rule}\0${at.source.path}\0${at.start}\0${at.end}\0${message.en}`;
    const before = seen.get(key);
    const isBetter = !before || (before.certainty === 'possible' && finding.certainty === 'certain');
    const told = isBetter ? finding : before;
    const toldBy = finding.toldBy ?? before?.toldBy;
    seen.set(key, toldBy && !told.toldBy ? { ...told, toldBy } : told);
  }
  return [...seen.values()];
}

function inOrder(findings: readonly Finding[], files: readonly SourceText[]): Finding[] {
  const place = new Map(files.map((file, index) => [file.path, index]));
  const fileOf = ({ at }: Finding): number => place.get(at.source.path) ?? files.length;
  return [...findings].sort(
    (a, b) => fileOf(a) - fileOf(b) || a.at.start - b.at.start || a.at.end - b.at.end || (a.rule < b.rule ? -1 : 1),
  );
}
