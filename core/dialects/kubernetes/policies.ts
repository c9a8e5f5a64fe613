/** NetworkPolicy, and the kinds of network plugins that do the same by other means. */
import type { KubernetesObject, LabelSelector, NetworkPolicy, PolicyRule } from '../../network/kubernetes.ts';
import { known, unknown, type Value } from '../../values/value.ts';
import type { ManifestObject } from './objects.ts';
import { headOf, isSet, items, number, type Place, portRef, strings, text, texts, within } from './place.ts';

const pluginGroups =
  /^(cilium\.io|crd\.projectcalico\.org|projectcalico\.org|policy\.networking\.k8s\.io|network\.alibabacloud\.com)$/;

/** Whatever group is written: a policy in the wrong one is still meant as a policy. */
export function isNetworkPolicy({ group, kind }: ManifestObject): boolean {
  return kind === 'NetworkPolicy' && !pluginGroups.test(group);
}

export function isPluginPolicy({ group, kind }: ManifestObject): boolean {
  return pluginGroups.test(group) && kind.endsWith('NetworkPolicy');
}

export function readNetworkPolicy({ spec }: ManifestObject, base: KubernetesObject): NetworkPolicy {
  const selector = within(spec, 'podSelector');
  return {
    ...base,
    selector: selector.value === undefined && !hasKey(spec, 'podSelector') ? undefined : readSelector(selector),
    isolatesIngress: isolatesIngress(within(spec, 'policyTypes'), base),
    ingress: items(within(spec, 'ingress')).map((place) => readRule(place, 'from')),
    egress: items(within(spec, 'egress')).map((place) => readRule(place, 'to')),
  };
}

/** `podSelector:` with nothing behind it is an empty selector to the API server. */
function hasKey({ value }: Place, key: string): boolean {
  return (
    value?.kind === 'known' &&
    typeof value.value === 'object' &&
    value.value !== null &&
    value.value.type === 'map' &&
    value.value.entries.has(key)
  );
}

/** Without policyTypes a policy is about ingress, and about egress too when it has egress rules. */
function isolatesIngress(place: Place, { at }: KubernetesObject): Value<boolean> {
  if (!isSet(place)) return { kind: 'known', value: true, at, byDefault: true };
  const types = texts(place);
  if (types.some((type) => type.kind !== 'known')) return unknown('no-default', 'policyTypes', place.at);
  return known(types.length === 0 || types.some((type) => type.kind === 'known' && type.value === 'Ingress'), place.at);
}

function readRule(place: Place, direction: 'from' | 'to'): PolicyRule {
  const peers = within(place, direction);
  const ports = within(place, 'ports');
  const peerItems = items(peers);
  const portItems = items(ports);
  return {
    at: headOf(place),
    item: place.at,
    // An empty list means the same as none: anywhere, all ports.
    peers: peerItems.length === 0 && !isUnknown(peers) ? undefined : peerItems.map(readPeer),
    ports:
      portItems.length === 0 && !isUnknown(ports)
        ? undefined
        : portItems.map((port) => ({
            at: port.at,
            port: portRef(within(port, 'port')),
            endPort: number(within(port, 'endPort')),
          })),
  };
}

function isUnknown({ value }: Place): boolean {
  return value !== undefined && value.kind !== 'known';
}

function readPeer(place: Place): NonNullable<PolicyRule['peers']>[number] {
  const pods = within(place, 'podSelector');
  const namespaces = within(place, 'namespaceSelector');
  return {
    at: headOf(place),
    item: place.at,
    cidr: text(within(place, 'ipBlock', 'cidr')),
    except: texts(within(place, 'ipBlock', 'except')),
    pods: isSet(pods) ? readSelector(pods) : undefined,
    namespaces: isSet(namespaces) ? readSelector(namespaces) : undefined,
  };
}

function readSelector(place: Place): LabelSelector {
  const labels = within(place, 'matchLabels');
  return {
    at: headOf(place),
    labels: strings(labels),
    expressions: items(within(place, 'matchExpressions')).map((expression) => ({
      key: text(within(expression, 'key')),
      operator: text(within(expression, 'operator')),
      values: texts(within(expression, 'values')),
    })),
  };
}
