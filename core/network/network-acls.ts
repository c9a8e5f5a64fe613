/**
 * Network ACLs on the way to a vSwitch: ordered, the first entry that matches decides. Only what is certainly dropped
 * counts; what no entry matches, and what is not known, gets through here.
 */
import { type Box, Diagrams } from './first-match.ts';
import { keysOf } from './identity.ts';
import type { Instance, NetworkAclEntry, NetworkModel } from './model.ts';
import { peersWithin } from './packet-regions.ts';
import { cellsOf, type PacketBox, spaceOf } from './packets.ts';

/** Whether an ACL in these files certainly drops all packets of a box from the internet on their way to an instance. */
export function aclBlocks(model: NetworkModel, { subnet }: Instance, box: PacketBox): boolean {
  if (subnet?.kind !== 'known' || model.networkAclEntries.length === 0) return false;
  const [own] = keysOf(subnet);
  return model.networkAclAssociations.some(
    ({ acl, subnets, exists }) =>
      exists === 'yes' &&
      acl?.kind === 'known' &&
      (subnets ?? []).some((one) => one.kind === 'known' && keysOf(one)[0] === own) &&
      drops(entriesOf(model, keysOf(acl)[0] ?? ''), box),
  );
}

function entriesOf({ networkAclEntries }: NetworkModel, acl: string): readonly NetworkAclEntry[] {
  return networkAclEntries
    .filter((entry) => keysOf(entry.acl).includes(acl))
    .filter(({ direction }) => direction?.kind === 'known' && direction.value === 'ingress')
    .sort((a, b) => a.order - b.order);
}

interface Step {
  readonly box: PacketBox;
  readonly drop: boolean;
}

/** An entry that is not wholly known may let through anything, and drops nothing for certain. */
function stepOf({ policy, protocol, ports, peerCidr, exists }: NetworkAclEntry): Step | undefined {
  const known =
    exists === 'yes' &&
    policy?.kind === 'known' &&
    protocol?.kind === 'known' &&
    ports?.kind === 'known' &&
    peerCidr?.kind === 'known';
  if (known)
    return {
      box: { protocol: protocol.value, ports: ports.value, peer: peerCidr.value },
      drop: policy.value === 'drop',
    };
  const isDrop = policy?.kind === 'known' && policy.value === 'drop';
  return isDrop ? undefined : { box: { protocol: 'all' }, drop: false };
}

function drops(entries: readonly NetworkAclEntry[], box: PacketBox): boolean {
  const steps = entries.map(stepOf).filter((step) => step !== undefined);
  if (!steps.some(({ drop }) => drop)) return false;
  const boxes = steps.map((step) => step.box);
  const space = spaceOf([...boxes, box]);
  const cells: readonly Box[] = boxes.map((one) => cellsOf(one, space));
  const diagram = new Diagrams<boolean>().firstMatch(cells, space.sizes, ([first]) =>
    first === undefined ? false : (steps[first]?.drop ?? false),
  );
  if (!diagram) return false;
  const through = peersWithin(diagram, space, cellsOf(box, space)).get(false);
  return through === undefined || through.publicPart().isEmpty;
}
