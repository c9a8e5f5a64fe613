import type { Fix } from '../../changes/change.ts';
import { keysOf } from '../../network/identity.ts';
import type { NetworkModel } from '../../network/model.ts';
import { PORT_FAMILIES } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import { allOf, anyOf, type Truth } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { inRange, type Opening, openings } from './openings.ts';
import { portsOf, reached } from './services.ts';

function rosTemplate(port: string): string {
  return `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: ${port}
          SourceCidrIp: 0.0.0.0/0
  Configuration:
    Type: ALIYUN::ESS::ScalingConfiguration
    Properties:
      ScalingGroupId: asg-bp1example
      SecurityGroupId:
        Ref: Group
`;
}

function terraformModule(port: string): string {
  return `resource "alicloud_security_group" "group" {
}

resource "alicloud_security_group_rule" "rule" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${port}"
  cidr_ip           = "0.0.0.0/0"
  security_group_id = alicloud_security_group.group.id
}

resource "alicloud_ecs_launch_template" "template" {
  security_group_ids = [alicloud_security_group.group.id]
}
`;
}

export const scalingGroupOpen = defineRule({
  id: 'exposure/scaling-group-open',
  severity: 'error',
  recommended: true,
  title: { en: 'Scaling configuration with an open security group', zh: '伸缩配置使用了开放的安全组' },
  description: {
    en: `Instances that a scaling configuration or launch template creates join a security group that lets everyone into risky ports or all ports. Every new instance is born exposed, and nobody looks at it. The rule of the group is reported by its own rule; this one says how far it reaches.`,
    zh: `伸缩配置或启动模板创建的实例会加入一个对所有来源放行高危端口或全部端口的安全组。每台新实例一诞生就已暴露，而且无人查看。安全组规则本身由相应规则报告，本规则说明其影响范围。`,
  },
  remedy: {
    en: 'Close the risky ports of the group, or use a group that opens what the service needs.',
    zh: '请关闭该安全组的高危端口，或改用只开放业务所需端口的安全组。',
  },
  bad: [ros(rosTemplate('22/22')), terraform(terraformModule('3306/3306'))],
  good: [ros(rosTemplate('443/443')), terraform(terraformModule('443/443'))],
  check(context) {
    const { model, report } = context;
    const open = openGroups(model);
    for (const { kind, resource, securityGroups } of model.instances) {
      if (kind?.kind !== 'known' || !['scaling-configuration', 'launch-template'].includes(kind.value)) continue;
      for (const group of securityGroups ?? []) {
        const exposed = keysOf(group).flatMap((key) => open.get(key) ?? []);
        const [first] = exposed;
        if (first === undefined) continue;
        const truth = anyOf(...exposed.map((exposure) => exposure.truth));
        report(group.kind === 'known' ? truth : allOf(truth, 'maybe'), {
          resource,
          at: group,
          message: {
            en: 'Every instance created from here joins a security group that is open to the internet on risky ports. Close them, or use another group.',
            zh: '由此创建的每台实例都会加入一个对互联网开放高危端口的安全组。请关闭这些端口，或改用其他安全组。',
          },
          fixes: () => closingFixes(context, exposed),
          related: exposed.slice(0, 3).map(({ opening }) => ({
            at: opening.source.at,
            message: { en: 'open to the internet here', zh: '在此处对互联网开放' },
          })),
        });
      }
    }
  },
});

/** What closes the group's rules, for all of them at once. */
function closingFixes(context: RuleContext, exposed: readonly Exposure[]): readonly Fix[] {
  const [first = [], ...more] = [...new Set(exposed.map(({ opening }) => opening.rule))].map((rule) => {
    const openings = exposed.filter(({ opening }) => opening.rule === rule);
    const risky = PortSet.unionOf(openings.map(({ risky }) => risky));
    return openings.flatMap(({ opening }) => openingFixes(context, opening, risky.isEmpty ? undefined : risky));
  });
  return first.flatMap((fix): Fix[] => {
    const alike = more.map((fixes) => fixes.find(({ title }) => title.en === fix.title.en));
    if (alike.includes(undefined)) return [];
    return [{ ...fix, changes: [...fix.changes, ...alike.flatMap((one) => one?.changes ?? [])] }];
  });
}

interface Exposure {
  readonly opening: Opening;
  readonly truth: Truth;
  /** None where everything is open. */
  readonly risky: PortSet;
}

/** Groups with a rule that lets everyone into all ports or a port that is an error by itself. */
function openGroups(model: NetworkModel): ReadonlyMap<string, readonly Exposure[]> {
  const groups = new Map<string, Exposure[]>();
  for (const opening of openings(model)) {
    const risky = inRange(opening, (range, over) =>
      reached(range, over).some(({ family }) => PORT_FAMILIES[family].severity === 'error'),
    );
    const truth = allOf(opening.admits, opening.world, anyOf(opening.everything.truth, risky.truth));
    if (truth !== 'yes' && truth !== 'maybe') continue;
    const [over, range] = risky.example ?? [];
    const ports = over && range ? portsOf(reached(range, over)) : PortSet.none;
    for (const key of keysOf(opening.rule.group)) {
      const list = groups.get(key);
      if (list) list.push({ opening, truth, risky: ports });
      else groups.set(key, [{ opening, truth, risky: ports }]);
    }
  }
  return groups;
}
