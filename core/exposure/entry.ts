/** Exposure of a workspace as a client shows it: plain data that travels between the server and its clients. */
import type { PortSet } from '../network/ports.ts';
import { reached } from '../rules/exposure/services.ts';
import { isNearWorld } from '../rules/exposure/sources.ts';
import type { Settings } from '../rules/rule.ts';
import type { Language } from '../text/message.ts';
import type { ExposureRow } from './row.ts';
import { portsText, sourceText } from './table.ts';

/** The answer to `portguard/workspaceExposure`. */
export interface WorkspaceExposure {
  /** False while files of the workspace wait to be looked at: there may be more entries. */
  readonly complete: boolean;
  /** What is riskiest first. */
  readonly entries: readonly ExposureEntry[];
}

/**
 * high: a dangerous service or every port, and a way from the internet leads there; medium: dangerous, but no way is
 * seen, or not all of it is known, or only some public addresses get in; low: the rest.
 */
export type ExposureRisk = 'high' | 'medium' | 'low';

/** What strangers reach. Texts are in the client's language. */
export interface ExposureEntry {
  /** Address of the group, load balancer or object that lets in. */
  readonly to: string;
  readonly from: string;
  readonly ports: string;
  /** Well-known services on these ports, the first ones. */
  readonly services: readonly string[];
  readonly reach: Exclude<ExposureRow['reach'], 'internal'>;
  readonly certainty: ExposureRow['certainty'];
  readonly risk: ExposureRisk;
  /** Resources that lead there from the internet, the first ones. */
  readonly ways: readonly string[];
  /** Resources that let in, the first ones. */
  readonly by: readonly string[];
  /** The template, or the folder of the module or manifests: names are those of one of them. */
  readonly unit: string;
  /** Where the source, or else the rule, is written. */
  readonly uri: string;
  /** As LSP has it: from 0, in UTF-16 code units. */
  readonly range: EntryRange;
}

export interface EntryRange {
  readonly start: EntryPosition;
  readonly end: EntryPosition;
}

export interface EntryPosition {
  readonly line: number;
  readonly character: number;
}

/** Whether somebody from outside gets in there, as far as is known. */
function letsInStrangers({ from, reach }: Pick<ExposureRow, 'from' | 'reach'>): boolean {
  if (from.kind === 'members' || reach === 'internal') return false;
  return from.kind === 'unknown' || !from.addresses.publicPart().isEmpty;
}

/** One row as an entry, but for its place; `undefined` where no stranger gets in. */
export function entryOf(
  row: Omit<ExposureRow, 'at'>,
  settings: Settings | undefined,
  language: Language,
): Omit<ExposureEntry, 'unit' | 'uri' | 'range'> | undefined {
  const { to, from, services, reach, certainty, ways, by } = row;
  if (reach === 'internal' || !letsInStrangers(row)) return undefined;
  return {
    to,
    from: sourceText(from, language),
    ports: portsText(row),
    services,
    reach,
    certainty,
    risk: riskOf(row, settings),
    ways,
    by,
  };
}

function riskOf(row: Omit<ExposureRow, 'at'>, settings: Settings | undefined): ExposureRisk {
  const { from, reach, certainty, unknownPorts } = row;
  const isKnown = from.kind === 'addresses' && !unknownPorts;
  if (isKnown && !isDangerous(row, settings?.publicPorts)) return 'low';
  if (from.kind !== 'addresses') return 'medium';
  const own = [...(settings?.networks.values() ?? [])];
  const strangers = own.reduce((left, network) => left.subtract(network), from.addresses.publicPart());
  if (strangers.isEmpty) return 'low';
  const isWorld = from.addresses.amountsToWorld || isNearWorld(from.addresses);
  return isKnown && isWorld && reach === 'exposed' && certainty === 'certain' ? 'high' : 'medium';
}

function isDangerous(
  { ports, protocol }: Pick<ExposureRow, 'ports' | 'protocol'>,
  publicPorts: PortSet | undefined,
): boolean {
  if (!ports) return false;
  const unwanted = publicPorts && !ports.isAll ? ports.subtract(publicPorts) : ports;
  return unwanted.isAll || reached(unwanted, protocol).some(({ risk }) => risk !== 'low');
}

/** Smaller is worse. */
export const riskOrder: Readonly<Record<ExposureRisk, number>> = { high: 0, medium: 1, low: 2 };

/** What is riskiest first; then by file and place. */
export function byRisk(a: ExposureEntry, b: ExposureEntry): number {
  if (a.risk !== b.risk) return riskOrder[a.risk] - riskOrder[b.risk];
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
