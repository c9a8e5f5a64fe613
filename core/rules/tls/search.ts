import { mended } from '../../changes/fields.ts';
import { productName } from '../../network/service-links.ts';
import { defineRule } from '../rule.ts';
import { terraform } from '../services/examples.ts';
import { byDefault, inFamily, isFalse, missing } from '../services/whitelists.ts';

export const searchTls = defineRule({
  id: 'tls/search',
  severity: 'warning',
  recommended: true,
  title: { en: 'Elasticsearch over plain HTTP', zh: 'Elasticsearch 使用明文 HTTP' },
  description: {
    en: 'The Elasticsearch cluster speaks HTTP, which is its default: passwords, queries and documents travel in plain text. ROS has no property for it, so ROS templates are not reported.',
    zh: 'Elasticsearch 集群使用 HTTP（默认值）：密码、查询和文档以明文传输。ROS 没有对应属性，因此不检查 ROS 模板。',
  },
  remedy: {
    en: 'Set `protocol = "HTTPS"`, and let clients use https.',
    zh: '设置 `protocol = "HTTPS"`，并让客户端使用 https。',
  },
  bad: [
    terraform(`resource "alicloud_elasticsearch_instance" "logs" {
  version  = "7.10_with_X-Pack"
  protocol = "HTTP"
}
`),
  ],
  good: [
    terraform(`resource "alicloud_elasticsearch_instance" "logs" {
  version  = "7.10_with_X-Pack"
  protocol = "HTTPS"
}
`),
  ],
  check({ model, report }) {
    for (const service of model.managedServices.filter(inFamily('search'))) {
      const { tls, resource } = service;
      if (!tls) continue;
      const product = productName(service);
      report(isFalse(tls), {
        resource,
        at: tls,
        because: missing(tls),
        fixes: () => mended(service, 'tls', true, { en: 'Speak HTTPS', zh: '使用 HTTPS' }),
        message: byDefault(tls)
          ? {
              en: `${product} speaks plain HTTP unless told otherwise. Set protocol = "HTTPS".`,
              zh: `${product} 默认使用明文 HTTP。请设置 protocol = "HTTPS"。`,
            }
          : {
              en: `${product} speaks plain HTTP, so passwords and documents travel in plain text. Set protocol = "HTTPS".`,
              zh: `${product} 使用明文 HTTP，密码和文档以明文传输。请设置 protocol = "HTTPS"。`,
            },
      });
    }
  },
});
