import type { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import type { Text } from '../../text/message.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { rosIngress, terraformIngress } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { hasRange, isEverything, type Opening, openings, unknownsOfOpening } from './openings.ts';
import { isNearWorld } from './sources.ts';
import { type Together, worldTogether } from './together.ts';
import { alsoAt, portsHere, sourceText, traffic } from './wording.ts';

const halves = [
  { ports: '22/22', source: '0.0.0.0/1' },
  { ports: '22/22', source: '128.0.0.0/1' },
];

export const nearAnySource = defineRule({
  id: 'exposure/near-any-source',
  severity: 'error',
  recommended: true,
  title: { en: 'Sources that amount to the whole internet', zh: '来源几乎等于整个互联网' },
  description: {
    en: `The source is not 0.0.0.0/0, but a public block wider than /8 (IPv6: /16), or it becomes everyone together with other rules of the same group: 0.0.0.0/1 and 128.0.0.0/1. No office and no partner has such a block; it is 0.0.0.0/0 by another name, and escapes checks that compare texts.

Ports that the configuration makes public are not reported.`,
    zh: `来源虽然不是 0.0.0.0/0，却是比 /8（IPv6 为 /16）更宽的公网网段，或与同一安全组的其他规则合起来就是所有地址：0.0.0.0/1 加 128.0.0.0/1。没有哪个办公网或合作方拥有这样的网段；这只是换了写法的 0.0.0.0/0，会躲过只比较文本的检查。

配置中列为公开的端口不报告。`,
  },
  remedy: {
    en: 'Name the networks that need the port: your office, the VPC, a partner.',
    zh: '请写明真正需要该端口的网段：办公网、VPC 或合作方。',
  },
  bad: [rosIngress(halves), terraformIngress(halves), rosIngress([{ ports: '3306/3306', source: '112.0.0.0/5' }])],
  good: [
    rosIngress([{ ports: '22/22', source: '47.96.0.0/16' }]),
    terraformIngress([{ ports: '22/22', source: '10.0.0.0/8' }]),
    rosIngress([{ ports: '443/443', source: '0.0.0.0/1' }]),
  ],
  check(context) {
    const { model, settings, report } = context;
    const counts = (over: Protocol | undefined, range: PortSet | undefined): boolean | undefined => {
      if (isEverything(over, range)) return true;
      const ranged = hasRange(over);
      if (!ranged || range === undefined) return ranged && undefined;
      return !settings.publicPorts.covers(range);
    };
    const together = worldTogether(model);
    for (const { parts, ranges } of together) {
      const open = [...ranges].filter(([over, range]) => counts(over, range));
      const last = parts.at(-1);
      if (!last || open.length === 0) continue;
      const how = open.map(([over, range]) => traffic(over, range));
      const from = sourceText(last.source, isNearWorld);
      report('yes', {
        resource: last.rule.resource,
        at: last.source,
        message: {
          en: `Source ${from} and the other sources of this group together are the whole internet for ${how.map(({ en }) => en).join(', ')}. Name the networks that need it instead.`,
          zh: `来源 ${from} 与该安全组的其他来源合起来，等于对整个互联网开放 ${how.map(({ zh }) => zh).join('、')}。请改为真正需要的网段。`,
        },
        fixes: () => openingFixes(context, last),
        related: [
          ...parts
            .slice(0, -1)
            .slice(0, 3)
            .map(({ source }) => ({ at: source.at, message: anotherPart })),
          ...alsoAt(last.ports, portsHere),
        ],
      });
    }
    for (const opening of openings(model)) {
      const { rule, source, admits, protocol, ports } = opening;
      if ((opening.world !== 'no' && source.kind === 'known') || together.some((one) => isSaid(opening, one))) continue;
      const open = jointly(protocol, ports, counts);
      const truth = allOf(admits, holds(source, isNearWorld), open.truth);
      if (truth === 'no') continue;
      const from = sourceText(source, isNearWorld);
      const how = open.example ? traffic(...open.example) : { en: 'some ports', zh: '部分端口' };
      report(truth, {
        resource: rule.resource,
        at: source,
        message: {
          en: `Source ${from} is a large part of the internet and may connect with ${how.en}. Name the networks that need it instead.`,
          zh: `来源 ${from} 覆盖了互联网的很大一部分，可访问 ${how.zh}。请改为真正需要的网段。`,
        },
        related: alsoAt(ports, portsHere),
        fixes: () => openingFixes(context, opening),
        because: unknownsOfOpening(opening),
      });
    }
  },
});

const anotherPart: Text = { en: 'another part of the internet', zh: '互联网的另一部分' };

/** Whether the finding about several rules together says all that there is to say about this one. */
function isSaid({ rule, protocol, ports }: Opening, { parts, ranges }: Together): boolean {
  if (protocol.kind !== 'known' || ports.kind !== 'known' || !parts.some((part) => part.rule === rule)) return false;
  return (ranges.get('all') ?? ranges.get(protocol.value))?.covers(ports.value) ?? false;
}
