import type { Fix } from '../../changes/change.ts';
import { fixOf, put } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { KubernetesModel, PeerAuthentication } from '../../network/kubernetes.ts';
import { sameNamespace } from '../../network/label-selectors.ts';
import type { Text } from '../../text/message.ts';
import { holds, type Truth, unknownsOf } from '../../values/truth.ts';
import { type Unknown, unknown, type Value } from '../../values/value.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { titleOf } from '../kubernetes/wording.ts';
import { defineRule } from '../rule.ts';

const authentication = (spec: string, namespace = 'istio-system'): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${namespace}
spec:
${spec}
`);

export const meshMtls = defineRule({
  id: 'tls/mesh-mtls',
  severity: 'warning',
  recommended: true,
  title: { en: 'Mesh accepts unencrypted traffic', zh: '服务网格接受明文流量' },
  description: {
    en: `A PeerAuthentication whose mode is PERMISSIVE or DISABLE lets in plain text beside (or instead of) mutual TLS, for all ports or for single ones (\`portLevelMtls\`).

A mode that is not set, or UNSET, is inherited: from the namespace's policy, then from the mesh's, and is PERMISSIVE where nobody sets it. So it is reported on the policy of the whole mesh (namespace \`istio-system\`, no selector); elsewhere only what the folder shows decides, and a policy that inherits from outside of it counts as unresolved.`,
    zh: `PeerAuthentication 的模式为 PERMISSIVE 或 DISABLE 时，会在双向 TLS 之外（或代替它）接受明文，可能针对所有端口，也可能只针对个别端口（\`portLevelMtls\`）。

未设置或 UNSET 的模式会继承：先是命名空间的策略，再是整个网格的策略，都没有设置时为 PERMISSIVE。因此网格级策略（\`istio-system\` 命名空间、无选择器）会被报告；其他策略只按目录中可见的内容判断，从目录之外继承的计为未解析。`,
  },
  remedy: {
    en: 'Set `mtls.mode: STRICT`, and remove port exceptions once all clients are in the mesh.',
    zh: '设置 `mtls.mode: STRICT`；当所有客户端都加入网格后，删除端口例外。',
  },
  references: ['https://istio.io/latest/docs/reference/config/security/peer_authentication/'],
  bad: [
    authentication('  mtls:\n    mode: PERMISSIVE', 'shop'),
    authentication('  mtls: {}'),
    authentication('  mtls:\n    mode: STRICT\n  portLevelMtls:\n    8080:\n      mode: DISABLE'),
  ],
  good: [authentication('  mtls:\n    mode: STRICT')],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    for (const one of kubernetes.peerAuthentications) {
      const title = titleOf(one);
      const { resource, mode } = one;
      const own = effective(one, kubernetes);
      const word = mode?.kind === 'known' ? mode.value : 'UNSET';
      report(own.open, {
        resource,
        at: mode ?? one.at,
        because: own.because,
        fixes: () => strict(one),
        message: {
          en: `${title} accepts unencrypted traffic (mode ${word}${word === 'UNSET' ? ', which means PERMISSIVE' : ''}). Set mtls.mode: STRICT.`,
          zh: `${title} 接受明文流量（模式 ${word}${word === 'UNSET' ? '，等同于 PERMISSIVE' : ''}）。请设置 mtls.mode: STRICT。`,
        },
      });
      for (const { port, mode: exception } of one.ports) {
        if (!exception) continue;
        report(holds(exception, isOpen), {
          resource,
          at: exception,
          fixes: () => withoutException(one, port, exception),
          message: {
            en: `${title} accepts unencrypted traffic on port ${port}. Set its mode to STRICT or remove the exception.`,
            zh: `${title} 在端口 ${port} 接受明文流量。请将其模式设为 STRICT 或删除该例外。`,
          },
        });
      }
    }
  },
});

const isOpen = (mode: string): boolean => mode === 'PERMISSIVE' || mode === 'DISABLE';

function inherits(mode: Value<string> | undefined): boolean {
  return mode === undefined || (mode.kind === 'known' && mode.value === 'UNSET');
}

function effective(
  one: PeerAuthentication,
  { peerAuthentications }: KubernetesModel,
): { open: Truth; because: Unknown[] } {
  if (one.mode && !inherits(one.mode)) return { open: holds(one.mode, isOpen), because: unknownsOf(one.mode) };
  if (isWholeMesh(one)) return { open: 'yes', because: [] };
  const parent = peerAuthentications.find(
    (other) =>
      other !== one &&
      !other.selector &&
      !inherits(other.mode) &&
      (isWholeMesh(other) || (one.selector && sameNamespace(one, other) === 'yes')),
  );
  // What the parent allows is reported there.
  if (parent) return { open: 'no', because: [] };
  return { open: 'unknown', because: [unknown('external', 'PeerAuthentication of the mesh', one.at)] };
}

/** In Istio's default root namespace, for all of it. */
function isWholeMesh({ namespace, selector }: PeerAuthentication): boolean {
  return !selector && namespace?.kind === 'known' && namespace.value === 'istio-system';
}

const useStrict: Text = { en: 'Use STRICT', zh: '使用 STRICT' };

function strict({ resource, mode }: PeerAuthentication): readonly Fix[] {
  if (mode?.kind === 'known') return rewritten(resource, mode, 'STRICT', useStrict);
  return mode ? [] : fixOf(useStrict, [put(resource, ['spec', 'mtls', 'mode'], 'STRICT')]);
}

function withoutException({ resource }: PeerAuthentication, port: string, mode: Value<string>): readonly Fix[] {
  if (mode.kind !== 'known') return [];
  return [
    ...rewritten(resource, mode, 'STRICT', useStrict),
    ...fixOf({ en: `Remove the exception for port ${port}`, zh: `删除端口 ${port} 的例外` }, [
      put(resource, ['spec', 'portLevelMtls', port], undefined),
    ]),
  ];
}
