import { entryFixes } from '../../changes/entries.ts';
import { mended } from '../../changes/fields.ts';
import type { ManagedService } from '../../network/model.ts';
import { productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { allOf } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { byDefault, decides, inFamily, isTrue, missing, worldEntries } from '../services/whitelists.ts';

const switchOff: Text = { en: 'Switch public access off', zh: '关闭公网访问' };

export const searchPublicEndpoint = defineRule({
  id: 'exposure/search-public-endpoint',
  severity: 'warning',
  recommended: true,
  title: { en: 'Elasticsearch or Kibana open to the internet', zh: 'Elasticsearch 或 Kibana 对互联网开放' },
  description: {
    en: `Public access to an Elasticsearch cluster or its Kibana is on (warning), or their white list lets everyone in (error where it applies to the public endpoint).

Kibana's public access is on by default, but its default white list is 127.0.0.1, so it is reported only when it is turned on by name or the white list is open. A public white list of an endpoint that is off does nothing and is not reported.`,
    zh: `Elasticsearch 集群或其 Kibana 开通了公网访问（警告），或白名单放行所有地址（作用于公网地址时为错误）。

Kibana 的公网访问默认开启，但默认白名单为 127.0.0.1，因此只在明确开启或白名单放开时报告。公网访问已关闭时，公网白名单不起作用，不报告。`,
  },
  remedy: {
    en: 'Turn public access off and use the private endpoint; if it must be public, list the addresses that need it.',
    zh: '关闭公网访问，使用内网地址；确需公网访问时，只列出需要的地址。',
  },
  bad: [
    {
      language: 'terraform',
      code: `resource "alicloud_elasticsearch_instance" "logs" {
  version          = "7.10_with_X-Pack"
  protocol         = "HTTPS"
  enable_public    = true
  public_whitelist = ["0.0.0.0/0"]
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Logs:
    Type: ALIYUN::ElasticSearch::Instance
    Properties:
      Version: 7.10_with_X-Pack
      KibanaWhitelist:
        - 0.0.0.0/0
`,
    },
  ],
  good: [
    {
      language: 'terraform',
      code: `resource "alicloud_elasticsearch_instance" "logs" {
  version           = "7.10_with_X-Pack"
  protocol          = "HTTPS"
  enable_public     = false
  private_whitelist = ["10.0.0.0/8"]
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Logs:
    Type: ALIYUN::ElasticSearch::Instance
    Properties:
      Version: 7.10_with_X-Pack
      EnablePublic: false
      KibanaWhitelist:
        - 10.0.0.0/8
`,
    },
  ],
  check(context) {
    for (const service of context.model.managedServices.filter(inFamily('search'))) {
      checkEndpoint(context, service);
      checkPublicList(context, service);
      checkPrivateList(context, service);
    }
  },
});

function checkEndpoint({ report }: RuleContext, service: ManagedService): void {
  const { publicEndpoint, resource } = service;
  if (!publicEndpoint || byDefault(publicEndpoint)) return;
  const product = productName(service);
  report(isTrue(publicEndpoint), {
    resource,
    at: publicEndpoint,
    because: missing(publicEndpoint),
    fixes: () => mended(service, 'publicEndpoint', false, switchOff),
    message: {
      en: `Public access to ${product} is on. Turn it off and use the private endpoint.`,
      zh: `${product} 开通了公网访问。请关闭，改用内网地址。`,
    },
  });
}

function checkPublicList(context: RuleContext, service: ManagedService): void {
  const { report } = context;
  const { publicEndpoint, publicWhitelist, resource } = service;
  const product = productName(service);
  for (const { entry, truth, text, together } of worldEntries(publicWhitelist)) {
    report(allOf(truth, publicEndpoint ? isTrue(publicEndpoint) : 'unknown'), {
      resource,
      at: entry,
      severity: 'error',
      because: missing(entry, publicEndpoint),
      fixes: () => [
        ...entryFixes(context, { entity: service, field: 'publicWhitelist', entry, together }),
        ...mended(service, 'publicEndpoint', false, switchOff),
      ],
      message: {
        en: `The public white list of ${product} lets in ${text}, that is the whole internet. List only the addresses that need it.`,
        zh: `${product} 的公网白名单放行 ${text}，即整个互联网。请只列出需要访问的地址。`,
      },
    });
  }
}

function checkPrivateList(context: RuleContext, service: ManagedService): void {
  const { report } = context;
  const { whitelist, resource } = service;
  const product = productName(service);
  for (const { entry, truth, text, together } of worldEntries(whitelist)) {
    if (!decides(truth)) continue;
    report(truth, {
      resource,
      at: entry,
      severity: 'info',
      fixes: () => entryFixes(context, { entity: service, field: 'whitelist', entry, together }),
      message: {
        en: `The private white list of ${product} lets in ${text}, so everything in the VPC and in networks connected to it reaches it. List only the clients' networks.`,
        zh: `${product} 的内网白名单放行 ${text}，VPC 及与其互联的网络都能访问。请只列出客户端网段。`,
      },
    });
  }
}
