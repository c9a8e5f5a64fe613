import { jointly } from '../../values/joint.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { hasRange, isEverything, openings, unknownsOfOpening } from './openings.ts';
import { portsOfFamily } from './services.ts';
import { internalNetworks, isNearWorld, namedNetworks, networkSet } from './sources.ts';
import { alsoAt, portsHere, sourceText, traffic } from './wording.ts';

export const publicSource = defineRule({
  id: 'exposure/public-source',
  severity: 'warning',
  recommended: false,
  title: { en: 'Public addresses as a source', zh: '来源为公网地址' },
  description: {
    en: `A security group rule lets in public addresses. That is better than everyone, but the address may be reassigned, shared by many (a carrier's NAT), or simply outdated. Networks that the configuration names are not reported, neither are ports that it makes public.

Sources that are everyone, or nearly, have rules of their own; database ports have \`exposure/database-source\`.`,
    zh: `安全组规则放行了公网地址。这好过放行所有人，但该地址可能被重新分配、被多人共用（运营商 NAT），或早已过时。配置中命名的网段和公开端口不报告。

来源为所有地址或近乎所有地址时由其他规则报告；数据库端口由 \`exposure/database-source\` 报告。`,
  },
  remedy: {
    en: 'Use a VPN, a private connection or a bastion host, or give the network a name in `.portguard.yaml` so that everyone knows whose it is.',
    zh: '请使用 VPN、专线或堡垒机；或在 `.portguard.yaml` 中为该网段命名，让大家知道它属于谁。',
  },
  bad: ingressExamples({ ports: '22/22', source: '47.96.12.0/24' }),
  good: [
    ...ingressExamples({ ports: '22/22', source: '192.168.10.0/24' }),
    ...ingressExamples({ ports: '443/443', source: '47.96.12.0/24' }),
  ],
  options: { internal: internalNetworks },
  check(context) {
    const { model, options, settings, report } = context;
    const ours = networkSet(options.internal).union(namedNetworks(settings));
    const databases = portsOfFamily('database');
    for (const opening of openings(model)) {
      const { rule, source, admits, protocol, ports } = opening;
      const outside = holds(
        source,
        (addresses) =>
          !addresses.isEmpty && !addresses.amountsToWorld && !isNearWorld(addresses) && !ours.covers(addresses),
      );
      const open = jointly(protocol, ports, (over, range) => {
        if (isEverything(over, range)) return true;
        const ranged = hasRange(over);
        if (!ranged || range === undefined) return ranged && undefined;
        return !settings.publicPorts.covers(range) && !databases.covers(range);
      });
      const truth = allOf(admits, outside, open.truth);
      if (truth === 'no') continue;
      const from = sourceText(source, (addresses) => !ours.covers(addresses));
      const how = open.example ? traffic(...open.example) : { en: 'some ports', zh: '部分端口' };
      report(truth, {
        resource: rule.resource,
        at: source,
        message: {
          en: `Public addresses may connect with ${how.en}: source ${from}. Use a VPN or private network, or name this network in the configuration.`,
          zh: `公网地址可访问 ${how.zh}：来源 ${from}。请改用 VPN 或私网，或在配置中为该网段命名。`,
        },
        related: alsoAt(ports, portsHere),
        fixes: () => openingFixes(context, opening),
        accepts: () => (source.kind === 'known' ? { kind: 'network', addresses: source.value } : undefined),
        because: unknownsOfOpening(opening),
      });
    }
  },
});
