import type { Fix } from '../../changes/change.ts';
import { onlyPorts } from '../../changes/ports.ts';
import type { AddressSet } from '../../network/addresses.ts';
import { keysOf } from '../../network/identity.ts';
import { PortSet } from '../../network/ports.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { reachOfOpening } from './opening-reach.ts';
import { isEverything, type Opening, openings, unknownsOfOpening } from './openings.ts';
import { alsoAt, portsHere, rangeText, sourceText, traffic } from './wording.ts';

/** Smaller ranges do not count towards a union: it takes a handful of rules, not a thousand single ports. */
const worthwhile = 1000;

/** Wide enough that no single VPC is meant: 10.0.0.0/8 is every private network of a company. */
const widestPrivate = 2n ** 24n;

export const allPorts = defineRule({
  id: 'exposure/all-ports',
  severity: 'error',
  recommended: true,
  title: { en: 'All ports open to the internet', zh: '所有端口对互联网开放' },
  description: {
    en: `A security group rule lets everyone in on every port: protocol \`all\`, or TCP or UDP on (nearly) the whole range. Whatever listens on the machine now or later is on the internet, databases and administration included.

ICMP has no ports and is never "all ports". Drop rules open nothing. The same opening for a whole private block of /8 size is reported as information. The rules for single ports are silent where this one speaks.`,
    zh: `安全组规则允许任何来源访问全部端口：协议为 \`all\`，或 TCP、UDP 覆盖（几乎）整个端口范围。机器上现在和将来监听的一切服务，包括数据库和管理端口，都会暴露在互联网上。

ICMP 没有端口，不算“所有端口”；拒绝规则不开放任何端口。若来源是 /8 大小的整段私网，则以提示级别报告。本规则已报告时，针对单个端口的规则不再重复报告。`,
  },
  remedy: {
    en: 'Open only the ports that the service needs (80 and 443 for a web site), each from the sources that need it. For administration use a bastion host or Session Manager.',
    zh: '只开放业务需要的端口（网站为 80 和 443），并只对需要的来源开放。运维请使用堡垒机或会话管理。',
  },
  references: ['https://www.alibabacloud.com/help/ecs/user-guide/security-group-rules'],
  bad: [
    ...ingressExamples({ protocol: 'all', ports: '-1/-1' }),
    ...ingressExamples({ protocol: 'tcp', ports: '1/65535' }),
  ],
  good: [
    ...ingressExamples({ protocol: 'tcp', ports: '443/443' }),
    ...ingressExamples({ protocol: 'icmp', ports: '-1/-1' }),
    ...ingressExamples({ protocol: 'all', ports: '-1/-1', policy: 'drop' }),
    ...ingressExamples({ protocol: 'all', ports: '-1/-1', source: '192.168.0.0/16' }),
  ],
  check(context) {
    const { model, report } = context;
    for (const { last, parts } of unions(openings(model))) {
      const range = parts.map(({ ports }) => (ports.kind === 'known' ? rangeText(ports.value) : '')).join(', ');
      report('yes', {
        resource: last.rule.resource,
        at: last.source,
        message: {
          en: `The rules of this group together open all ports to the internet (${range}). Open only the ports that the service needs, to the sources that need them.`,
          zh: `该安全组的规则合起来对互联网开放了所有端口（${range}）。请只向需要的来源开放业务所需的端口。`,
        },
        fixes: () => openingFixes(context, last),
        related: parts
          .filter((part) => part !== last)
          .slice(0, 3)
          .flatMap(({ ports }) => alsoAt(ports, { en: 'another part of the range', zh: '范围的另一部分' })),
      });
    }
    for (const opening of openings(model)) {
      const { rule, source, world, admits, everything, ports } = opening;
      if (everything.truth === 'no') continue;
      const what = everything.example ? traffic(...everything.example) : { en: 'every port', zh: '所有端口' };
      const related = alsoAt(ports, portsHere);
      const because = unknownsOfOpening(opening);
      const from = sourceText(source, (addresses) => addresses.amountsToWorld);
      const open = allOf(admits, world, everything.truth);
      const reach = reachOfOpening(model, opening, everything.example?.[0] ?? 'all', PortSet.all, open);
      report(open, {
        resource: rule.resource,
        at: source,
        ...reach.severity,
        message: {
          en: `All ports are open to the internet: source ${from} may connect with ${what.en}${reach.though.en}. Open only the ports that the service needs, to the sources that need them.`,
          zh: `所有端口对互联网开放：来源 ${from} 可访问 ${what.zh}${reach.though.zh}。请只向需要的来源开放业务所需的端口。`,
        },
        related: [...related, ...reach.related],
        fixes: () => [...openingFixes(context, opening), ...onlyPublicPorts(context, opening)],
        because,
      });
      const wide = sourceText(source, isWidePrivate);
      report(allOf(admits, holds(source, isWidePrivate), everything.truth), {
        resource: rule.resource,
        at: source,
        severity: 'info',
        message: {
          en: `All ports are open to a whole private block: source ${wide} may connect with ${what.en}. Narrow the source to the CIDR block of your VPC, or use a security group as the source.`,
          zh: `所有端口对整段私网开放：来源 ${wide} 可访问 ${what.zh}。请将来源收窄到 VPC 网段，或以安全组作为来源。`,
        },
        related,
        fixes: () => openingFixes(context, opening),
      });
    }
  },
});

/** What faces the internet on purpose, instead of everything. */
function onlyPublicPorts({ settings }: RuleContext, { rule }: Opening): readonly Fix[] {
  return onlyPorts(rule, { protocol: 'tcp' }, 'ports', settings.publicPorts);
}

function isWidePrivate(addresses: AddressSet): boolean {
  return addresses.isPrivate && addresses.v4.length > 0 && addresses.size >= widestPrivate;
}

/** Rules of one group and protocol that open everything to everyone only together: 1/30000 and 30001/65535. */
function unions(all: readonly Opening[]): { readonly last: Opening; readonly parts: readonly Opening[] }[] {
  const groups = new Map<string, Opening[]>();
  for (const opening of all) {
    const { rule, admits, world, everything, protocol, ports } = opening;
    const [group] = keysOf(rule.group);
    if (group === undefined || admits !== 'yes' || world !== 'yes' || everything.truth !== 'no') continue;
    if (protocol.kind !== 'known' || ports.kind !== 'known' || ports.value.size < worthwhile) continue;
    const key = `${group} ${protocol.value}`;
    const list = groups.get(key);
    if (list) list.push(opening);
    else groups.set(key, [opening]);
  }
  return [...groups.values()].flatMap((parts) => {
    const open = PortSet.unionOf(parts.map(({ ports }) => (ports.kind === 'known' ? ports.value : PortSet.none)));
    const [first] = parts;
    const last = parts.at(-1);
    const over = first?.protocol.kind === 'known' ? first.protocol.value : undefined;
    return last && isEverything(over, open) === true ? [{ last, parts }] : [];
  });
}
