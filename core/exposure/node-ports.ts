/**
 * NodePort Services meet the node pools of the same workspace: whoever reaches a node reaches the port, and who does is
 * for the security groups of the pools to say. The two stand in different dialects, so this looks over all units.
 */
import type { Unit } from '../dialects/unit.ts';
import { ruleGroups } from '../network/groups.ts';
import { type Interface, interfacesOf } from '../network/interfaces.ts';
import type { NetworkModel } from '../network/model.ts';
import { PortSet } from '../network/ports.ts';
import type { ExposureRow, RowReach } from './row.ts';
import { groupRows } from './rows.ts';

interface Pool {
  readonly model: NetworkModel;
  readonly nodes: Interface;
}

export function hasNodePools({ model }: Unit): boolean {
  return model.instances.some(({ kind }) => kind?.kind === 'known' && kind.value === 'node-pool');
}

/** Node pools of which all groups are known. Where another pool is not known, nothing is said. */
function poolsOf(units: readonly Unit[]): readonly Pool[] {
  const pools = units.flatMap(({ model }) =>
    interfacesOf(model)
      .filter(({ instance }) => instance?.kind?.kind === 'known' && instance.kind.value === 'node-pool')
      .map((nodes) => ({ model, nodes })),
  );
  return pools.every(({ nodes }) => nodes.groups.size > 0 && !nodes.open) ? pools : [];
}

/** The rows, with what the pools' groups say about ports of the nodes. */
export function withNodePools(rows: readonly ExposureRow[], units: readonly Unit[]): readonly ExposureRow[] {
  const pools = rows.some(({ onNodes }) => onNodes) ? poolsOf(units) : [];
  if (pools.length === 0) return rows;
  return rows.map((row) => (row.onNodes ? onPools(row, pools) : row));
}

const worst: readonly RowReach[] = ['exposed', 'unknown', 'open', 'internal'];

function onPools(row: ExposureRow, pools: readonly Pool[]): ExposureRow {
  const letIn = pools.flatMap(({ model, nodes }) =>
    ruleGroups(model)
      .filter(({ key }) => nodes.groups.has(key))
      .flatMap((group) => groupRows(model, group).filter((other) => isFor(other, row)))
      .map((other) => ({ ...other, ways: [...other.ways, nodes.entity.resource.address] })),
  );
  const reach = worst.find((one) => letIn.some((other) => other.reach === one)) ?? 'internal';
  const shown = letIn.find((other) => other.reach === reach);
  const ways = shown && reach !== 'internal' ? [...new Set(shown.ways)] : [];
  return { ...row, from: shown?.from ?? row.from, reach, ways };
}

/** Whether what a group lets in has the port of the nodes. */
function isFor(other: ExposureRow, { protocol, ports = PortSet.none }: ExposureRow): boolean {
  if (other.from.kind !== 'addresses') return false;
  const fits = other.protocol === protocol || (other.protocol === 'all' && !other.except?.includes(protocol));
  return fits && (other.ports ?? PortSet.all).overlaps(ports);
}
