/** Which services of the port catalogue an open range reaches, as the exposure rules count them. */
import { PORT_CATALOGUE, type PortFamily, type PortService } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';

/** A catalogue entry with more ports than this is a range that a product draws from (WebRTC media), not a port. */
const catchAll = 100;

/** Families by which a port is dangerous in itself; web ports are what a public server is for. */
export type RiskyFamily = Exclude<PortFamily, 'web'>;

let narrowed: readonly PortService[] | undefined;

/**
 * The catalogue with every port under one service only: where several name it, the one with the fewest ports says best
 * what it is (3000 is a development server before it is one of six signalling ports). Computed at first use.
 */
function services(): readonly PortService[] {
  narrowed ??= PORT_CATALOGUE.map((service) => {
    const { size } = service.ports;
    // One port alone has no narrower service. Most have one, and this runs before the first finding.
    if (size === 1) return service;
    const narrower = PORT_CATALOGUE.filter(
      (other) =>
        other.ports.overlaps(service.ports) &&
        other.ports.size < size &&
        (other.transport === service.transport || other.transport === 'both' || service.transport === 'both'),
    );
    if (narrower.length === 0) return service;
    return { ...service, ports: service.ports.subtract(PortSet.unionOf(narrower.map(({ ports }) => ports))) };
  });
  return narrowed;
}

/** Answers for a range, by protocol: a dozen rules ask about the same one. */
const answers = new WeakMap<PortSet, Map<Protocol, readonly PortService[]>>();

/**
 * The services that a range reaches, each under its first family only: one finding for one fact. A catch-all range
 * counts where the rule opens a good part of it; one port in it (15432) says nothing about the product.
 */
export function reached(ports: PortSet, protocol: Protocol, family?: RiskyFamily): readonly PortService[] {
  const byProtocol = answers.get(ports) ?? new Map<Protocol, readonly PortService[]>();
  const all = byProtocol.get(protocol) ?? allReached(ports, protocol);
  answers.set(ports, byProtocol.set(protocol, all));
  return family === undefined ? all : all.filter((service) => service.family === family);
}

function allReached(ports: PortSet, protocol: Protocol): readonly PortService[] {
  return services().filter(
    (service) =>
      service.family !== 'web' &&
      (protocol === 'all' || service.transport === 'both' || service.transport === protocol) &&
      service.ports.overlaps(ports) &&
      (service.ports.size <= catchAll || service.ports.intersect(ports).size > catchAll),
  );
}

/** A range that touches more families than this is one mistake, not one for each of them. */
const separate = 3;

/**
 * The families under which a range is reported. Where it touches many, the first that has something dangerous in it
 * speaks for all, so that 1/1024 is one finding and not nine; `reached` still says what the others have in it.
 */
export function reportedFamilies(ports: PortSet, protocol: Protocol): readonly RiskyFamily[] {
  const families = familiesReached(ports, protocol);
  if (families.length <= separate) return families;
  const isDangerous = (family: RiskyFamily): boolean =>
    reached(ports, protocol, family).some(({ risk }) => risk === 'high');
  return [families.find(isDangerous) ?? families[0]].filter((family) => family !== undefined);
}

/** The families of which a range reaches at least one service, in the order of the catalogue. */
export function familiesReached(ports: PortSet, protocol: Protocol): readonly RiskyFamily[] {
  return [...new Set(reached(ports, protocol).map(({ family }) => family as RiskyFamily))];
}

export function portsOf(services: readonly PortService[]): PortSet {
  return PortSet.unionOf(services.map(({ ports }) => ports));
}

/** Ports of one family, for rules about a family as such (database sources). */
export function portsOfFamily(family: PortFamily): PortSet {
  return PortSet.unionOf(
    PORT_CATALOGUE.filter((service) => service.family === family && service.ports.size <= catchAll).map(
      ({ ports }) => ports,
    ),
  );
}
