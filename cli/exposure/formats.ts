/** Rows of exposure as a table for people, as Markdown, CSV and JSON, and as a graph of the ways. */
import type { ExposureRow, Source } from '../../core/exposure/row.ts';
import { protocolName } from '../../core/network/protocol.ts';
import { addressText, rangeText } from '../../core/rules/exposure/wording.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { printable } from '../terminal.ts';

export const exposureFormats = ['table', 'json', 'markdown', 'csv', 'mermaid'] as const;
export type ExposureFormat = (typeof exposureFormats)[number];

const reachWords: Record<ExposureRow['reach'], Text> = {
  exposed: { en: 'exposed', zh: '已暴露' },
  open: { en: 'open, no way in', zh: '开放，无入口' },
  unknown: { en: 'open', zh: '开放' },
  internal: { en: 'internal', zh: '内网' },
};

const heads: readonly Text[] = [
  { en: 'Target', zh: '目标' },
  { en: 'From', zh: '来源' },
  { en: 'Ports', zh: '端口' },
  { en: 'Service', zh: '服务' },
  { en: 'Reach', zh: '可达性' },
  { en: 'Through', zh: '经由' },
  { en: 'Place', zh: '位置' },
];

export function formatRows(rows: readonly ExposureRow[], format: ExposureFormat, language: Language): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, exposures: rows.map(jsonOf) }, null, 2)}\n`;
    case 'csv':
      return csvOf([heads.map((head) => head.en), ...rows.map((row) => cellsOf(row, 'en'))]);
    case 'markdown':
      return markdownTable(rows, language);
    case 'mermaid':
      return mermaidOf(rows, language);
    case 'table':
      if (rows.length === 0) return { en: 'Nothing is let in.\n', zh: '没有放行任何访问。\n' }[language];
      return tableOf([heads.map((head) => head[language]), ...rows.map((row) => cellsOf(row, language))]);
  }
}

/** Target, source, ports, services, reach, through and place. */
export function cellsOf(row: ExposureRow, language: Language): string[] {
  const possible = row.certainty === 'possible' ? { en: ' (possible)', zh: '（可能）' }[language] : '';
  return [
    row.to,
    sourceText(row.from, language),
    portsText(row),
    row.services.join(', '),
    `${reachWords[row.reach][language]}${possible}`,
    [...row.ways, ...row.by].join(' → '),
    placeText(row),
  ];
}

function sourceText(from: Source, language: Language): string {
  if (from.kind === 'addresses') return addressText(from.addresses);
  if (from.kind === 'unknown') return `? ${from.words}`;
  return { en: `members of ${from.of}`, zh: `${from.of} 的成员` }[language];
}

/** `tcp 22, 80/90`, `all`, `icmp`; `all -tcp` for all but TCP. */
export function portsText({
  protocol,
  ports,
  except = [],
  unknownPorts,
}: Pick<ExposureRow, 'protocol' | 'ports' | 'except' | 'unknownPorts'>): string {
  const name =
    typeof protocol === 'number' ? protocolName(protocol) : [protocol, ...except.map((one) => `-${one}`)].join(' ');
  if (unknownPorts) return `${name} ?`;
  return ports === undefined || ports.isAll ? name : `${name} ${rangeText(ports)}`;
}

export function placeText({ at: { source, start } }: Pick<ExposureRow, 'at'>): string {
  const { line, column } = source.positionAt(start);
  return `${source.path}:${line + 1}:${column + 1}`;
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

export function markdownTable(rows: readonly ExposureRow[], language: Language): string {
  return markdownOf([heads.map((head) => head[language]), ...rows.map((row) => cellsOf(row, language))]);
}

function markdownOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapedMarkdown).join(' | ')} |`;
  return `${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}\n`;
}

function escapedMarkdown(text: string): string {
  return printable(text).replace(/[\\|`*_<>[\]]/g, (mark) => `\\${mark}`);
}

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
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
