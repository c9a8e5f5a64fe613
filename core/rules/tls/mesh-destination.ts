import { type Fix, isWrittenHere } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { DestinationRule } from '../../network/kubernetes.ts';
import type { Location } from '../../text/source.ts';
import { holds } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { shown, titleOf } from '../kubernetes/wording.ts';
import { defineRule } from '../rule.ts';

const rule = (tls: string): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ratings
spec:
  host: ratings.shop.svc.cluster.local
  trafficPolicy:
    tls: ${tls}
`);

export const meshDestination = defineRule({
  id: 'tls/mesh-destination',
  severity: 'warning',
  recommended: true,
  title: { en: 'Clients of the mesh turn TLS off', zh: '网格客户端关闭了 TLS' },
  description: {
    en: 'A DestinationRule with `tls.mode: DISABLE` sends plain text to the host, also where the mesh would encrypt by itself; `insecureSkipVerify` encrypts without asking who answers. Port settings and subsets are read too. Without `tls` the mesh decides: not reported.',
    zh: 'DestinationRule 设置 `tls.mode: DISABLE` 时会向目标发送明文，即使网格本可自动加密；`insecureSkipVerify` 只加密而不验证对端。端口设置和 subset 同样检查。没有 `tls` 时由网格决定，不报告。',
  },
  remedy: {
    en: 'Remove `tls` to let the mesh encrypt, or use `ISTIO_MUTUAL`, or `SIMPLE` with `caCertificates` for hosts outside.',
    zh: '删除 `tls` 由网格自动加密，或使用 `ISTIO_MUTUAL`；对网格外的主机使用带 `caCertificates` 的 `SIMPLE`。',
  },
  references: ['https://istio.io/latest/docs/reference/config/networking/destination-rule/'],
  bad: [rule('{ mode: DISABLE }'), rule('{ mode: SIMPLE, insecureSkipVerify: true }')],
  good: [rule('{ mode: ISTIO_MUTUAL }'), rule('{ mode: SIMPLE, caCertificates: /etc/certs/ca.pem }')],
  check({ kubernetes, report }) {
    for (const one of kubernetes?.destinationRules ?? []) {
      const title = titleOf(one);
      const host = shown(one.host, '?');
      for (const { at, mode, insecureSkipVerify } of one.tls) {
        if (mode) {
          report(
            holds(mode, (name) => name === 'DISABLE'),
            {
              resource: one.resource,
              at: mode,
              fixes: () => encrypting(one, at, mode),
              message: {
                en: `${title} sends plain text to ${host}. Remove tls.mode: DISABLE or use ISTIO_MUTUAL.`,
                zh: `${title} 向 ${host} 发送明文。请删除 tls.mode: DISABLE，或使用 ISTIO_MUTUAL。`,
              },
            },
          );
        }
        if (insecureSkipVerify) {
          report(
            holds(insecureSkipVerify, (skips) => skips),
            {
              resource: one.resource,
              at: insecureSkipVerify,
              fixes: () => verifying(one, insecureSkipVerify),
              message: {
                en: `${title} does not verify the certificate of ${host}. Remove insecureSkipVerify and set caCertificates.`,
                zh: `${title} 不验证 ${host} 的证书。请删除 insecureSkipVerify，并设置 caCertificates。`,
              },
            },
          );
        }
      }
    }
  },
});

/** The mesh's own certificates are for the hosts inside of it; others have certificates that everybody can verify. */
function encrypting({ resource, host }: DestinationRule, tls: Location, mode: Value<string>): readonly Fix[] {
  if (mode.kind !== 'known') return [];
  const name = host?.kind === 'known' ? host.value : '';
  const use = (wanted: string): readonly Fix[] =>
    rewritten(resource, mode, wanted, { en: `Use ${wanted}`, zh: `使用 ${wanted}` });
  const leave = { en: 'Remove tls: the mesh decides', zh: '删除 tls，由网格决定' };
  const isInside = /^[^.]*$|\.svc(?:\.|$)|\.local$/.test(name);
  // `reviews.shop` is a Service and its namespace, `example.com` is not.
  const mayBeInside = isInside || /^[^.]+\.[^.]+$/.test(name);
  return [
    ...(mayBeInside ? use('ISTIO_MUTUAL') : []),
    ...(isInside ? [] : use('SIMPLE')),
    ...(isWrittenHere(mode) && mayBeInside ? fixOf(leave, [[{ kind: 'removeAt', resource, at: tls }]]) : []),
  ];
}

function verifying({ resource }: DestinationRule, skips: Value<boolean>): readonly Fix[] {
  if (skips.kind !== 'known') return [];
  const title = { en: 'Verify the certificate', zh: '验证证书' };
  if (!isWrittenHere(skips)) return rewritten(resource, skips, false, title);
  return fixOf(title, [[{ kind: 'removeAt', resource, at: skips.at }]]);
}
