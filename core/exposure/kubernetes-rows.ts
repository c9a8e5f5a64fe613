/** Services of a cluster as rows of exposure: public load balancers, and ports of the nodes. */
import { AddressSet, parseAddressList } from '../network/addresses.ts';
import type { KubernetesModel, KubernetesService } from '../network/kubernetes.ts';
import { isOpen, isPublic } from '../network/kubernetes-exposure.ts';
import { workloadsOf } from '../network/kubernetes-links.ts';
import { PortSet } from '../network/ports.ts';
import { protocolFrom } from '../rules/kubernetes/wording.ts';
import { holds, type Truth } from '../values/truth.ts';
import { type ExposureRow, servicesOn } from './row.ts';

export function kubernetesRows(model: KubernetesModel): readonly ExposureRow[] {
  return model.services.flatMap((service) => [...balancerRows(model, service), ...nodePortRows(model, service)]);
}

function balancerRows(model: KubernetesModel, service: KubernetesService): readonly ExposureRow[] {
  const truth = isPublic(service);
  if (truth !== 'yes' && truth !== 'maybe') return [];
  const open = isOpen(service);
  const ranges = service.sourceRanges.flatMap((range) => (range.kind === 'known' ? [range.value] : []));
  const addresses = open === 'no' ? parseAddressList(ranges).addresses : AddressSet.allIpv4;
  return service.ports.flatMap(({ port, protocol }) =>
    port?.kind === 'known' && !addresses.isEmpty
      ? [row(model, service, port.value, protocolFrom(protocol), addresses, truth, 'exposed', port.at)]
      : [],
  );
}

/** Whoever reaches a node reaches the port; whether the internet does, the node's security group says. */
function nodePortRows(model: KubernetesModel, service: KubernetesService): readonly ExposureRow[] {
  const truth = holds(service.type, (type) => type === 'NodePort');
  if (truth !== 'yes' && truth !== 'maybe') return [];
  return service.ports.flatMap(({ nodePort, protocol }) =>
    nodePort?.kind === 'known'
      ? [
          {
            ...row(
              model,
              service,
              nodePort.value,
              protocolFrom(protocol),
              AddressSet.allIpv4,
              truth,
              'unknown',
              nodePort.at,
            ),
            onNodes: true,
          },
        ]
      : [],
  );
}

function row(
  model: KubernetesModel,
  service: KubernetesService,
  port: number,
  protocol: ExposureRow['protocol'],
  addresses: AddressSet,
  truth: Truth,
  reach: ExposureRow['reach'],
  at: ExposureRow['at'],
): ExposureRow {
  const ports = PortSet.single(port);
  return {
    to: service.resource.address,
    from: { kind: 'addresses', addresses },
    protocol,
    ports,
    services: servicesOn(ports, protocol),
    ways: [],
    by: workloadsOf(model, service).workloads.map(({ resource }) => resource.address),
    certainty: truth === 'yes' ? 'certain' : 'possible',
    reach,
    at: at.source.outermost(at),
  };
}
