import { holds } from '../../values/truth.ts';
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
      for (const { mode, insecureSkipVerify } of one.tls) {
        if (mode) {
          report(
            holds(mode, (name) => name === 'DISABLE'),
            {
              resource: one.resource,
              at: mode,
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
