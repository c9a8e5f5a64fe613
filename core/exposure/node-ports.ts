/**
 * NodePort Services meet the node pools of the same workspace: whoever reaches a node reaches the port, and who does is
 * for the security groups of the pools to say. The two stand in different dialects, so this looks over all units.
 */
import type { Unit } from '../dialects/unit.ts';
import { ruleGroups } from '../network/groups.ts';
import { interfacesOf } from '../network/interfaces.ts';
import { PortSet } from '../network/ports.ts';
import type { ExposureRow, RowReach } from './row.ts';
import { groupRows } from './rows.ts';

/** A node pool, and what its groups let in to its nodes. */
export interface NodePool {
  readonly name: string;
  /** `undefined` where not all of its groups are known. */
  readonly letIn: readonly Omit<ExposureRow, 'at'>[] | undefined;
}

export function nodePoolsOf({ model }: Pick<Unit, 'model'>): readonly NodePool[] {
  return interfacesOf(model)
    .filter(({ instance }) => instance?.kind?.kind === 'known' && instance.kind.value === 'node-pool')
    .map(({ entity, groups, open }) => ({
      name: entity.resource.address,
      letIn:
        groups.size > 0 && !open
          ? ruleGroups(model)
              .filter(({ key }) => groups.has(key))
              .flatMap((group) => groupRows(model, group))
          : undefined,
    }));
}

/** The rows, with what the pools' groups say about ports of the nodes. Where one pool is not known, nothing is said. */
export function withNodePools<R extends Omit<ExposureRow, 'at'>>(
  rows: readonly R[],
  pools: readonly NodePool[],
): readonly R[] {
  if (pools.length === 0 || pools.some(({ letIn }) => !letIn)) return rows;
  return rows.map((row) => (row.onNodes ? onPools(row, pools) : row));
}

const worst: readonly RowReach[] = ['exposed', 'unknown', 'open', 'internal'];

function onPools<R extends Omit<ExposureRow, 'at'>>(row: R, pools: readonly NodePool[]): R {
  const letIn = pools.flatMap(({ name, letIn: rows = [] }) =>
    rows.filter((other) => isFor(other, row)).map((other) => ({ ...other, ways: [...other.ways, name] })),
  );
  const reach = worst.find((one) => letIn.some((other) => other.reach === one)) ?? 'internal';
  const shown = letIn.find((other) => other.reach === reach);
  const ways = shown && reach !== 'internal' ? [...new Set(shown.ways)] : [];
  return { ...row, from: shown?.from ?? row.from, reach, ways };
}

type Opening = Pick<ExposureRow, 'from' | 'protocol' | 'except' | 'ports'>;

/** Whether what a group lets in has the port of the nodes. */
function isFor(other: Opening, { protocol, ports = PortSet.none }: Opening): boolean {
  if (other.from.kind !== 'addresses') return false;
  const fits = other.protocol === protocol || (other.protocol === 'all' && !other.except?.includes(protocol));
  return fits && (other.ports ?? PortSet.all).overlaps(ports);
}
