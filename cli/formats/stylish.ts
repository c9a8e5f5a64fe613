/** For people at a terminal: grouped by file, one line a finding, a summary. */

import { printable } from '../../core/text/printable.ts';
import type { LintReport, Place, ReportedFinding } from '../report.ts';
import { summaryOf } from '../report.ts';
import type { Style } from '../terminal.ts';
import type { Format, FormatContext } from './format.ts';
import { messageOf, severityWords, summaryLine } from './words.ts';

const severityStyles: Readonly<Record<string, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

export const format: Format = (report, context) => {
  const summary = summaryOf(report);
  const sections = grouped(report.findings).map(([file, findings]) => {
    const width = widest(findings);
    const severityWidth = Math.max(...findings.map(({ severity }) => severityWords[severity][context.language].length));
    const lines = findings.map((finding) => {
      const { severity, rule } = finding;
      const word = severityWords[severity][context.language].padEnd(severityWidth);
      const style = severityStyles[severity] ?? 'cyan';
      const message = printable(messageOf(finding, context.language));
      const line = `  ${context.paint('dim', position(finding).padStart(width))}  ${context.paint(style, word)}  ${message}  ${context.paint('dim', rule)}`;
      return [line, ...originsElsewhere(finding, ' '.repeat(width + 4), context)].join('\n');
    });
    return section(file, lines, context);
  });
  if (context.showUnresolved) sections.push(...unresolvedSections(report, context));
  const style = summary.errors > 0 ? 'red' : summary.findings > 0 || summary.linted === 0 ? 'yellow' : 'green';
  const end = [context.paint('bold', context.paint(style, summaryLine(summary, context.language)))];
  const [example] = report.findings;
  if (example) end.push(context.paint('dim', explainHint(example.rule)[context.language]));
  return `${[...sections, end.join('\n')].join('\n\n')}\n`;
};

function unresolvedSections({ unresolved }: LintReport, context: FormatContext): string[] {
  const word = { en: 'unresolved', zh: '未确定' }[context.language];
  return grouped(unresolved).map(([file, values]) => {
    const width = widest(values);
    const lines = values.map(
      (value) =>
        `  ${context.paint('dim', position(value).padStart(width))}  ${context.paint('cyan', word)}  ${printable(value.reason[context.language])}`,
    );
    return section(file, lines, context);
  });
}

function section(file: string, lines: readonly string[], { paint }: FormatContext): string {
  return [paint('underline', printable(file)), ...lines].join('\n');
}

/** Origins that are told; the other formats tell them all. */
const maxOrigins = 3;

/** A value that is written in another file is to be changed there: in a module's call, a variable file, a chart's values. */
function originsElsewhere({ file, related }: ReportedFinding, indent: string, context: FormatContext): string[] {
  const places = related.filter((one) => one.isOrigin && one.file !== file).slice(0, maxOrigins);
  const word = { en: 'from', zh: '来自' }[context.language];
  return places.map((place) => context.paint('dim', `${indent}↳ ${word} ${printable(place.file)}:${position(place)}`));
}

function explainHint(rule: string): { en: string; zh: string } {
  return {
    en: `  "portguard explain ${rule}" says what a rule means and what to do.`,
    zh: `  使用“portguard explain ${rule}”查看规则的含义与处理办法。`,
  };
}

function position({ range: { start } }: Place): string {
  return `${start.line}:${start.column}`;
}

function widest(places: readonly Place[]): number {
  return places.reduce((width, place) => Math.max(width, position(place).length), 0);
}

/** By file, in order of first appearance. */
function grouped<T extends Place>(places: readonly T[]): [string, T[]][] {
  const byFile = new Map<string, T[]>();
  for (const place of places) {
    const group = byFile.get(place.file);
    if (group) group.push(place);
    else byFile.set(place.file, [place]);
  }
  return [...byFile];
}
