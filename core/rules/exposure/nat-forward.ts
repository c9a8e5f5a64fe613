import type { Fix } from '../../changes/change.ts';
import { removal, removeEntry } from '../../changes/removing.ts';
import type { NatForward } from '../../network/model.ts';
import { PORT_FAMILIES } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import { jointly } from '../../values/joint.ts';
import { unknownsOf } from '../../values/truth.ts';
import { known } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from './examples.ts';
import { reached } from './services.ts';
import { alsoAt, rangeText, servicePorts } from './wording.ts';

/** More ports than this are a range that nobody has looked at. */
const widest = 100;

function forwardEntry(external: string, internal: string, protocol = 'tcp'): string {
  return `resource "alicloud_forward_entry" "entry" {
  forward_table_id = "ftb-bp1example"
  external_ip      = "47.96.12.7"
  external_port    = "${external}"
  internal_ip      = "192.168.0.10"
  internal_port    = "${internal}"
  ip_protocol      = "${protocol}"
}
`;
}

function rosEntry(external: string, internal: string, protocol = 'TCP'): string {
  return `  Entry:
    Type: ALIYUN::VPC::ForwardEntry
    Properties:
      ForwardTableId: ftb-bp1example
      ExternalIp: 47.96.12.7
      ExternalPort: ${external}
      InternalIp: 192.168.0.10
      InternalPort: ${internal}
      IpProtocol: ${protocol}
`;
}

export const natForward = defineRule({
  id: 'exposure/nat-forward',
  severity: 'error',
  recommended: true,
  title: { en: 'DNAT entry publishes a risky port', zh: 'DNAT 条目发布了高危端口' },
  description: {
    en: `A DNAT entry of a NAT gateway publishes an internal port on a public address. What counts is the internal service: 2022 outside and 22 inside is still SSH. Entries for all ports (Any) and for ranges of more than 100 ports are reported too. An alternate web port (8080) is a warning, and nothing behind one of your public ports (80, 443).

Whether the security group of the machine behind it lets the traffic in is not looked at here.`,
    zh: `NAT 网关的 DNAT 条目把内网端口发布到公网地址上。起决定作用的是内部服务：外部 2022、内部 22 仍然是 SSH。全端口（Any）以及超过 100 个端口的范围也会报告。备用 Web 端口（8080）为警告；位于公开端口（80、443）之后的不报告。

此处不检查后端机器的安全组是否放行。`,
  },
  remedy: {
    en: 'Publish web services through a load balancer; reach administration and databases through a bastion host or VPN.',
    zh: '网站请通过负载均衡发布；管理端口和数据库请通过堡垒机或 VPN 访问。',
  },
  bad: [ros(rosEntry('2022', '22')), ros(rosEntry('Any', 'Any', 'Any')), terraform(forwardEntry('3306', '3306'))],
  good: [ros(rosEntry('443', '443')), terraform(forwardEntry('444', '80'))],
  check({ model, report, settings }) {
    for (const entry of model.natForwards) {
      const at = entry.internalPorts ?? entry.externalPorts;
      const protocol = entry.protocol ?? known<Protocol>('all', entry.at);
      if (at === undefined) continue;
      const wide = jointly(protocol, at, (_, range) => (range === undefined ? undefined : range.size > widest));
      const risky = jointly(protocol, at, (over, range) =>
        range === undefined
          ? undefined
          : range.size <= widest && reached(range, over ?? 'all').length > 0 && (over === undefined ? undefined : true),
      );
      const because = unknownsOf(at, protocol);
      const related = alsoAt(entry.externalPorts === at ? undefined : entry.externalPorts, {
        en: 'the public port',
        zh: '公网端口',
      });
      const outside =
        entry.externalPorts?.kind === 'known' ? rangeText(entry.externalPorts.value) : rangeText(PortSet.none);
      const published =
        outside === '' ? { en: '', zh: '' } : { en: ` as public port ${outside}`, zh: `（公网端口 ${outside}）` };
      if (wide.truth !== 'no') {
        const count = wide.example?.[1].size ?? widest;
        report(wide.truth, {
          resource: entry.resource,
          at,
          message: {
            en: `This DNAT entry publishes ${count} ports of an internal machine on the internet. Publish single ports.`,
            zh: `该 DNAT 条目把内网机器的 ${count} 个端口发布到互联网。请只发布单个端口。`,
          },
          related,
          fixes: () => [...publicPortsOnly(entry, settings.publicPorts), ...removal(entry, removeEntry)],
          because,
        });
      }
      if (risky.truth === 'no') continue;
      const [over, range] = risky.example ?? [];
      const services = over && range ? reached(range, over) : [];
      const mild = services.length > 0 && services.every(({ family }) => PORT_FAMILIES[family].severity !== 'error');
      // 80 in front of 8080 is how web servers are published; what is dangerous in itself stays so behind any port.
      const front = entry.externalPorts;
      if (mild && front?.kind === 'known' && settings.publicPorts.covers(front.value)) continue;
      const what = range ? servicePorts(services, range) : { en: 'A port', zh: '端口' };
      const instead = mild
        ? { en: 'Publish it through a load balancer with HTTPS instead.', zh: '请改为通过启用 HTTPS 的负载均衡发布。' }
        : { en: 'Use a bastion host or VPN instead.', zh: '请改用堡垒机或 VPN。' };
      const are = what.en.startsWith('Ports') ? 'are' : 'is';
      report(risky.truth, {
        resource: entry.resource,
        at,
        message: {
          en: `${what.en} of an internal machine ${are} published on the internet${published.en}. ${instead.en}`,
          zh: `内网机器的${what.zh} 被发布到互联网${published.zh}。${instead.zh}`,
        },
        ...(mild ? { severity: 'warning' as const } : {}),
        fixes: () => removal(entry, removeEntry),
        related,
        because,
      });
    }
  },
});

/** An entry forwards one range to another one of the same size, so that each public port is an entry of its own. */
function publicPortsOnly(entry: NatForward, publicPorts: PortSet): readonly Fix[] {
  return publicPorts.intervals.toReversed().flatMap(({ from, to }): Fix[] => {
    const ports = PortSet.of(from, to);
    const title = { en: `Publish tcp ${ports} only`, zh: `只发布 tcp ${ports}` };
    const settings = { externalPorts: ports, internalPorts: ports, protocol: 'tcp' };
    return [{ title, changes: [{ kind: 'set', entity: entry, to: settings }] }];
  });
}
