import { AddressSet } from '../../network/addresses.ts';
import { keysOf } from '../../network/identity.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, anyOf, holds, type Truth } from '../../values/truth.ts';
import { defineRule, type Related } from '../rule.ts';
import { rosIngress, terraformIngress } from './examples.ts';
import { hasRange, isEverything, type Opening, openings, unknownsOfOpening } from './openings.ts';
import { isNearWorld } from './sources.ts';
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
  check({ model, settings, report }) {
    const groups = byGroupAndRange(openings(model));
    for (const opening of openings(model)) {
      const { rule, source, admits, protocol, ports } = opening;
      if (opening.world !== 'no' && source.kind === 'known') continue;
      const open = jointly(protocol, ports, (over, range) => {
        if (isEverything(over, range)) return true;
        const ranged = hasRange(over);
        if (!ranged || range === undefined) return ranged && undefined;
        return !settings.publicPorts.covers(range);
      });
      const partners = partnersOf(opening, groups);
      const truth = allOf(admits, anyOf(holds(source, isNearWorld), partners.truth), open.truth);
      if (truth === 'no') continue;
      const from = sourceText(source, isNearWorld);
      const how = open.example ? traffic(...open.example) : { en: 'some ports', zh: '部分端口' };
      const together = partners.related.length > 0;
      report(truth, {
        resource: rule.resource,
        at: source,
        message: together
          ? {
              en: `Source ${from} and the other sources of this group together are the whole internet for ${how.en}. Name the networks that need it instead.`,
              zh: `来源 ${from} 与该安全组的其他来源合起来，等于对整个互联网开放 ${how.zh}。请改为真正需要的网段。`,
            }
          : {
              en: `Source ${from} is a large part of the internet and may connect with ${how.en}. Name the networks that need it instead.`,
              zh: `来源 ${from} 覆盖了互联网的很大一部分，可访问 ${how.zh}。请改为真正需要的网段。`,
            },
        related: [...partners.related, ...alsoAt(ports, portsHere)],
        because: unknownsOfOpening(opening),
      });
    }
  },
});

/** Openings that certainly accept one known source on one known range, by group, protocol and range. */
function byGroupAndRange(all: readonly Opening[]): ReadonlyMap<string, readonly Opening[]> {
  const groups = new Map<string, Opening[]>();
  for (const opening of all) {
    const key = keyOf(opening);
    if (key === undefined || opening.admits !== 'yes' || opening.world !== 'no') continue;
    const list = groups.get(key);
    if (list) list.push(opening);
    else groups.set(key, [opening]);
  }
  return groups;
}

function keyOf({ rule, protocol, ports, source }: Opening): string | undefined {
  const [group] = keysOf(rule.group);
  if (group === undefined || protocol.kind !== 'known' || ports.kind !== 'known' || source.kind !== 'known') return;
  return `${group} ${protocol.value} ${ports.value}`;
}

/** The other openings of the group that, together with this one, let everyone in. */
function partnersOf(
  opening: Opening,
  groups: ReadonlyMap<string, readonly Opening[]>,
): { readonly truth: Truth; readonly related: readonly Related[] } {
  const group = groups.get(keyOf(opening) ?? '') ?? [];
  const sets = group.map(({ source }) => (source.kind === 'known' ? source.value : AddressSet.none));
  const own = opening.source;
  const open = own.kind === 'known' && own.value.publicPart();
  if (group.length < 2 || !open || open.isEmpty || !AddressSet.unionOf(sets).amountsToWorld) {
    return { truth: 'no', related: [] };
  }
  const others = group.filter((other) => other !== opening).slice(0, 3);
  return {
    truth: 'yes',
    related: others.map(({ source }) => ({
      at: source.at,
      message: { en: 'another part of the internet', zh: '互联网的另一部分' },
    })),
  };
}
