import { holds, unknownsOf } from '../../values/truth.ts';
import { terraform } from '../exposure/examples.ts';
import { clbExamples } from '../exposure/listener-examples.ts';
import { defineRule } from '../rule.ts';
import { missingServiceCertificates } from './missing-service-certificate.ts';

const encrypted = new Set(['https', 'tcpssl', 'quic']);

export const missingCertificate = defineRule({
  id: 'tls/missing-certificate',
  severity: 'error',
  recommended: true,
  title: { en: 'TLS listener without certificate', zh: 'TLS 监听没有证书' },
  description: {
    en: 'A listener that speaks HTTPS, TCPSSL or QUIC names no server certificate. It cannot be created, or refuses every handshake. The same for a custom domain of Function Compute or a gateway that is to speak HTTPS; a domain of API Gateway without certificate is a warning, because it then speaks HTTP only.',
    zh: '使用 HTTPS、TCPSSL 或 QUIC 的监听没有指定服务器证书，无法创建，或所有握手都会失败。启用 HTTPS 却没有证书的函数计算自定义域名与网关域名同样报告；没有证书的 API 网关域名只能使用 HTTP，为警告。',
  },
  remedy: {
    en: 'Set the server certificate of the listener.',
    zh: '请为监听设置服务器证书。',
  },
  bad: [
    ...clbExamples({ protocol: 'https', port: 443 }),
    terraform(`resource "alicloud_nlb_listener" "tls" {
  load_balancer_id  = "nlb-bp1example"
  listener_protocol = "TCPSSL"
  listener_port     = 443
  server_group_id   = "sgp-bp1example"
}
`),
  ],
  good: [
    ...clbExamples({
      protocol: 'https',
      port: 443,
      ros: 'ServerCertificateId: example',
      terraform: 'server_certificate_id = "example"',
    }),
    ...clbExamples({ protocol: 'http', port: 80 }),
  ],
  check(context) {
    const { model, report } = context;
    missingServiceCertificates(context);
    for (const { resource, at, protocol, certificate } of model.listeners) {
      if (protocol === undefined || certificate !== undefined) continue;
      const name = protocol.kind === 'known' ? protocol.value.toUpperCase() : 'TLS';
      report(
        holds(protocol, (value) => encrypted.has(value)),
        {
          resource,
          at,
          message: {
            en: `This ${name} listener has no server certificate. Set one.`,
            zh: `该 ${name} 监听没有服务器证书。请设置证书。`,
          },
          because: unknownsOf(protocol),
        },
      );
    }
  },
});
