/** What mends a rule of a NetworkPolicy that lets everyone in: other peers. */

import { narrowTitle, onlyTitle } from '../../changes/addresses.ts';
import { type Change, type Fix, offering } from '../../changes/change.ts';
import { configuredNetworks, type NamedBlocks, ofFamily } from '../../changes/networks.ts';
import { fixOf, isLiteral } from '../../changes/objects.ts';
import type { Plain } from '../../changes/plain.ts';
import type { NetworkPolicy, PolicyPeer, PolicyRule } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import type { Settings } from '../rule.ts';

const ownPods: Text = { en: 'Let in the pods of the same namespace only', zh: '只放行同一命名空间的 Pod' };
const example = '203.0.113.10/32';
const namespace = 'my-namespace';

/** A rule without `from`. */
export function namedClients({ resource }: NetworkPolicy, { item }: PolicyRule, settings: Settings): readonly Fix[] {
  const from = (title: Text, peers: readonly Plain[], placeholder?: string): readonly Fix[] =>
    fixOf(title, [[{ kind: 'put', resource, path: ['from'], to: peers, below: item }]], placeholder);
  const to = (network: NamedBlocks): readonly Fix[] =>
    from(
      onlyTitle(network),
      network.blocks.map((cidr) => ({ ipBlock: { cidr } })),
    );
  return offering({ ports: undefined, group: undefined, fixes: to }, [
    ...from(ownPods, [{ podSelector: {} }]),
    ...configuredNetworks(settings.networks).flatMap(to),
    ...from(inNamespace, [{ namespaceSelector: named }], namespace),
  ]);
}

const named: Plain = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
const inNamespace: Text = { en: 'Let in the pods of one namespace only…', zh: '只放行某个命名空间的 Pod……' };

/** A peer that is all addresses. */
export function narrowBlock(
  policy: NetworkPolicy,
  rule: PolicyRule,
  { item, cidr, except }: PolicyPeer,
  settings: Settings,
): readonly Fix[] {
  const { resource } = policy;
  if (!isLiteral(cidr)) return [];
  const instead = (title: Text, by: string, placeholder?: string): readonly Fix[] => {
    const changes: Change[] = [
      { kind: 'replace', resource, at: cidr.at, by },
      // What was taken out of everything lies outside of the new block.
      ...(except.length > 0
        ? [{ kind: 'put' as const, resource, path: ['ipBlock', 'except'], to: undefined, below: item }]
        : []),
    ];
    return fixOf(title, [changes], placeholder);
  };
  const isIpv6 = cidr.value.includes(':');
  const family = isIpv6 ? 6 : 4;
  const to = (network: NamedBlocks): readonly Fix[] => {
    const { blocks } = ofFamily(network, family);
    const [first, ...others] = blocks.map(String);
    if (first === undefined) return [];
    if (others.length === 0) return instead(narrowTitle(network), first);
    // A peer holds one block: several take the place of the only peer.
    const all = blocks.map((block) => ({ ipBlock: { cidr: block } }));
    return rule.peers?.length !== 1
      ? []
      : fixOf(narrowTitle(network), [[{ kind: 'put', resource, path: ['from'], to: all, below: rule.item }]]);
  };
  return offering({ ports: undefined, group: undefined, fixes: to }, [
    ...configuredNetworks(settings.networks, family).flatMap(to),
    ...ownPodsInstead(policy, item),
    ...instead(
      { en: 'Narrow to an address or block of your own…', zh: '收窄到自己的地址或网段……' },
      isIpv6 ? '2001:db8::/32' : example,
      isIpv6 ? '2001:db8::/32' : example,
    ),
  ]);
}

/** A peer that is the pods of all namespaces. */
export function narrowNamespaces(policy: NetworkPolicy, { item }: PolicyPeer): readonly Fix[] {
  const { resource } = policy;
  return [
    ...ownPodsInstead(policy, item),
    ...fixOf(
      inNamespace,
      [[{ kind: 'put', resource, path: ['namespaceSelector'], to: named, below: item }]],
      namespace,
    ),
  ];
}

function ownPodsInstead({ resource }: NetworkPolicy, item: PolicyPeer['item']): readonly Fix[] {
  return fixOf(ownPods, [[{ kind: 'replace', resource, at: item, by: { podSelector: {} } }]]);
}
