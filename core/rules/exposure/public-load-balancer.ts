import { holds, unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';

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
        },
      );
    }
  },
});
