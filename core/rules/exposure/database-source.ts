import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { inRange, openings, unknownsOfOpening } from './openings.ts';
import { portsOf, reached } from './services.ts';
import { isNearWorld, namedNetworks, networkSet } from './sources.ts';
import { alsoAt, portsHere, servicePorts, sourceText } from './wording.ts';

export const databaseSource = defineRule({
  id: 'exposure/database-source',
  severity: 'warning',
  recommended: false,
  title: { en: 'Database port open to more than private networks', zh: '数据库端口的来源超出私网' },
  description: {
    en: `A database port is let in from addresses outside of the networks that databases are meant for (option \`networks\`, by default the private blocks 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, and the networks that the configuration names).

A source that is everyone, or nearly, is reported by \`exposure/database-port\` and \`exposure/near-any-source\`.`,
    zh: `数据库端口放行了指定网段之外的来源（选项 \`networks\`，默认为私网网段 10.0.0.0/8、172.16.0.0/12、192.168.0.0/16，以及配置中命名的网段）。

来源为所有地址或近乎所有地址时，由 \`exposure/database-port\` 和 \`exposure/near-any-source\` 报告。`,
  },
  remedy: {
    en: 'Let in the security group of the application, or its VPC network. For maintenance use a bastion host or DMS.',
    zh: '请放行应用的安全组或其 VPC 网段；运维请使用堡垒机或 DMS。',
  },
  bad: ingressExamples({ ports: '3306/3306', source: '47.96.12.7/32' }),
  good: ingressExamples({ ports: '3306/3306', source: '172.16.0.0/16' }),
  options: { networks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
  check(context) {
    const { model, options, settings, report } = context;
    const meant = networkSet(options.networks).union(namedNetworks(settings));
    for (const opening of openings(model)) {
      const { rule, source, admits, ports } = opening;
      const outside = holds(
        source,
        (addresses) =>
          !addresses.isEmpty && !addresses.amountsToWorld && !isNearWorld(addresses) && !meant.covers(addresses),
      );
      const open = inRange(opening, (range, over) => reached(range, over, 'database').length > 0);
      const truth = allOf(admits, outside, open.truth);
      if (truth === 'no') continue;
      const [over, range] = open.example ?? [];
      const what = over && range ? servicePorts(reached(range, over, 'database'), range) : { en: 'A port', zh: '端口' };
      const from = sourceText(source, (addresses) => !meant.covers(addresses));
      const are = what.en.startsWith('Ports') ? 'are' : 'is';
      report(truth, {
        resource: rule.resource,
        at: source,
        message: {
          en: `${what.en} ${are} open to ${from}, which is outside of the private networks. Let in the application's security group or VPC network only.`,
          zh: `${what.zh} 对 ${from} 开放，超出了私网范围。请只放行应用的安全组或 VPC 网段。`,
        },
        related: alsoAt(ports, portsHere),
        fixes: () => openingFixes(context, opening, portsOf(over && range ? reached(range, over, 'database') : [])),
        because: unknownsOfOpening(opening),
      });
    }
  },
});
