/**
 * The Exposure view as plain data: what strangers reach, by the way that leads there or by file. The editor's part is
 * in view.ts.
 */
import { type ExposureEntry, type ExposureRisk, riskOrder } from '../../core/exposure/entry.ts';
import type { Translate } from '../translate.ts';

export type Grouping = 'way' | 'file';

export interface GroupNode {
  readonly kind: 'way' | 'file' | 'noWay';
  /** Of the way, or the file's path in the workspace. */
  readonly label: string;
  /** Of a way: the template or folder that it is in, as people know it, where another one has a way of this name. */
  readonly place: string | undefined;
  readonly risk: ExposureRisk;
  /** The file's, where it is one. */
  readonly uri: string | undefined;
  readonly children: readonly EntryNode[];
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly entry: ExposureEntry;
}

export type ExposureNode = GroupNode | EntryNode;

/**
 * Groups in order of risk, those that no way is seen to last; entries keep the server's order. An entry to which
 * several ways lead stands under each.
 * @param pathOf a file's path as people know it in the workspace
 */
export function exposureTree(
  entries: readonly ExposureEntry[],
  grouping: Grouping,
  pathOf: (uri: string) => string,
  t: Translate,
): readonly GroupNode[] {
  const groups = new Map<string, Pick<GroupNode, 'kind' | 'label' | 'uri'> & { entries: ExposureEntry[] }>();
  const add = (entry: ExposureEntry, key: string, kind: GroupNode['kind'], label: string, uri?: string): void => {
    const group = groups.get(key) ?? { kind, label, uri, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  };
  for (const entry of entries) {
    const ways = waysOf(entry);
    if (grouping === 'file') add(entry, entry.uri, 'file', pathOf(entry.uri), entry.uri);
    else if (ways.length === 0) add(entry, '', 'noWay', t('No way in from the internet is seen'));
    else for (const way of ways) add(entry, `${entry.unit}\0${way}`, 'way', way);
  }
  const names = [...groups.values()].map(({ label }) => label);
  const isShared = (label: string): boolean => names.indexOf(label) !== names.lastIndexOf(label);
  return [...groups.values()]
    .map(({ kind, label, uri, entries: own }) => ({
      kind,
      label,
      uri,
      place: kind === 'way' && own[0] && isShared(label) ? pathOf(own[0].unit) : undefined,
      risk: riskiest(own),
      children: own.map((entry) => ({ kind: 'entry' as const, entry })),
    }))
    .sort(inOrder);
}

/** What is reached without a way of its own, such as a Service with a load balancer, is the way itself. */
function waysOf({ ways, reach, to }: ExposureEntry): readonly string[] {
  return ways.length === 0 && reach === 'exposed' ? [to] : ways;
}

function inOrder(a: GroupNode, b: GroupNode): number {
  if ((a.kind === 'noWay') !== (b.kind === 'noWay')) return a.kind === 'noWay' ? 1 : -1;
  if (a.risk !== b.risk) return riskOrder[a.risk] - riskOrder[b.risk];
  const [here, there] = [`${a.label}\0${a.place ?? ''}`, `${b.label}\0${b.place ?? ''}`];
  return here < there ? -1 : here > there ? 1 : 0;
}

function riskiest(entries: readonly ExposureEntry[]): ExposureRisk {
  return entries.reduce<ExposureRisk>((most, { risk }) => (riskOrder[risk] < riskOrder[most] ? risk : most), 'low');
}

/** How many of them the view's badge counts. */
export function highRisks(entries: readonly ExposureEntry[]): number {
  return entries.filter(({ risk }) => risk === 'high').length;
}
