/**
 * What a run of `lint` found, as plain data: places are lines and columns, texts of the files are let go. The formats
 * write it down.
 */
import { editsOf } from '../core/changes/write.ts';
import type { Finding, Unresolved } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import { digest } from '../core/text/digest.ts';
import type { Text } from '../core/text/message.ts';
import type { Location } from '../core/text/source.ts';

/** 1-based; columns count UTF-16 code units; the end is the first character behind. */
export interface Place {
  /** As shown to people: relative to the current folder, or absolute outside of it; with `/`. */
  readonly file: string;
  readonly range: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** `isOrigin`: the value that the finding is about is written here. */
export interface RelatedPlace extends Place {
  readonly message: Text;
  readonly isOrigin: boolean;
}

export interface ReportedFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly certainty: Finding['certainty'];
  readonly message: Text;
  readonly resource: string | undefined;
  readonly related: readonly RelatedPlace[];
  /** The same as long as rule, file, resource and the line's text are, wherever the line moves. */
  readonly fingerprint: string;
  /** At or above what fails this run. */
  readonly fails: boolean;
  /** What would mend it; only where the run was asked for that. */
  readonly fixes: readonly ReportedFix[];
}

/** All edits together mend it; places are those of the text before all of them. */
export interface ReportedFix {
  readonly title: Text;
  /** Nobody loses access, and nobody gains any. */
  readonly isSafe: boolean;
  readonly edits: readonly (Place & { readonly text: string })[];
}

export interface LintReport {
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly (ReportedFinding & { readonly reason: string })[];
  readonly unresolved: readonly (Place & { readonly reason: Text })[];
  /** How many files a dialect took as its own. */
  readonly linted: number;
}

export interface Summary {
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Files with findings. */
  readonly files: number;
  readonly linted: number;
  readonly unresolved: number;
  readonly suppressed: number;
}

export function summaryOf({ findings, suppressed, unresolved, linted }: LintReport): Summary {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    files: new Set(findings.map(({ file }) => file)).size,
    linted,
    unresolved: unresolved.length,
    suppressed: suppressed.length,
  };
}

function placeOf({ source, start, end }: Location): Place {
  const from = source.positionAt(start);
  const to = source.positionAt(Math.max(start, end));
  return {
    file: source.path,
    range: {
      start: { line: from.line + 1, column: from.column + 1 },
      end: { line: to.line + 1, column: to.column + 1 },
    },
  };
}

export interface Reporting {
  readonly fails: boolean;
  /** Counts findings of one run that would have the same fingerprint, so that each gets its own. */
  readonly alike: Map<string, number>;
  /** Fixes take as long again as finding what they mend. */
  readonly withFixes: boolean;
}

export function reported(finding: Finding, { fails, alike, withFixes }: Reporting): ReportedFinding {
  const hash = fingerprintOf(finding);
  const before = alike.get(hash) ?? 0;
  alike.set(hash, before + 1);
  const fixes = withFixes ? fixesOf(finding) : [];
  return { ...described(finding, fails), fixes, fingerprint: `${hash}:${before + 1}` };
}

function fixesOf({ fixes }: Finding): readonly ReportedFix[] {
  return (fixes?.() ?? []).flatMap((fix) => {
    const edits = editsOf(fix);
    if (!edits) return [];
    return [
      {
        title: fix.title,
        isSafe: fix.safe === true,
        edits: edits.map((edit) => ({ ...placeOf(edit), text: edit.text })),
      },
    ];
  });
}

function described(finding: Finding, fails: boolean): Omit<ReportedFinding, 'fingerprint' | 'fixes'> {
  const { rule, severity, certainty, message, at, resource, related } = finding;
  return {
    ...placeOf(at),
    rule,
    severity,
    certainty,
    message,
    resource,
    related: related.map((one) => ({ ...placeOf(one.at), message: one.message, isOrigin: one.isOrigin === true })),
    fails,
  };
}

export function unresolvedPlace({ at, reason }: Unresolved): LintReport['unresolved'][number] {
  return { ...placeOf(at), reason };
}

/** A module's resource is the same one whoever calls the module. */
function fingerprintOf({ rule, at, resource = '' }: Finding): string {
  const { line } = at.source.positionAt(at.start);
  const text = at.source.text.slice(at.source.lineStart(line), at.source.lineStart(line + 1)).trim();
  return digest(`${rule}\0${at.source.path}\0${withoutCalls(resource)}\0${text}`);
}

/** `module.web["a"].alicloud_vpc.main[0]` as `alicloud_vpc.main[0]`. */
function withoutCalls(address: string): string {
  return address.replace(/^(?:module\.[^.[\]"]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)+/, '');
}
