/** Rows of exposure in words: the cells of a table, and the table in Markdown. */
import { protocolName } from '../network/protocol.ts';
import { addressText, rangeText } from '../rules/exposure/wording.ts';
import type { Language, Text } from '../text/message.ts';
import { printable } from '../text/printable.ts';
import type { ExposureRow, Source } from './row.ts';

const reachWords: Record<ExposureRow['reach'], Text> = {
  exposed: { en: 'exposed', zh: '已暴露' },
  open: { en: 'open, no way in', zh: '开放，无入口' },
  unknown: { en: 'open', zh: '开放' },
  internal: { en: 'internal', zh: '内网' },
};

export type Column = 'target' | 'from' | 'ports' | 'service' | 'reach' | 'through' | 'place';

const heads: Readonly<Record<Column, Text>> = {
  target: { en: 'Target', zh: '目标' },
  from: { en: 'From', zh: '来源' },
  ports: { en: 'Ports', zh: '端口' },
  service: { en: 'Service', zh: '服务' },
  reach: { en: 'Reach', zh: '可达性' },
  through: { en: 'Through', zh: '经由' },
  place: { en: 'Place', zh: '位置' },
};

const columns = Object.keys(heads) as readonly Column[];

export function headsIn(language: Language): string[] {
  return columns.map((column) => heads[column][language]);
}

/** Target, source, ports, services, reach, through and place. */
export function cellsOf(row: ExposureRow, language: Language, shown?: ShownPath): string[] {
  const possible = row.certainty === 'possible' ? { en: ' (possible)', zh: '（可能）' }[language] : '';
  return [
    row.to,
    sourceText(row.from, language),
    portsText(row),
    row.services.join(', '),
    `${reachWords[row.reach][language]}${possible}`,
    [...row.ways, ...row.by].join(' → '),
    placeText(row, shown),
  ];
}

export function sourceText(from: Source, language: Language): string {
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

/** A file's path as people know it. */
export type ShownPath = (path: string) => string;

export function placeText({ at: { source, start } }: Pick<ExposureRow, 'at'>, shown: ShownPath = asItIs): string {
  const { line, column } = source.positionAt(start);
  return `${shown(source.path)}:${line + 1}:${column + 1}`;
}

function asItIs(path: string): string {
  return path;
}

/** @param wanted the columns, all of them where none are named */
export function markdownTable(
  rows: readonly ExposureRow[],
  language: Language,
  wanted: readonly Column[] = columns,
  shown?: ShownPath,
): string {
  const chosen = (cells: readonly string[]): string[] => cells.filter((_, i) => wanted.includes(columns[i] as Column));
  return markdownOf([headsIn(language), ...rows.map((row) => cellsOf(row, language, shown))].map(chosen));
}

function markdownOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapedMarkdown).join(' | ')} |`;
  return `${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}\n`;
}

/** Text that Markdown shows as it is. */
export function escapedMarkdown(text: string): string {
  const safe = printable(text).replace(/[\\|`*_<>[\]]/g, (mark) => `\\${mark}`);
  // Where a comment is rendered, names must not call people, close issues or become links.
  return safe.replace(/[@#]|:(?=\/\/)/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
