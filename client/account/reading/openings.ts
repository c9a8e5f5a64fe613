/** Ports that can be closed at a group or one of its rules: what strangers reach first. */
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { entryOf, riskOrder } from '../../../core/exposure/entry.ts';
import type { ExposureRow } from '../../../core/exposure/row.ts';
import { sourceText } from '../../../core/exposure/table.ts';
import { serviceName } from '../../../core/network/port-catalogue.ts';
import { isPortProblem, PortSet, parsePortRange } from '../../../core/network/ports.ts';
import { type Protocol, parseProtocol } from '../../../core/network/protocol.ts';
import { reached } from '../../../core/rules/exposure/services.ts';
import type { Language } from '../../../core/text/message.ts';
import type { Opening } from '../node.ts';
import type { GroupFacts } from './group-facts.ts';
import { peerOf, trafficOf, withRanges } from './rule-text.ts';

/** Of a range, so many ports are offered one by one; of a wider one the first of each known service. */
const few = 8;
const most = 40;

export function openingsOf(
  { rows, region, ingress }: GroupFacts,
  only: SnapshotRule | undefined,
  language: Language,
): readonly Opening[] {
  const openings = only
    ? withRanges(only, region).flatMap((rule) => ofRule(rule))
    : rows.toSorted(byRisk).flatMap((row) => ofRow(row, language));
  const byPort = new Map<string, Opening>();
  for (const opening of openings) {
    const key = `${opening.protocol} ${opening.port}`;
    if (!byPort.has(key)) byPort.set(key, opening);
  }
  // What somebody has named in a rule is meant more than what lies in a wide one.
  const named = new Set(
    ingress.rules
      .filter(({ rule }) => rule.policy === 'Accept')
      .flatMap(({ rule }) => (only ? [] : withRanges(rule, region)))
      .map(trafficOf),
  );
  const order = ({ protocol, port, isForStrangers }: Opening): number =>
    (isForStrangers ? 0 : 2) + (named.has(`${protocol} ${port}`) ? 0 : 1);
  return [...byPort.values()].toSorted((a, b) => order(a) - order(b)).slice(0, most);
}

function byRisk(a: ExposureRow, b: ExposureRow): number {
  const [left, right] = [a, b].map((row) => entryOf(row, undefined, 'en')?.risk);
  return (left ? riskOrder[left] : 3) - (right ? riskOrder[right] : 3);
}

function ofRow(row: ExposureRow, language: Language): readonly Opening[] {
  const isForStrangers = entryOf(row, undefined, language) !== undefined;
  return portsIn(row.ports ?? (row.protocol === 'all' ? PortSet.all : PortSet.none), row.protocol).map((one) => ({
    ...one,
    from: sourceText(row.from, language),
    isForStrangers,
  }));
}

function ofRule(rule: SnapshotRule): readonly Opening[] {
  const ports = parsePortRange(rule.portRange);
  const protocol = parseProtocol(rule.ipProtocol);
  if (isPortProblem(ports) || protocol === undefined) return [];
  return portsIn(ports, protocol).map((one) => ({ ...one, from: peerOf(rule), isForStrangers: false }));
}

type Port = Pick<Opening, 'protocol' | 'port' | 'service'>;

function portsIn(ports: PortSet, protocol: Protocol): readonly Port[] {
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'all') return [];
  if (protocol !== 'all' && ports.size <= few) {
    return each(ports).map((port) => ({ protocol, port, service: serviceName(port, protocol) ?? '' }));
  }
  return reached(ports, protocol)
    .toSorted((a, b) => riskOrder[a.risk] - riskOrder[b.risk])
    .flatMap((service): readonly Port[] => {
      const own = service.ports.intersect(ports);
      const named = protocol === 'all' ? (service.transport === 'udp' ? 'udp' : 'tcp') : protocol;
      const [first] = own.intervals;
      return own.size > few || !first ? [] : [{ protocol: named, port: first.from, service: service.name }];
    });
}

function each(ports: PortSet): readonly number[] {
  return ports.intervals.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
}
