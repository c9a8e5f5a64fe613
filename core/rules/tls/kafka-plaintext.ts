import { mended } from '../../changes/fields.ts';
import { productName } from '../../network/service-links.ts';
import { allOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { terraform } from '../services/examples.ts';
import { inFamily, isFalse, isTrue, missing } from '../services/whitelists.ts';

export const kafkaPlaintext = defineRule({
  id: 'tls/kafka-plaintext',
  severity: 'warning',
  recommended: true,
  title: { en: 'Kafka without TLS from the internet', zh: '从互联网明文访问 Kafka' },
  description: {
    en: 'A white list entry lets internet addresses use one of the ports of Kafka that speak no TLS: 9092 (PLAINTEXT) or 9094 (SASL_PLAINTEXT). Entries for the VPC side are not reported.',
    zh: '白名单条目允许互联网地址使用 Kafka 未加密的端口：9092（PLAINTEXT）或 9094（SASL_PLAINTEXT）。VPC 侧的条目不报告。',
  },
  remedy: {
    en: 'Let clients outside use port 9093, which speaks SASL_SSL.',
    zh: '让外部客户端使用支持 SASL_SSL 的 9093 端口。',
  },
  bad: [
    terraform(`resource "alicloud_alikafka_instance_allowed_ip_attachment" "partner" {
  instance_id  = "alikafka_post-cn-1"
  allowed_type = "internet"
  port_range   = "9092/9092"
  allowed_ip   = "203.0.113.7/32"
}
`),
  ],
  good: [
    terraform(`resource "alicloud_alikafka_instance_allowed_ip_attachment" "partner" {
  instance_id  = "alikafka_post-cn-1"
  allowed_type = "internet"
  port_range   = "9093/9093"
  allowed_ip   = "203.0.113.7/32"
}
`),
  ],
  check({ model, report }) {
    for (const service of model.managedServices.filter(inFamily('message-queue'))) {
      const { tls, publicEndpoint, resource } = service;
      if (!tls || !publicEndpoint) continue;
      const product = productName(service);
      report(allOf(isFalse(tls), isTrue(publicEndpoint)), {
        resource,
        at: tls,
        because: missing(tls, publicEndpoint),
        fixes: () =>
          mended(service, 'tls', true, {
            en: 'Let them use port 9093 (SASL_SSL)',
            zh: '改用 9093 端口（SASL_SSL）',
          }),
        message: {
          en: `Clients on the internet reach ${product} on a port without TLS. Let them use 9093 (SASL_SSL).`,
          zh: `互联网客户端通过未加密的端口访问 ${product}。请改用 9093（SASL_SSL）。`,
        },
      });
    }
  },
});
