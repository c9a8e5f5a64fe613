import { mended } from '../../changes/fields.ts';
import { removal } from '../../changes/removing.ts';
import { keyOf, keysOf } from '../../network/identity.ts';
import type { Instance } from '../../network/model.ts';
import type { Text } from '../../text/message.ts';
import { holds, type Truth, unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';

const kinds: Readonly<Record<string, Text>> = {
  instance: { en: 'This instance has', zh: '该实例有' },
  'network-interface': { en: 'This network interface has', zh: '该弹性网卡有' },
  'scaling-configuration': { en: 'Instances of this scaling configuration get', zh: '该伸缩配置创建的实例会获得' },
  'launch-template': { en: 'Instances of this launch template get', zh: '该启动模板创建的实例会获得' },
  'container-group': { en: 'This container group has', zh: '该容器组有' },
  'node-pool': { en: 'Nodes of this pool get', zh: '该节点池的节点会获得' },
  'cluster-master': { en: 'Nodes of this cluster get', zh: '该集群的节点会获得' },
};

const withoutAddress: Text = { en: 'Do without a public address', zh: '不分配公网地址' };

const unbind: Text = { en: 'Remove this binding', zh: '去掉此绑定' };

export const publicInstance = defineRule({
  id: 'exposure/public-instance',
  severity: 'warning',
  recommended: false,
  title: { en: 'Instance with a public address', zh: '实例拥有公网地址' },
  description: {
    en: `An ECS instance, network interface, scaling configuration, launch template, container group, node pool or EMR node has a public IP address or an elastic IP address. Every port that its security groups open is then open to the internet directly. What the groups open is reported by the rules for ports.`,
    zh: `ECS 实例、弹性网卡、伸缩配置、启动模板、容器组、节点池或 EMR 节点拥有公网 IP 或弹性公网 IP，其安全组开放的每个端口都直接暴露在互联网上。安全组开放了哪些端口由端口类规则报告。`,
  },
  remedy: {
    en: 'Publish services through a load balancer, and let instances out through a NAT gateway.',
    zh: '请通过负载均衡发布服务，通过 NAT 网关访问互联网。',
  },
  bad: [
    ros(`  Server:
    Type: ALIYUN::ECS::Instance
    Properties:
      InstanceType: ecs.g7.large
      InternetMaxBandwidthOut: 5
`),
    terraform(`resource "alicloud_instance" "server" {
  instance_type              = "ecs.g7.large"
  internet_max_bandwidth_out = 5
}
`),
    terraform(`resource "alicloud_instance" "server" {
  instance_type = "ecs.g7.large"
}

resource "alicloud_eip_association" "address" {
  allocation_id = "eip-bp1example"
  instance_id   = alicloud_instance.server.id
}
`),
  ],
  good: [
    ros(`  Server:
    Type: ALIYUN::ECS::Instance
    Properties:
      InstanceType: ecs.g7.large
      AllocatePublicIP: false
`),
    terraform(`resource "alicloud_instance" "server" {
  instance_type              = "ecs.g7.large"
  internet_max_bandwidth_out = 0
}
`),
  ],
  check({ model, report }) {
    const instances = new Map(model.instances.map((instance) => [keyOf(instance), instance]));
    for (const instance of model.instances) {
      const { publicAddress } = instance;
      if (publicAddress === undefined) continue;
      report(
        holds(publicAddress, (value) => value),
        {
          resource: instance.resource,
          at: publicAddress,
          message: {
            en: `${kindOf(instance).en} a public address: every port that the security group opens is open to the internet. Publish services through a load balancer instead.`,
            zh: `${kindOf(instance).zh}公网地址：安全组开放的每个端口都会直接暴露在互联网上。请改为通过负载均衡发布服务。`,
          },
          fixes: () => mended(instance, 'publicAddress', false, withoutAddress),
          because: unknownsOf(publicAddress),
        },
      );
    }
    for (const association of model.addressAssociations) {
      const { instance: target } = association;
      const isIpv6 = /ipv6/i.test(association.resource.type);
      if (target === undefined) continue;
      const truths = keysOf(target).map((key): Truth => {
        if (instances.has(key)) return 'yes';
        // NAT gateways and load balancers are what addresses are for.
        return /^id:(i|eni|eci)-/.test(key) ? 'yes' : 'no';
      });
      const truth =
        truths.length === 0
          ? 'unknown'
          : truths.every((t) => t === 'yes')
            ? 'yes'
            : truths.includes('yes')
              ? 'maybe'
              : 'no';
      report(truth, {
        resource: association.resource,
        at: target,
        message: {
          en: `${isIpv6 ? 'An IPv6 address of an instance has internet bandwidth' : 'An elastic IP address is bound to an instance'}: every port that its security group opens is open to the internet. Publish services through a load balancer instead.`,
          zh: `${isIpv6 ? '实例的 IPv6 地址开通了公网带宽' : '弹性公网 IP 绑定到了实例'}：其安全组开放的每个端口都会直接暴露在互联网上。请改为通过负载均衡发布服务。`,
        },
        fixes: () => removal(association, unbind),
        because: unknownsOf(target),
      });
    }
  },
});

function kindOf({ kind }: Instance): Text {
  return (kind?.kind === 'known' && kinds[kind.value]) || { en: 'This resource has', zh: '该资源有' };
}
