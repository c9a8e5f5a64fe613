/** The parts of messages that the exposure rules share: ports, services and sources in words. */
import { AddressSet } from '../../network/addresses.ts';
import { type PortService, serviceName } from '../../network/port-catalogue.ts';
import type { PortSet } from '../../network/ports.ts';
import { type Protocol, protocolName } from '../../network/protocol.ts';
import type { Text } from '../../text/message.ts';
import { possibilities, type Value } from '../../values/value.ts';
import type { Related } from '../rule.ts';

/** How many services a message names before it counts the rest. */
const shown = 4;

const riskOrder: readonly PortService['risk'][] = ['high', 'medium', 'low'];

/** `tcp 22`, `tcp 20/25`, `all protocols`; as the console and the templates write it. */
export function traffic(protocol: Protocol, ports: PortSet): Text {
  if (protocol === 'all') {
    const range = rangeText(ports);
    return ports.isAll
      ? { en: 'every protocol and port', zh: '所有协议和端口' }
      : { en: `every protocol on port ${range}`, zh: `所有协议的 ${range} 端口` };
  }
  const name = typeof protocol === 'number' ? protocolName(protocol) : protocol;
  const range = `${name} ${rangeText(ports)}`;
  return { en: range, zh: range };
}

/** `22`, `20/25`, `80, 8000/8100`. */
export function rangeText(ports: PortSet): string {
  return ports.intervals.map(({ from, to }) => (from === to ? `${from}` : `${from}/${to}`)).join(', ');
}

/** `Port 22 (SSH)`, `Ports 3306 (MySQL), 5432 (PostgreSQL) and 2 more services`: the ports that lie in the range. */
export function servicePorts(services: readonly PortService[], ports: PortSet): Text {
  const plural = services.length > 1 || (services[0]?.ports.intersect(ports).size ?? 0) > 1;
  const listed = serviceList(services, ports);
  return { en: `${plural ? 'Ports' : 'Port'} ${listed.en}`, zh: `端口 ${listed.zh}` };
}

/** The same without the word "ports"; the most dangerous first, because only a few are named. */
export function serviceList(services: readonly PortService[], ports: PortSet): Text {
  const names = [...services]
    .sort((a, b) => riskOrder.indexOf(a.risk) - riskOrder.indexOf(b.risk))
    .map((service) => `${service.ports.intersect(ports)} (${service.name})`);
  const listed = names.slice(0, shown);
  const more = names.length - shown;
  const rest = more > 0 ? ` and ${more} more service${more > 1 ? 's' : ''}` : '';
  return {
    en: `${listed.join(', ')}${rest}`,
    zh: `${listed.join('、')}${more > 0 ? ` 等 ${names.length} 项服务` : ''}`,
  };
}

/** `8080`, or `8080 (HTTP alternate)` where the catalogue knows the port. */
export function portName(port: number, protocol: Protocol): string {
  const name = serviceName(port, protocol);
  return name === undefined ? `${port}` : `${port} (${name})`;
}

/** The first possible value of a source, as a person would write it. */
export function sourceText(source: Value<AddressSet>, matches: (addresses: AddressSet) => boolean): string {
  const values = possibilities(source).map(({ value }) => value);
  const value = values.find(matches) ?? values[0];
  return value === undefined ? '?' : addressText(value);
}

/**
 * CIDR blocks, the first of them where there are many; the world by its usual name, also where little is missing:
 * `0.0.0.0/0, !203.0.113.0/24`.
 */
export function addressText(value: AddressSet): string {
  if (value.covers(AddressSet.all)) return '0.0.0.0/0, ::/0';
  if (value.size > 0n && value.containsWorld)
    return value.v6.length > 0 && value.v4.length === 0 ? '::/0' : '0.0.0.0/0';
  const blocks = value.toCidrs();
  if (blocks.length <= shown) return blocks.join(', ');
  const missing = value.v6.length === 0 ? AddressSet.allIpv4.subtract(value).toCidrs() : [];
  if (missing.length > 0 && missing.length < shown)
    return ['0.0.0.0/0', ...missing.map((block) => `!${block}`)].join(', ');
  return `${blocks.slice(0, shown).join(', ')} …`;
}

/** A related place for a value that is written somewhere; a default has none. */
export function alsoAt(value: Value<unknown> | undefined, message: Text): Related[] {
  if (value === undefined || (value.kind === 'known' && value.byDefault)) return [];
  return [{ at: value.at, message }];
}

export const portsHere: Text = { en: 'the ports', zh: '端口范围' };
export const sourceHere: Text = { en: 'the source', zh: '来源' };
