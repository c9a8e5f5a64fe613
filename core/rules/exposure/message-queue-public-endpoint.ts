import { entryFixes } from '../../changes/entries.ts';
import { mended } from '../../changes/fields.ts';
import type { ManagedService } from '../../network/model.ts';
import { assembleServices, productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { inFamily, isTrue, missing, publicEndpointOf, worldEntries } from '../services/whitelists.ts';

const inVpcOnly: Text = { en: 'Keep it inside of the VPC', zh: '只在 VPC 内提供服务' };

export const messageQueuePublicEndpoint = defineRule({
  id: 'exposure/message-queue-public-endpoint',
  severity: 'warning',
  recommended: true,
  title: { en: 'Message queue or registry with a public endpoint', zh: '消息队列或注册中心开通了公网访问' },
  description: {
    en: `Kafka, RocketMQ, RabbitMQ, MNS or an MSE registry (Nacos, ZooKeeper) gets an address on the internet. Where its white list lets everyone in as well, that entry is an error. Nacos and ZooKeeper hold the addresses and often the secrets of everything that runs, and ZooKeeper asks for no password.

For Kafka, deploy type 4 is "Internet and VPC" and 5 is "VPC".`,
    zh: `Kafka、RocketMQ、RabbitMQ、MNS 或 MSE 注册中心（Nacos、ZooKeeper）获得了互联网地址。若白名单同时放行所有地址，则该条目为错误。Nacos 和 ZooKeeper 保存着各服务的地址，往往还有密钥，而 ZooKeeper 不要求密码。

Kafka 的部署类型 4 为“公网/VPC 实例”，5 为“VPC 实例”。`,
  },
  remedy: {
    en: 'Deploy it inside of the VPC only; if producers are outside, connect them by VPN, or list their addresses.',
    zh: '只在 VPC 内部署；若有外部生产者，通过 VPN 接入，或只列出其地址。',
  },
  bad: [
    {
      language: 'terraform',
      code: `resource "alicloud_alikafka_instance" "events" {
  name        = "events"
  deploy_type = 4
  eip_max     = 20
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Registry:
    Type: ALIYUN::MSE::Cluster
    Properties:
      ClusterType: Nacos-Ans
      NetType: pubnet
      VpcId: vpc-bp1example
      VSwitchId: vsw-bp1example
`,
    },
  ],
  good: [
    {
      language: 'terraform',
      code: `resource "alicloud_alikafka_instance" "events" {
  name        = "events"
  deploy_type = 5
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Registry:
    Type: ALIYUN::MSE::Cluster
    Properties:
      ClusterType: Nacos-Ans
      NetType: privatenet
`,
    },
  ],
  check(context) {
    const { model, report } = context;
    for (const { members } of assembleServices(model.managedServices.filter(inFamily('message-queue')))) {
      const exposed = publicEndpointOf(members) === 'yes';
      for (const member of members) {
        const { publicEndpoint, resource } = member;
        const product = productName(member);
        // An entry of a white list that names the public side is reported as an entry, not as an endpoint.
        if (publicEndpoint && !member.whitelist) {
          report(isTrue(publicEndpoint), {
            resource,
            at: publicEndpoint,
            because: missing(publicEndpoint),
            fixes: () => mended(member, 'publicEndpoint', false, inVpcOnly),
            message: {
              en: `${product} gets a public endpoint. Keep it inside of the VPC.`,
              zh: `${product} 开通了公网访问。请只在 VPC 内提供服务。`,
            },
          });
        }
        const lists = (['publicWhitelist', 'whitelist'] as const).flatMap((field) =>
          worldEntries(member[field]).map((one) => ({ ...one, field })),
        );
        for (const { entry, truth, text, together, field } of lists) {
          // A list of the VPC's side is not reached from the internet.
          const outside = member.whitelist && publicEndpoint ? isTrue(publicEndpoint) === 'yes' : exposed;
          report(truth, {
            resource,
            at: entry,
            severity: outside ? 'error' : 'info',
            because: missing(entry),
            fixes: () =>
              entryFixes(context, { entity: member, field, entry, together, hasOthers: hasOthers(members, member) }),
            message: outside
              ? {
                  en: `The public white list of ${product} lets in ${text}, that is the whole internet. List only the addresses that need it.`,
                  zh: `${product} 的公网白名单放行 ${text}，即整个互联网。请只列出需要访问的地址。`,
                }
              : {
                  en: `The white list of ${product} lets in ${text}, that is every address. List only the clients' networks.`,
                  zh: `${product} 的白名单放行 ${text}，即所有地址。请只列出客户端网段。`,
                },
          });
        }
      }
    }
  },
});

/** Whether another resource of the service holds an entry too: an empty list may let everyone in. */
function hasOthers(members: readonly ManagedService[], one: ManagedService): boolean {
  return members.some((member) => member !== one && (member.whitelist ?? member.publicWhitelist ?? []).length > 0);
}
