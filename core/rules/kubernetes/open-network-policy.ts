import type { Fix } from '../../changes/change.ts';
import { AddressSet, isAddressProblem, parseAddressList, parseCidr } from '../../network/addresses.ts';
import type { NetworkPolicy, PolicyPort, PolicyRule } from '../../network/kubernetes.ts';
import { isEmptySelector } from '../../network/label-selectors.ts';
import { PortSet } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import type { Location } from '../../text/source.ts';
import { allOf, holds, type Truth } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { namedClients, narrowBlock, narrowNamespaces } from './open-policy-fixes.ts';
import { shown, titleOf } from './wording.ts';

const policy = (ingress: string): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
${ingress}
`);

export const openNetworkPolicy = defineRule({
  id: 'kubernetes/open-network-policy',
  severity: 'warning',
  recommended: true,
  title: { en: 'NetworkPolicy lets everyone in', zh: 'NetworkPolicy 放行所有来源' },
  description: {
    en: `An ingress rule without \`from\`, with an \`ipBlock\` that amounts to all addresses, or with an empty \`namespaceSelector\` (all namespaces) lets in what the policy was written to keep out.

Not reported: rules for ports that the configuration allows in public (80 and 443 by default), an empty \`podSelector\` (the pods of the same namespace), and an empty \`namespaceSelector\` beside a \`podSelector\` that selects.`,
    zh: `入方向规则没有 \`from\`、\`ipBlock\` 等同于所有地址，或 \`namespaceSelector\` 为空（所有命名空间）时，放行的正是策略本应阻止的来源。

不报告：仅针对配置允许公开的端口（默认 80 和 443）的规则、空的 \`podSelector\`（同一命名空间的 Pod），以及与有效 \`podSelector\` 并用的空 \`namespaceSelector\`。`,
  },
  remedy: {
    en: 'Name the clients: a `podSelector`, a `namespaceSelector` with labels, or an `ipBlock` of known addresses.',
    zh: '写明客户端：`podSelector`、带标签的 `namespaceSelector`，或已知地址的 `ipBlock`。',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  bad: [
    policy('    - ports: [{ port: 6379 }]'),
    policy('    - from: [{ ipBlock: { cidr: 0.0.0.0/0 } }]'),
    policy('    - from: [{ namespaceSelector: {} }]'),
  ],
  good: [
    policy('    - from: [{ podSelector: {} }]'),
    policy('    - from: [{ ipBlock: { cidr: 10.0.0.0/8 } }]'),
    policy('    - ports: [{ port: 443 }]'),
  ],
  check(context) {
    for (const one of context.kubernetes?.networkPolicies ?? []) {
      for (const rule of one.ingress) checkRule(context, one, rule);
    }
  },
});

function checkRule({ settings, report }: RuleContext, policy: NetworkPolicy, rule: PolicyRule): void {
  const effective = allOf(
    holds(policy.isolatesIngress, (isolates) => isolates),
    beyond(rule.ports, settings.publicPorts),
  );
  const say = (truth: Truth, at: Value<unknown> | Location, from: Text, fixes: () => readonly Fix[]): void => {
    const title = titleOf(policy);
    const on = portsText(rule.ports);
    report(allOf(effective, truth), {
      resource: policy.resource,
      at,
      fixes,
      message: {
        en: `${title} lets in ${from.en} ${on.en}. Name the clients in from.`,
        zh: `${title} 在${on.zh}放行${from.zh}。请在 from 中写明客户端。`,
      },
    });
  };
  const { peers } = rule;
  if (!peers) {
    // In a template the peers may be written by an action.
    say(policy.resource.incomplete ? 'unknown' : 'yes', rule.at, { en: 'everyone', zh: '所有来源' }, () =>
      namedClients(policy, rule, settings),
    );
    return;
  }
  const blocks = peers.flatMap((peer) =>
    peer.cidr?.kind === 'known'
      ? [{ peer, cidr: peer.cidr, addresses: addressesOf(peer.cidr.value, peer.except) }]
      : [],
  );
  const [first] = [...blocks].sort((a, b) => (a.addresses.size < b.addresses.size ? 1 : -1));
  if (first && AddressSet.unionOf(blocks.map(({ addresses }) => addresses)).amountsToWorld) {
    say('yes', first.cidr, { en: `all addresses (${first.cidr.value})`, zh: `所有地址（${first.cidr.value}）` }, () =>
      narrowBlock(policy, rule, first.peer, settings),
    );
  }
  for (const peer of peers) {
    const { namespaces, pods } = peer;
    if (!namespaces) continue;
    const everyPod = pods ? isEmptySelector(pods) : 'yes';
    const everywhere: Text = { en: 'the pods of all namespaces', zh: '所有命名空间的 Pod' };
    say(allOf(isEmptySelector(namespaces), everyPod), namespaces.at, everywhere, () => narrowNamespaces(policy, peer));
  }
}

function addressesOf(cidr: string, except: readonly Value<string>[]): AddressSet {
  const block = parseCidr(cidr);
  if (isAddressProblem(block)) return AddressSet.none;
  const without = parseAddressList(except.flatMap((one) => (one.kind === 'known' ? [one.value] : [])));
  return block.addresses.subtract(without.addresses);
}

/** Does the rule open more than the ports that may be public? */
function beyond(ports: readonly PolicyPort[] | undefined, allowed: PortSet): Truth {
  if (!ports) return 'yes';
  const known = ports.map(({ port, endPort }) =>
    port?.kind === 'known' && typeof port.value === 'number'
      ? PortSet.of(port.value, endPort?.kind === 'known' ? endPort.value : port.value)
      : undefined,
  );
  if (known.some((set) => set && !allowed.covers(set))) return 'yes';
  // Names such as http say less than numbers; they are the usual way to write a public web port.
  const names = ports.map(({ port }) => (port?.kind === 'known' ? port.value : undefined));
  if (names.every((name, i) => known[i] || name === 'http' || name === 'https')) return 'no';
  return names.some((name) => name === undefined) ? 'unknown' : 'yes';
}

function portsText(ports: readonly PolicyPort[] | undefined): Text {
  if (!ports) return { en: 'on all ports', zh: '所有端口' };
  const list = ports
    .map(({ port, endPort }) => shown(port, '?') + (endPort?.kind === 'known' ? `-${endPort.value}` : ''))
    .join(', ');
  return { en: `on port ${list}`, zh: `端口 ${list} ` };
}
