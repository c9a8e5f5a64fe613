/** Listeners of load balancers as rows of exposure: their own ports, whoever stands behind them. */
import { AddressSet } from '../network/addresses.ts';
import { keysOf } from '../network/identity.ts';
import { letsInStrangers, listenerFacesInternet } from '../network/load-balancers.ts';
import type { NetworkModel } from '../network/model.ts';
import { allOf } from '../values/truth.ts';
import { type ExposureRow, nameOf, servicesOn } from './row.ts';

/** Public listeners that let in everyone. Those with a white list, or of internal load balancers, have no row. */
export function listenerRows(model: NetworkModel): readonly ExposureRow[] {
  return model.listeners.flatMap((listener): readonly ExposureRow[] => {
    const { ports, protocol, loadBalancer, resource, exists } = listener;
    const truth = allOf(exists, listenerFacesInternet(model, listener), letsInStrangers(model, listener));
    if (ports?.kind !== 'known' || (truth !== 'yes' && truth !== 'maybe')) return [];
    const over = protocol?.kind === 'known' && (protocol.value === 'udp' || protocol.value === 'quic') ? 'udp' : 'tcp';
    const [balancer] = keysOf(loadBalancer);
    return [
      {
        to: balancer ? nameOf(balancer) : resource.address,
        from: { kind: 'addresses', addresses: AddressSet.allIpv4 },
        protocol: over,
        ports: ports.value,
        services: servicesOn(ports.value, over),
        ways: [resource.address],
        by: [],
        certainty: truth === 'yes' ? 'certain' : 'possible',
        reach: 'exposed',
        at: ports.at.source.outermost(ports.at),
      },
    ];
  });
}
