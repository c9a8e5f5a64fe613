import type { Entity, Identity, NetworkModel } from '../../network/model.ts';
import type { Text } from '../../text/message.ts';
import { isReference, possibilities, type Reference, type Value } from '../../values/value.ts';
import { ros, terraform } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';

function group(name: string): string {
  return `resource "alicloud_security_group" "${name}" {
  vpc_id = "vpc-bp1example"
}
`;
}

function rule(name: string): string {
  return `resource "alicloud_security_group_rule" "https" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  cidr_ip           = "10.0.0.0/16"
  security_group_id = ${name}.id
}
`;
}

function template(name: string): string {
  return `  Vpc:
    Type: ALIYUN::ECS::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId:
        Ref: Vpc
  Https:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId:
        Ref: ${name}
      IpProtocol: tcp
      PortRange: 443/443
      SourceCidrIp: 10.0.0.0/16
`;
}

export const danglingReference = defineRule({
  id: 'hygiene/dangling-reference',
  severity: 'warning',
  recommended: false,
  title: { en: 'Reference to no such resource', zh: '引用了不存在或类型不符的资源' },
  description: {
    en: `A security group rule, an instance, a load balancer, a listener or an address association refers to a resource that is not declared in these files, or to one that cannot be what is wanted: a VPC where a security group is. The deployment fails there, or the rule belongs to nothing.

Literal ids are not judged, nor are data sources and outputs of modules. A missing resource is reported only where other resources of its type are declared, because excerpts leave declarations out. Names that a ROS template does not have, and variables, locals and modules that nobody declares, are \`syntax/reference\`.`,
    zh: `安全组规则、实例、负载均衡、监听或地址绑定引用了这些文件中没有声明的资源，或引用了类型不符的资源，例如在需要安全组的地方引用了 VPC。部署会在此失败，或规则没有归属。

不判断直接写出的 ID，也不判断数据源和模块输出。只有在声明了同类型的其他资源时才报告缺失的资源，因为片段往往省略声明。ROS 模板中不存在的名称，以及未声明的变量、局部值和模块由 \`syntax/reference\` 报告。`,
  },
  remedy: {
    en: 'Correct the name, or declare the resource.',
    zh: '请更正名称，或声明该资源。',
  },
  bad: [
    ros(template('Vpc')),
    terraform(`${group('web')}${rule('alicloud_security_group.wbe')}`),
    terraform(`resource "alicloud_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
${rule('alicloud_vpc.main')}`),
  ],
  good: [ros(template('Group')), terraform(`${group('web')}${rule('alicloud_security_group.web')}`)],
  check({ model, report }) {
    const known = inventory(model);
    for (const { entity, value, wants } of linksOf(model)) {
      for (const option of possibilities(value)) {
        const message = isReference(option.value) && faultOf(option.value, wants, known);
        if (message)
          report(value.kind === 'known' ? 'yes' : 'maybe', { message, resource: entity.resource, at: option });
      }
    }
  },
});

type Kind = 'security group' | 'load balancer' | 'instance' | 'VPC' | 'vSwitch';

const kindNames: Readonly<Record<Kind, Text>> = {
  'security group': { en: 'a security group', zh: '安全组' },
  'load balancer': { en: 'a load balancer', zh: '负载均衡实例' },
  instance: { en: 'an instance', zh: '实例' },
  VPC: { en: 'a VPC', zh: 'VPC' },
  vSwitch: { en: 'a vSwitch', zh: '交换机' },
};

interface Wanted {
  /** What stands at the place, in words. */
  readonly name: Text;
  /** Kinds that can never stand there. */
  readonly never: readonly Kind[];
}

const aGroup: Wanted = {
  name: { en: 'a security group', zh: '安全组' },
  never: ['VPC', 'vSwitch', 'instance', 'load balancer'],
};
const aBalancer: Wanted = {
  name: { en: 'a load balancer', zh: '负载均衡实例' },
  never: ['VPC', 'vSwitch', 'instance', 'security group'],
};
const anAddress: Wanted = {
  name: { en: 'an elastic IP address', zh: '弹性公网 IP' },
  never: ['VPC', 'vSwitch', 'instance', 'security group', 'load balancer'],
};
const aHost: Wanted = {
  name: { en: 'what the address is bound to', zh: '弹性公网 IP 绑定的对象' },
  never: ['VPC', 'vSwitch', 'security group'],
};
const aListener: Wanted = { name: { en: 'a listener', zh: '监听' }, never: ['VPC', 'vSwitch', 'security group'] };

interface Link {
  readonly entity: Entity;
  readonly value: Value<Identity>;
  readonly wants: Wanted;
}

function linksOf(model: NetworkModel): readonly Link[] {
  const links = (entity: Entity, wants: Wanted, ...values: readonly (Value<Identity> | undefined)[]): Link[] =>
    values.flatMap((value) => (value ? [{ entity, value, wants }] : []));
  return [
    ...model.securityGroupRules.flatMap((one) => links(one, aGroup, one.group, one.peerGroup)),
    ...model.instances.flatMap((one) => links(one, aGroup, ...(one.securityGroups ?? []))),
    ...model.groupAttachments.flatMap((one) => links(one, aGroup, one.group)),
    ...model.loadBalancers.flatMap((one) => [
      ...links(one, aGroup, ...(one.securityGroups ?? [])),
      ...links(one, aBalancer, one.of),
    ]),
    ...model.listeners.flatMap((one) => links(one, aBalancer, one.loadBalancer)),
    ...model.listenerParts.flatMap((one) => links(one, aListener, one.listener)),
    ...model.addressAssociations.flatMap((one) => [
      ...links(one, anAddress, one.address),
      ...links(one, aHost, one.instance),
    ]),
  ];
}

interface Inventory {
  /** Addresses without the keys of instances. */
  readonly declared: ReadonlySet<string>;
  /** Types with the path of their module; empty where broken text may have hidden declarations. */
  readonly types: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** The rest of a network that the model has no lists for. */
const kindsByType: ReadonlyMap<string, Kind> = new Map([
  ['alicloud_vpc', 'VPC'],
  ['ALIYUN::ECS::VPC', 'VPC'],
  ['ALIYUN::VPC::VPC', 'VPC'],
  ['alicloud_vswitch', 'vSwitch'],
  ['ALIYUN::ECS::VSwitch', 'vSwitch'],
]);

function inventory(model: NetworkModel): Inventory {
  const declared = new Set<string>();
  const types = new Set<string>();
  const kinds = new Map<string, Kind>();
  let damaged = false;
  for (const { address, type, damaged: broken } of model.resources.values()) {
    declared.add(withoutKeys(address));
    types.add(typeOf(address));
    damaged ||= broken !== undefined;
    const kind = kindsByType.get(type);
    if (kind) kinds.set(address, kind);
  }
  for (const { resource } of model.securityGroups) kinds.set(resource.address, 'security group');
  for (const { resource, of } of model.loadBalancers) if (!of) kinds.set(resource.address, 'load balancer');
  for (const { resource, kind } of model.instances)
    if (kind?.kind === 'known' && kind.value === 'instance') kinds.set(resource.address, 'instance');
  return { declared, types: damaged ? new Set() : types, kinds };
}

function faultOf(
  { resource, attribute }: Reference,
  { name, never }: Wanted,
  { declared, types, kinds }: Inventory,
): Text | undefined {
  const kind = kinds.get(resource);
  // Other attributes of an instance or a load balancer may well name what is wanted.
  const isItself = kind === 'VPC' || kind === 'vSwitch' || attribute === '' || attribute === 'id';
  if (kind && isItself && never.includes(kind)) {
    return {
      en: `The reference leads to ${kindNames[kind].en}, ${resource}, where ${name.en} is wanted. Correct it.`,
      zh: `此处需要${name.zh}，而 ${resource} 是 ${kindNames[kind].zh}。请更正引用。`,
    };
  }
  if (declared.has(withoutKeys(resource)) || !types.has(typeOf(resource))) return undefined;
  return {
    en: `No file of this folder declares ${resource}, where ${name.en} is wanted. Correct the name, or declare the resource.`,
    zh: `此目录下没有文件声明 ${resource}，此处需要${name.zh}。请更正名称，或声明该资源。`,
  };
}

/** `module.web["a"].alicloud_instance.x[0]` is declared as `module.web.alicloud_instance.x`. */
function withoutKeys(address: string): string {
  return address.replace(/\[[^\]]*\]/g, '');
}

/** `module.web.alicloud_instance` of `module.web.alicloud_instance.x`; a ROS name has no type in it. */
function typeOf(address: string): string {
  const path = withoutKeys(address);
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
