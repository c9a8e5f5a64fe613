import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import { isRepeated } from '../../changes/networks.ts';
import { referenceFrom } from '../../changes/references.ts';
import { removal } from '../../changes/removing.ts';
import { keyOf, keysOf } from '../../network/identity.ts';
import type { LoadBalancer, NetworkModel } from '../../network/model.ts';
import type { Text } from '../../text/message.ts';
import { holds, unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';

const unbind: Text = { en: 'Unbind its elastic IP address', zh: '解绑其弹性公网 IP' };

const makeInternal: Text = { en: 'Give it an intranet address', zh: '改为私网地址' };

export const publicLoadBalancer = defineRule({
  id: 'exposure/public-load-balancer',
  severity: 'info',
  recommended: false,
  title: { en: 'Load balancer faces the internet', zh: '负载均衡面向互联网' },
  description: {
    en: `A CLB, ALB, NLB or Global Accelerator has a public address. That is what public services need; this rule lists them for those who want to approve each one. A CLB without address type faces the internet unless it names a vSwitch.`,
    zh: `CLB、ALB、NLB 或全球加速拥有公网地址。公网服务本就需要它；本规则为需要逐个审批的团队列出它们。未设置地址类型的 CLB，只要没有指定交换机，就面向互联网。`,
  },
  remedy: {
    en: 'Use the address type intranet for services that only your own networks call.',
    zh: '只供自有网络调用的服务，请将地址类型设为私网（intranet）。',
  },
  bad: [
    ros(`  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties:
      LoadBalancerName: web
`),
    ros(`  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties:
      AddressType: internet
      VSwitchId: vsw-bp1example
`),
    terraform(`resource "alicloud_alb_load_balancer" "web" {
  address_type          = "Internet"
  load_balancer_edition = "Standard"
}
`),
  ],
  good: [
    ros(`  Balancer:
    Type: ALIYUN::NLB::LoadBalancer
    Properties:
      AddressType: Intranet
`),
    terraform(`resource "alicloud_slb_load_balancer" "web" {
  address_type = "intranet"
}
`),
  ],
  check({ model, report }) {
    for (const balancer of model.loadBalancers) {
      const { internet, product } = balancer;
      if (internet === undefined) continue;
      const name = product?.kind === 'known' ? product.value.toUpperCase() : 'SLB';
      const byDefault = internet.kind === 'known' && internet.byDefault === true && name !== 'GA';
      report(
        holds(internet, (value) => value),
        {
          resource: balancer.resource,
          at: internet,
          message: {
            en: `This ${name} load balancer faces the internet${byDefault ? ' (the default when no address type is set)' : ''}. Use an internal one where only your own networks call it.`,
            zh: `该 ${name} 负载均衡面向互联网${byDefault ? '（未设置地址类型时的默认值）' : ''}。若只供自有网络调用，请改为私网。`,
          },
          because: unknownsOf(internet),
          fixes: () => internalFixes(model, balancer),
        },
      );
    }
  },
});

/** An internal CLB stands in a vSwitch: one that it names, or one of the same files. */
export function internalFixes(model: NetworkModel, balancer: LoadBalancer): readonly Fix[] {
  const { subnets } = model;
  const { internet, product, subnet } = balancer;
  if (internet?.kind === 'known' && !internet.value) return unbinding(model, balancer);
  const isClb = product?.kind === 'known' && product.value === 'clb';
  if (!isClb || subnet) return mended(balancer, 'internet', false, makeInternal);
  if (isRepeated(balancer)) return [];
  return subnets.flatMap(({ resource }): Fix[] => {
    const reference = referenceFrom(resource, balancer.resource);
    if (reference === undefined) return [];
    const { address } = resource;
    const title: Text = { en: `${makeInternal.en} in ${address}`, zh: `${makeInternal.zh}（${address}）` };
    return [{ title, changes: [{ kind: 'set', entity: balancer, to: { internet: false, subnet: reference } }] }];
  });
}

/** An internal one faces the internet by an elastic IP address. */
function unbinding({ addressAssociations }: NetworkModel, balancer: LoadBalancer): readonly Fix[] {
  const [bound, ...more] = addressAssociations.filter(({ instance }) => keysOf(instance).includes(keyOf(balancer)));
  return bound && more.length === 0 ? removal(bound, unbind) : [];
}
