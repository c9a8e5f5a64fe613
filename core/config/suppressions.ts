/**
 * Inline suppressions: which findings the user has accepted, and what is wrong with the acceptances themselves.
 *
 *     # portguard:ignore RULE[, RULE] -- reason       on the line above (other comments may stand between), or at its end
 *     # portguard:ignore-file [RULE…] -- reason       in the comments at the top of the file
 *     portguard.io/ignore: "RULE -- reason; …"        annotation of a Kubernetes object
 *     Metadata: {portguard: {ignore: [{rule, reason}]}}   of a ROS resource
 *
 * A suppression covers the findings that start on its line. When the line heads a resource (its name, or the first line
 * of its block), it covers the whole resource. All places are compared in the file that a person opens, because HCL may
 * lie inside a ROS template.
 */
import type { Unit } from '../dialects/unit.ts';
import type { Finding, LintConfig, Unresolved } from '../lint.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { builtInChecks } from './built-in.ts';
import { commentSuppressions } from './comment-suppressions.ts';
import { groupedBy, within } from './lookup.ts';
import { metadataSuppressions } from './metadata-suppressions.ts';
import { didYouMean } from './nearest.ts';
import { isMeant, knownIds } from './rule-settings.ts';

/** One acceptance as written, with what it reaches. */
export interface Suppression {
  /** Ids and `topic/*` patterns as written, each with its place; empty for a whole file without rules. */
  readonly rules: readonly { readonly pattern: string; readonly at: Location }[];
  readonly reason: string | undefined;
  /** The comment, annotation or entry. */
  readonly at: Location;
  readonly covers: Cover;
  /** Whether it may stand without naming rules. */
  readonly wholeFile: boolean;
}

export interface Cover {
  /** A finding that starts in one of these is covered. */
  readonly spans: readonly Location[];
  /** Findings about these resources are covered wherever they stand in the unit's files. */
  readonly resources: ReadonlySet<string>;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
  /** The patterns that took it away. */
  readonly by: readonly Location[];
}

export interface Applied {
  /** What was not suppressed, and the findings about suppressions themselves. */
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** The patterns that took a finding away. */
  readonly needed: readonly Location[];
}

/** All that a unit's texts accept. */
export function suppressionsOf(unit: Unit): readonly Suppression[] {
  return distinct([...commentSuppressions(unit), ...metadataSuppressions(unit)]);
}

/**
 * Takes accepted findings away. `config` says which rules ran: a suppression of a rule that did not run is not called
 * unused, and neither is one that covers a value which is not known here.
 */
export function applySuppressions(
  findings: readonly Finding[],
  units: readonly Unit[],
  config: Pick<LintConfig, 'rules'>,
  unresolved: readonly Unresolved[] = [],
): Applied {
  const written = units.map((unit) => ({
    unit,
    suppressions: suppressionsOf(unit),
  }));
  // Most files have none, and what follows knows every rule by name.
  if (written.every(({ suppressions }) => suppressions.length === 0))
    return { kept: findings, suppressed: [], needed: [] };
  const ran = new Set([...config.rules.map(({ rule }) => rule.id), ...builtInChecks.map(({ id }) => id)]);
  const known = new Set([...knownIds(allRules), ...ran]);
  const notes: Finding[] = [];
  const needed: Location[] = [];
  const taken = new Map<Finding, SuppressedFinding>();
  const byPath = groupedBy(findings, ({ at }) => at.source.path);
  const isKnown = (pattern: string): boolean => known.has(pattern) || [...known].some((id) => isMeant(id, pattern));
  const didRun = (pattern: string): boolean => ran.has(pattern) || [...ran].some((id) => isMeant(id, pattern));
  for (const { unit, suppressions } of written) {
    if (suppressions.length === 0) continue;
    const coveredBy = coverageOf([...pathsOf(unit)].flatMap((path) => byPath.get(path) ?? []));
    // What a module that is called needs, its own unit tells.
    const own = new Set(unit.files.map(({ path }) => path));
    const broken = new Set([...unit.problems.map(({ at }) => at.source.path), ...(unit.tried ?? [])]);
    for (const suppression of suppressions) {
      const covered = coveredBy(suppression.covers);
      const note = (id: string, at: Location, message: Text): void => {
        notes.push({ rule: id, severity: 'warning', certainty: 'certain', message, at, related: [] });
      };
      const unknown = suppression.rules.filter(({ pattern }) => !isKnown(pattern));
      for (const { pattern, at } of unknown) note('suppression/unknown-rule', at, unknownRule(pattern, known));
      if (suppression.rules.length === 0 && !suppression.wholeFile) {
        note('suppression/unknown-rule', suppression.at, nameRules);
        continue;
      }
      const { reason } = suppression;
      if (!reason) {
        note('suppression/missing-reason', suppression.at, missingReason(suppression));
        continue;
      }
      const patterns = suppression.rules.length > 0 ? suppression.rules : [{ pattern: '*', at: suppression.at }];
      for (const { pattern, at } of patterns) {
        if (unknown.some((one) => one.pattern === pattern)) continue;
        const accepted = covered.filter(({ rule }) => isMeant(rule, pattern));
        for (const finding of accepted)
          taken.set(finding, { finding, reason, by: [...(taken.get(finding)?.by ?? []), at] });
        if (accepted.length > 0) needed.push(at);
        // In a file with syntax errors, or with other values than a chart's own, nobody knows what would have been found.
        if (accepted.length > 0 || broken.has(at.source.path) || !own.has(at.source.path)) continue;
        if (isOpen(suppression.covers, unresolved)) continue;
        if (didRun(pattern)) note('suppression/unused', at, unused(pattern));
      }
    }
  }
  return {
    kept: [...findings.filter((finding) => !taken.has(finding)), ...notes],
    suppressed: [...taken.values()],
    needed,
  };
}

/** Does it cover a value that is not known? What would be found with it, nobody can say. */
function isOpen({ spans }: Cover, unresolved: readonly Unresolved[]): boolean {
  return unresolved.some(({ at }) =>
    spans.some(({ source, start, end }) => source === at.source && at.start >= start && at.start <= end),
  );
}

/** Files that findings of a unit may stand in: its own, and those of modules that it calls. */
function pathsOf({ files, comments }: Unit): ReadonlySet<string> {
  return new Set([...files.map(({ path }) => path), ...comments.map(({ source }) => source.path)]);
}

/** Which of a unit's findings a cover takes. */
function coverageOf(findings: readonly Finding[]): (cover: Cover) => readonly Finding[] {
  const byResource = groupedBy(findings, ({ resource }) => resource);
  const byPath = groupedBy(findings, ({ at }) => at.source.path);
  for (const list of byPath.values()) list.sort((a, b) => a.at.start - b.at.start);
  return ({ spans, resources }) => {
    const inSpans = spans.flatMap(({ source, start, end }) =>
      // The name of a resource at the very end of a file without line end is still inside.
      within(byPath.get(source.path) ?? [], { start, end: Math.max(end, start + 1) }, ({ at }) => at.start),
    );
    const ofResources = [...resources].flatMap((address) => byResource.get(address) ?? []);
    return [...new Set([...ofResources, ...inSpans])];
  };
}

/** The same comment may reach us twice: a module's file in two units, an alias in two objects. */
function distinct(suppressions: readonly Suppression[]): Suppression[] {
  const seen = new Map<string, Suppression>();
  for (const one of suppressions) {
    const key = `${one.at.source.path}\0${one.at.start}\0${one.rules.map(({ pattern }) => pattern).join()}`;
    const before = seen.get(key);
    seen.set(key, before ? { ...one, covers: joined(before.covers, one.covers) } : one);
  }
  return [...seen.values()];
}

function joined(a: Cover, b: Cover): Cover {
  return { spans: [...a.spans, ...b.spans], resources: new Set([...a.resources, ...b.resources]) };
}

const nameRules: Text = {
  en: 'This suppression names no rule. Write "portguard:ignore RULE -- reason".',
  zh: '该忽略没有写规则。请写成“portguard:ignore 规则 -- 理由”。',
};

function unknownRule(pattern: string, known: ReadonlySet<string>): Text {
  const guess = didYouMean(pattern, known);
  return {
    en: `There is no rule "${pattern}", so nothing is suppressed.${guess.en}`,
    zh: `没有规则“${pattern}”，因此不会忽略任何问题。${guess.zh}`,
  };
}

function missingReason({ rules }: Suppression): Text {
  const names = rules.map(({ pattern }) => pattern).join(', ');
  const before = names === '' ? '' : `${names} `;
  return {
    en: `A suppression counts only with a reason. Write "${before}-- why this is accepted".`,
    zh: `忽略必须写明理由才会生效。请写成“${before}-- 接受的理由”。`,
  };
}

function unused(pattern: string): Text {
  if (pattern === '*') {
    return {
      en: 'Nothing in this file needs suppressing. Remove the comment.',
      zh: '本文件中没有需要忽略的问题。请删除该注释。',
    };
  }
  return {
    en: `${pattern} reports nothing here. Remove the suppression.`,
    zh: `${pattern} 在此处没有报告任何问题。请删除该忽略。`,
  };
}
