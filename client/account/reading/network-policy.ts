/** What a group lets in, as a NetworkPolicy: what is left once priority and drop rules have had their say. */
import { blockText } from '../../../core/changes/data-text.ts';
import type { Plain } from '../../../core/changes/plain.ts';
import type { ExposureRow } from '../../../core/exposure/row.ts';
import { portsText, sourceText } from '../../../core/exposure/table.ts';
import type { PortSet } from '../../../core/network/ports.ts';
import type { GroupFacts, RuleFacts } from './group-facts.ts';

/** A NetworkPolicy knows addresses, pods, TCP and UDP; the rest is told in comments. */
export function networkPolicy({ group, rows }: GroupFacts, only: readonly RuleFacts[] | undefined): string {
  const within = (row: ExposureRow): boolean =>
    only === undefined || only.some(({ place }) => row.at.start >= place.start && row.at.end <= place.end);
  const wanted = rows.filter(within);
  const said = wanted.flatMap((row) => ingressOf(row) ?? []);
  const left = wanted.filter((row) => !ingressOf(row));
  const policy: Plain = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: policyName(group) },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: said },
  };
  const comments = left.map((row) => `# ${portsText(row)} <- ${sourceText(row.from, 'en')}\n`).join('');
  return `${comments}${blockText(policy, { json: false, step: '  ', quotes: '' }, '')}\n`;
}

function ingressOf({ from, protocol, ports, except }: ExposureRow): Plain | undefined {
  if (from.kind !== 'addresses' || except) return undefined;
  const peers = from.addresses.toCidrs().map((cidr): Plain => ({ ipBlock: { cidr } }));
  if (protocol === 'all') return !ports || ports.isAll ? { from: peers } : undefined;
  if ((protocol !== 'tcp' && protocol !== 'udp') || !ports) return undefined;
  return { from: peers, ports: portsOf(ports, protocol.toUpperCase()) };
}

function portsOf(ports: PortSet, protocol: string): Plain {
  if (ports.isAll) return [{ protocol }];
  return ports.intervals.map(({ from, to }) =>
    from === to ? { protocol, port: from } : { protocol, port: from, endPort: to },
  );
}

/** A name in a cluster has lower case letters, digits and hyphens. */
function policyName({ name, id }: GroupFacts['group']): string {
  const plain = (name || id)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? id : plain.slice(0, 63);
}
