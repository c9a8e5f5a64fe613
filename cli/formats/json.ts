/** For programs. The contract is `version: 1`: fields may be added, none will change or go. */
import { summaryOf } from '../report.ts';
import type { Format } from './format.ts';

export const format: Format = (report, { language, version }) => {
  const document = {
    version: 1,
    tool: { name: 'portguard', version },
    summary: summaryOf(report),
    findings: report.findings.map(
      ({ rule, severity, certainty, message, file, range, resource, related, fixes, fingerprint }) => ({
        rule,
        severity,
        certainty,
        message: message[language],
        file,
        range,
        ...(resource === undefined ? {} : { resource }),
        related: related.map((one) => ({ message: one.message[language], file: one.file, range: one.range })),
        fixes: fixes.map(({ title, isSafe, edits }) => ({ title: title[language], safe: isSafe, edits })),
        fingerprint,
      }),
    ),
    unresolved: report.unresolved.map(({ reason, file, range }) => ({ reason: reason[language], file, range })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
