/** What is said about files as LSP diagnostics. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Severity } from '../core/rules/rule.ts';
import { digest } from '../core/text/digest.ts';
import type { Language } from '../core/text/message.ts';
import { configurationProblem } from './configurations.ts';
import { uriOf } from './paths.ts';
import type { RulePage } from './rule-page.ts';
import type { Said } from './said.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What these are about does nothing: it can go. */
const unnecessary: ReadonlySet<string> = new Set([
  'hygiene/shadowed-rule',
  'hygiene/redundant-rule',
  'hygiene/duplicate-rule',
  'hygiene/unused-group',
  'suppression/unused',
]);

/** Says again which finding a diagnostic is of; the place is the diagnostic's. */
export interface DiagnosticData {
  readonly rule: string;
  /** Address of the resource; absent where there is none. */
  readonly resource?: string;
}

export interface DiagnosticReport {
  readonly items: Diagnostic[];
  /** The same for the same diagnostics. */
  readonly resultId: string;
}

/** Turns what is said about one file into diagnostics, in the order of their places; once for the same array. */
export function reporting(language: () => Language, rulePage: RulePage): (said: readonly Said[]) => DiagnosticReport {
  const reports = new WeakMap<readonly Said[], DiagnosticReport>();
  return (said) => {
    const before = reports.get(said);
    if (before) return before;
    const items = said.map((one) => diagnosticOf(one, language(), rulePage)).sort(byPlace);
    const report = { items, resultId: digest(JSON.stringify(items)) };
    reports.set(said, report);
    return report;
  };
}

export function diagnosticOf(said: Said, language: Language, rulePage: RulePage): Diagnostic {
  const { rule, severity, message, at, resource, related } = said;
  const data: DiagnosticData = { rule, ...(resource === undefined ? {} : { resource }) };
  return {
    range: at.range,
    severity: severities[severity],
    source: 'portguard',
    ...(rule === configurationProblem ? {} : { code: rule, codeDescription: { href: rulePage(rule) }, data }),
    message: message[language],
    ...(unnecessary.has(rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.map((one) => ({
      location: { uri: uriOf(one.at.source.path), range: one.at.range },
      message: one.message[language],
    })),
  };
}

function byPlace({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): number {
  return a.line - b.line || a.character - b.character;
}
