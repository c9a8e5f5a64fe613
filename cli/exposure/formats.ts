/** Rows of exposure as a table for people, as Markdown, CSV and JSON, and as a graph of the ways. */
import type { ExposureRow } from '../../core/exposure/row.ts';
import { cellsOf, headsIn, markdownTable, portsText, sourceText } from '../../core/exposure/table.ts';
import { rangeText } from '../../core/rules/exposure/wording.ts';
import type { Language } from '../../core/text/message.ts';
import { printable } from '../../core/text/printable.ts';

export const exposureFormats = ['table', 'json', 'markdown', 'csv', 'mermaid'] as const;
export type ExposureFormat = (typeof exposureFormats)[number];

export function formatRows(rows: readonly ExposureRow[], format: ExposureFormat, language: Language): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, exposures: rows.map(jsonOf) }, null, 2)}\n`;
    case 'csv':
      return csvOf([headsIn('en'), ...rows.map((row) => cellsOf(row, 'en'))]);
    case 'markdown':
      return markdownTable(rows, language);
    case 'mermaid':
      return mermaidOf(rows, language);
    case 'table':
      if (rows.length === 0) return { en: 'Nothing is let in.\n', zh: '没有放行任何访问。\n' }[language];
      return tableOf([headsIn(language), ...rows.map((row) => cellsOf(row, language))]);
  }
}

export function jsonOf({
  to,
  from,
  protocol,
  except = [],
  ports,
  services,
  ways,
  by,
  certainty,
  reach,
  at,
}: ExposureRow): object {
  const { line, column } = at.source.positionAt(at.start);
  return {
    to,
    from:
      from.kind === 'addresses'
        ? { addresses: from.addresses.toCidrs() }
        : from.kind === 'members'
          ? { membersOf: from.of }
          : { unknown: from.words },
    protocol,
    except,
    ports: ports ? rangeText(ports).split(', ') : [],
    services,
    ways,
    by,
    certainty,
    reach,
    file: at.source.path,
    line: line + 1,
    column: column + 1,
  };
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(printable));
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => widthOf(row[column] ?? ''))));
  const lines = clean.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Columns in a terminal: Chinese characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const shown = printable(text);
    const safe = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The ways as a graph, from the sources on the left. Rows that share their ends share an arrow. */
function mermaidOf(rows: readonly ExposureRow[], language: Language): string {
  const ids = new Map<string, string>();
  const nodes: string[] = [];
  const node = (text: string): string => {
    const before = ids.get(text);
    if (before) return before;
    const id = `n${ids.size}`;
    ids.set(text, id);
    nodes.push(`  ${id}["${escapedMermaid(text)}"]`);
    return id;
  };
  const edges = new Map<string, Set<string>>();
  for (const row of rows) {
    const label = [portsText(row), ...row.services.slice(0, 1)].join(' ');
    const arrow = row.reach === 'exposed' ? '==>' : row.certainty === 'possible' ? '-.->' : '-->';
    const link = (from: string, to: string, labels: readonly string[]): void => {
      const key = `${node(from)} ${arrow} ${node(to)}`;
      const before = edges.get(key) ?? new Set<string>();
      for (const one of labels) before.add(one);
      edges.set(key, before);
    };
    const from = sourceText(row.from, language);
    if (row.ways.length === 0 || row.ways.includes(row.to)) link(from, row.to, [label]);
    for (const way of row.ways) {
      link(from, way, []);
      link(way, row.to, [label]);
    }
  }
  const lines = Array.from(edges, ([key, labels]) => {
    const [from = '', arrow = '', to = ''] = key.split(' ');
    const text = [...labels].map(escapedMermaid).join('<br>');
    return `  ${from} ${arrow}${text ? `|"${text}"|` : ''} ${to}`;
  });
  return `${['flowchart LR', ...nodes, ...lines].join('\n')}\n`;
}

function escapedMermaid(text: string): string {
  return printable(text).replace(/[#"<>&]/g, (mark) => `#${mark.charCodeAt(0)};`);
}
