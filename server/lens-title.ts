/** The title of a code lens: what is open to whom in a few words, `internet: 22, 443 · 3 rules without effect`. */
import { groupedBy } from '../core/config/lookup.ts';
import type { ExposureRow } from '../core/exposure/row.ts';
import { PortSet } from '../core/network/ports.ts';
import { protocolName } from '../core/network/protocol.ts';
import { isNearWorld } from '../core/rules/exposure/sources.ts';
import { rangeText } from '../core/rules/exposure/wording.ts';
import type { Text } from '../core/text/message.ts';
import { idleText } from './group-text.ts';

/** How many ports or ranges of one kind are named. */
const shown = 6;

interface Part {
  readonly who: Text;
  readonly has: (row: ExposureRow) => boolean;
}

const isReachable = ({ reach }: ExposureRow): boolean => reach === 'exposed' || reach === 'unknown';
const isWorld = ({ from }: ExposureRow): boolean =>
  from.kind === 'addresses' && (from.addresses.amountsToWorld || isNearWorld(from.addresses));

const parts: readonly Part[] = [
  { who: { en: 'internet', zh: '互联网' }, has: (row) => isReachable(row) && isWorld(row) },
  { who: { en: 'some public addresses', zh: '部分公网地址' }, has: (row) => isReachable(row) && !isWorld(row) },
  { who: { en: 'open, no way in', zh: '开放，无入口' }, has: ({ reach }) => reach === 'open' },
];

/** @param rows what strangers may reach; @param idle how many rules do nothing */
export function lensTitle(rows: readonly ExposureRow[], idle: number): Text {
  // What is not known at all has no port to name; the table shows it.
  const told = rows.filter(({ from, unknownPorts }) => from.kind === 'addresses' && !unknownPorts);
  const open = parts.flatMap(({ who, has }): Text[] => {
    const found = told.filter(has);
    if (found.length === 0) return [];
    const ports = portsText(found);
    return [{ en: `${who.en}: ${ports.en}`, zh: `${who.zh}：${ports.zh}` }];
  });
  const all = [...open, ...(idle > 0 ? [idleText(idle)] : [])];
  return { en: all.map(({ en }) => en).join(' · '), zh: all.map(({ zh }) => zh).join(' · ') };
}

function portsText(rows: readonly ExposureRow[]): Text {
  const certain = namesOf(rows.filter(({ certainty }) => certainty === 'certain'));
  const possible = namesOf(rows.filter(({ certainty }) => certainty === 'possible')).filter(
    (one) => !certain.some(({ en }) => en === one.en),
  );
  const perhaps = possible.map(({ en, zh }) => ({ en: `possibly ${en}`, zh: `可能 ${zh}` }));
  const all = [...certain, ...perhaps];
  const some = all.slice(0, shown);
  const more = all.length > shown ? [{ en: '…', zh: '…' }] : [];
  return {
    en: [...some, ...more].map(({ en }) => en).join(', '),
    zh: [...some, ...more].map(({ zh }) => zh).join('、'),
  };
}

/** Ports of TCP by their numbers, what else there is with its protocol. */
function namesOf(rows: readonly ExposureRow[]): readonly Text[] {
  const ports = new Map(
    Array.from(
      groupedBy(rows, ({ protocol }) => protocol),
      ([protocol, over]) => [protocol, PortSet.unionOf(over.map(({ ports: range }) => range ?? PortSet.none))],
    ),
  );
  const everything = ports.get('all');
  if (everything?.isAll) return [{ en: 'every port', zh: '所有端口' }];
  return Array.from(ports, ([protocol, range]): Text[] => {
    const name = protocolName(protocol);
    if (range.isEmpty || (range.isAll && protocol !== 'all')) return [{ en: name, zh: name }];
    const prefix = protocol === 'tcp' || protocol === 'all' ? '' : `${name} `;
    return rangeText(range)
      .split(', ')
      .map((one) => ({ en: `${prefix}${one}`, zh: `${prefix}${one}` }));
  }).flat();
}
