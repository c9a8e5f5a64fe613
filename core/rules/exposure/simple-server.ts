import { familyOf, narrowed } from '../../changes/addresses.ts';
import type { Fix } from '../../changes/change.ts';
import { configuredNetworks } from '../../changes/networks.ts';
import { withoutPorts } from '../../changes/ports.ts';
import { removal, removeRule } from '../../changes/removing.ts';
import type { ServerFirewallRule } from '../../network/model.ts';
import type { PortSet } from '../../network/ports.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds, unknownsOf } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { terraform } from './examples.ts';
import { isEverything } from './openings.ts';
import { portsOf, reached } from './services.ts';
import { servicePorts } from './wording.ts';

/** More ports than this are a range that nobody has looked at. */
const widest = 100;

function firewallRule(port: string, protocol = 'Tcp'): string {
  return `resource "alicloud_simple_application_server_firewall_rule" "rule" {
  instance_id   = "example"
  rule_protocol = "${protocol}"
  port          = "${port}"
}
`;
}

export const simpleServer = defineRule({
  id: 'exposure/simple-server',
  severity: 'warning',
  recommended: true,
  title: { en: 'Simple server firewall opens a risky port', zh: '轻量服务器防火墙开放了高危端口' },
  description: {
    en: `A firewall rule of a Simple Application Server or an Edge Node Service (ENS) instance lets everyone into a risky port, a wide range or all ports. Rules of the Simple Application Server in Terraform have no source: whoever finds the server may connect.`,
    zh: `轻量应用服务器或边缘节点服务（ENS）的防火墙规则对所有来源放行高危端口、过宽的范围或全部端口。Terraform 中轻量应用服务器的规则没有来源：任何人都可以连接。`,
  },
  remedy: {
    en: 'Remove the rule; limit the source in the console where that is possible, or use the workbench for administration.',
    zh: '请删除该规则；可在控制台限制来源，或使用 Workbench 进行运维。',
  },
  bad: [
    terraform(firewallRule('22')),
    terraform(`resource "alicloud_ens_security_group" "group" {
  permissions {
    direction      = "ingress"
    policy         = "Accept"
    ip_protocol    = "TCP"
    port_range     = "3306/3306"
    source_cidr_ip = "0.0.0.0/0"
  }
}
`),
  ],
  good: [terraform(firewallRule('443')), terraform(firewallRule('80', 'TcpAndUdp'))],
  check(context) {
    const { model, report } = context;
    for (const rule of model.serverFirewallRules) {
      const { resource, direction, policy, protocol, ports, peerCidr } = rule;
      if (protocol === undefined || ports === undefined || peerCidr === undefined) continue;
      const wide = jointly(protocol, ports, (over, range) => range && range.size > widest && over !== 'icmp');
      const open = jointly(protocol, ports, (over, range) => {
        if (range === undefined) return undefined;
        if (over === 'icmp') return false;
        const risky = range.size > widest || reached(range, over ?? 'all').length > 0;
        return over === undefined && risky ? undefined : risky;
      });
      const truth = allOf(
        direction ? holds(direction, (way) => way === 'ingress') : 'yes',
        policy ? holds(policy, (verdict) => verdict === 'accept') : 'yes',
        holds(peerCidr, (addresses) => addresses.amountsToWorld),
        open.truth,
      );
      if (truth === 'no') continue;
      const [over, range] = open.example ?? [];
      const everything =
        over !== undefined &&
        range !== undefined &&
        wide.truth !== 'no' &&
        isEverything(over === 'all' ? 'tcp' : over, range);
      const services = over !== undefined && range && wide.truth === 'no' ? reached(range, over) : [];
      const what = everything
        ? { en: 'All ports are', zh: '所有端口' }
        : services.length > 0 && range
          ? are(servicePorts(services, range))
          : { en: `${range?.size ?? widest} ports are`, zh: `${range?.size ?? widest} 个端口` };
      report(truth, {
        resource,
        at: ports,
        message: {
          en: `${what.en} open to the internet by this firewall rule. Remove it, or limit it to the sources that need it.`,
          zh: `该防火墙规则将${what.zh} 对互联网开放。请删除，或只放行需要的来源。`,
        },
        fixes: () => firewallFixes(context, rule, portsOf(over && range ? reached(range, over) : [])),
        because: unknownsOf(protocol, ports, peerCidr),
      });
    }
  },
});

/** Where the firewall knows sources it is narrowed; risky ports leave the range; else the rule goes. */
function firewallFixes({ settings }: RuleContext, rule: ServerFirewallRule, risky: PortSet): readonly Fix[] {
  const { peerCidr, ports } = rule;
  return [
    ...(peerCidr
      ? narrowed(rule, 'peerCidr', peerCidr, configuredNetworks(settings.networks, familyOf(peerCidr)))
      : []),
    ...(ports ? withoutPorts(rule, 'ports', ports, risky) : []),
    ...removal(rule, removeRule),
  ];
}

function are(what: { en: string; zh: string }): { en: string; zh: string } {
  return { en: `${what.en} ${what.en.startsWith('Ports') ? 'are' : 'is'}`, zh: what.zh };
}
