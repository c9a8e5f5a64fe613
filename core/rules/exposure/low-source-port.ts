import type { Fix } from '../../changes/change.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ingressExamples, ros } from './examples.ts';
import { inRange, openings, unknownsOfOpening } from './openings.ts';

const privileged = PortSet.of(1, 1023);
const web = PortSet.single(80).union(PortSet.single(443));

function rosWithSourcePorts(range: string): string {
  return `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 443/443
          SourceCidrIp: 0.0.0.0/0
          SourcePortRange: ${range}
`;
}

export const lowSourcePort = defineRule({
  id: 'exposure/low-source-port',
  severity: 'info',
  recommended: false,
  title: { en: 'Source ports below 1024 let in', zh: '放行了 1024 以下的源端口' },
  description: {
    en: `A quintuple rule names its source ports and includes ports below 1024. Clients use ephemeral ports; traffic from ports such as 53 or 123 is reflected attack traffic more often than not. With the option \`requireForWeb\`, rules that open 80 or 443 to everyone without a range of source ports are reported too; the Terraform provider cannot set source ports, so leave it off there.`,
    zh: `五元组规则指定的源端口包含 1024 以下的端口。客户端使用临时端口；来自 53、123 等端口的流量多半是反射攻击。开启选项 \`requireForWeb\` 后，对所有来源开放 80 或 443 而未限制源端口的规则也会报告；Terraform provider 无法设置源端口，请勿在 Terraform 中开启。`,
  },
  remedy: { en: 'Set the source ports to 1024/65535.', zh: '请将源端口设为 1024/65535。' },
  bad: [ros(rosWithSourcePorts('1/65535'))],
  good: [ros(rosWithSourcePorts('1024/65535')), ...ingressExamples({ ports: '443/443' })],
  options: { requireForWeb: false },
  check(context) {
    const { model, options, report } = context;
    for (const opening of openings(model)) {
      const { rule, admits, world, source } = opening;
      const { sourcePorts } = rule;
      if (sourcePorts) {
        report(
          allOf(
            admits,
            holds(sourcePorts, (ports) => ports.overlaps(privileged)),
          ),
          {
            resource: rule.resource,
            at: sourcePorts,
            message: {
              en: 'Source ports below 1024 are let in: clients do not use them, reflected attacks do. Set the source ports to 1024/65535.',
              zh: '放行了 1024 以下的源端口；正常客户端不会使用，反射攻击会。请将源端口设为 1024/65535。',
            },
            fixes: () => aboveReserved(rule),
            because: unknownsOfOpening(opening),
          },
        );
      } else if (options.requireForWeb) {
        const open = inRange(opening, (range) => range.overlaps(web));
        report(allOf(admits, world, open.truth), {
          resource: rule.resource,
          at: source,
          message: {
            en: 'This web rule lets in every source port. Set SourcePortRange to 1024/65535.',
            zh: '该 Web 规则放行了所有源端口。请将 SourcePortRange 设为 1024/65535。',
          },
          fixes: () => aboveReserved(rule),
          because: unknownsOfOpening(opening),
        });
      }
    }
  },
});

function aboveReserved(rule: SecurityGroupRule): readonly Fix[] {
  return [
    {
      title: { en: 'Set the source ports to 1024/65535', zh: '将源端口设为 1024/65535' },
      changes: [{ kind: 'set', entity: rule, to: { sourcePorts: PortSet.of(1024, 65535) } }],
    },
  ];
}
