/** Findings as LSP diagnostics. */
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Finding } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import type { Language } from '../core/text/message.ts';
import { rangeOf } from './ranges.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export function diagnosticsOf(findings: readonly Finding[], language: Language): Diagnostic[] {
  return findings.map(({ rule, severity, message, at, related }) => ({
    range: rangeOf(at),
    severity: severities[severity],
    source: 'portguard',
    code: rule,
    message: message[language],
    relatedInformation: related.map((one) => ({
      location: { uri: pathToFileURL(one.at.source.path).href, range: rangeOf(one.at) },
      message: one.message[language],
    })),
  }));
}
