/** One line a finding, as compilers write it: for editors' lists of problems and for grep. Severities are not translated. */
import { printable } from '../../core/text/printable.ts';
import { summaryOf } from '../report.ts';
import type { Format } from './format.ts';
import { messageOf, summaryLine } from './words.ts';

export const format: Format = (report, { language }) => {
  const lines = report.findings.map((finding) => {
    const { file, range, severity, rule } = finding;
    const { line, column } = range.start;
    return `${printable(file)}:${line}:${column}: ${severity}: ${printable(messageOf(finding, language))} [${rule}]`;
  });
  return `${[...lines, summaryLine(summaryOf(report), language)].join('\n')}\n`;
};
