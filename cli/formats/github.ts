/** Workflow commands of GitHub Actions, which become annotations on a pull request. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { summaryOf } from '../report.ts';
import type { Format } from './format.ts';
import { messageOf, summaryLine } from './words.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

export const format: Format = (report, { language, cwd, root }) => {
  const lines = report.findings.map((finding) => {
    const { file, range, severity, rule } = finding;
    const properties = {
      file: fromRoot(resolve(cwd, file), root),
      line: range.start.line,
      endLine: range.end.line,
      // GitHub takes columns only when start and end are on one line.
      ...(range.start.line === range.end.line ? { col: range.start.column, endColumn: range.end.column } : {}),
      title: rule,
    };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${commands[severity]} ${list.join(',')}::${escapeData(messageOf(finding, language))}`;
  });
  return `${[...lines, summaryLine(summaryOf(report), language)].join('\n')}\n`;
};

function fromRoot(path: string, root: string): string {
  const inside = relative(root, path);
  return (inside.startsWith('..') || isAbsolute(inside) ? path : inside).split(sep).join('/');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
