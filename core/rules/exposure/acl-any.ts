import { type Change, type Fix, withChanges } from '../../changes/change.ts';
import { entryFixes } from '../../changes/entries.ts';
import { isRepeated } from '../../changes/networks.ts';
import { AddressSet } from '../../network/addresses.ts';
import { keyOf, keysOf } from '../../network/identity.ts';
import type { AccessList, NetworkModel } from '../../network/model.ts';
import { holds } from '../../values/truth.ts';
import { sameWay, type Value } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from './examples.ts';
import { sourceText } from './wording.ts';

export const aclAny = defineRule({
  id: 'exposure/acl-any',
  severity: 'warning',
  recommended: true,
  title: { en: 'Access control list contains the whole internet', zh: '访问控制列表包含整个互联网' },
  description: {
    en: `An access control list of a load balancer contains 0.0.0.0/0 or ::/0, in one entry or in several together. As a white list it lets everyone in and only looks like protection. A list that is used as a black list only is not reported.`,
    zh: `负载均衡的访问控制列表包含 0.0.0.0/0 或 ::/0（一条或多条合起来）。作为白名单，它放行所有人，只是看起来有保护。只用作黑名单的列表不报告。`,
  },
  remedy: {
    en: 'List the networks that need access, and remove the entry for everyone.',
    zh: '请写明需要访问的网段，并删除放行所有人的条目。',
  },
  bad: [
    ros(`  List:
    Type: ALIYUN::ALB::Acl
    Properties:
      AclName: partners
      AclEntries:
        - Entry: 0.0.0.0/0
`),
    ros(`  List:
    Type: ALIYUN::SLB::AccessControl
    Properties:
      AclName: partners
      AclEntrys:
        - entry: 0.0.0.0/1
        - entry: 128.0.0.0/1
`),
    terraform(`resource "alicloud_slb_acl" "list" {
  name       = "partners"
  ip_version = "ipv4"
}

resource "alicloud_slb_acl_entry_attachment" "everyone" {
  acl_id = alicloud_slb_acl.list.id
  entry  = "0.0.0.0/0"
}
`),
  ],
  good: [
    ros(`  List:
    Type: ALIYUN::ALB::Acl
    Properties:
      AclName: partners
      AclEntries:
        - Entry: 47.96.12.0/24
`),
    terraform(`resource "alicloud_alb_acl" "list" {
  acl_name = "partners"
  acl_entries {
    entry = "10.0.0.0/16"
  }
}
`),
  ],
  check(context) {
    const { model, report } = context;
    const black = blackOnly(model);
    const lists = new Map<string, AccessList[]>();
    for (const list of model.accessLists) {
      const [key = keyOf(list)] = keysOf(list.list);
      if (black.has(key)) continue;
      const same = lists.get(key);
      if (same) same.push(list);
      else lists.set(key, [list]);
    }
    for (const same of lists.values()) {
      let some = false;
      for (const list of same) {
        for (const entry of list.entries ?? []) {
          const truth = holds(entry, (addresses) => addresses.amountsToWorld);
          some ||= truth === 'yes';
          report(truth, {
            resource: list.resource,
            at: entry,
            message: {
              en: `This access control list contains the whole internet (${sourceText(entry, (a) => a.amountsToWorld)}), so as a white list it lets everyone in. List the networks that need access.`,
              zh: `该访问控制列表包含整个互联网（${sourceText(entry, (a) => a.amountsToWorld)}），作为白名单会放行所有人。请写明需要访问的网段。`,
            },
            fixes: () => entryFixes(context, { entity: list, field: 'entries', entry, hasOthers: entriesOf(same) > 1 }),
            because: entry.kind === 'unknown' ? [entry] : [],
          });
        }
      }
      const last = some ? undefined : together(same);
      if (last) {
        report('yes', {
          resource: last.list.resource,
          at: last.entry,
          fixes: () => togetherFixes(context, same, last),
          message: {
            en: 'The entries of this access control list together are the whole internet, so as a white list it lets everyone in. List the networks that need access.',
            zh: '该访问控制列表的条目合起来等于整个互联网，作为白名单会放行所有人。请写明需要访问的网段。',
          },
        });
      }
    }
  },
});

/** An empty white list lets everyone in: entries go only where others stay. */
function entriesOf(lists: readonly AccessList[]): number {
  return lists.reduce((count, { entries }) => count + (entries?.length ?? 0), 0);
}

/** Other networks in the place of the last entry, without those that are everyone together with it. */
function togetherFixes(context: RuleContext, lists: readonly AccessList[], { list, entry }: Last): readonly Fix[] {
  const others = lists.filter(
    (one) => one !== list && one.entries?.some((each) => each.kind === 'known' && !each.value.publicPart().isEmpty),
  );
  if (others.some(isRepeated)) return [];
  const gone = others.map((entity): Change => ({ kind: 'remove', entity }));
  return entryFixes(context, { entity: list, field: 'entries', entry }).map((fix) => withChanges(fix, gone));
}

interface Last {
  readonly list: AccessList;
  readonly entry: Value<AddressSet>;
}

/** The entry that completes the world, where the known entries of a list do so together only. */
function together(lists: readonly AccessList[]): Last | undefined {
  let union = AddressSet.none;
  for (const list of lists) {
    for (const entry of list.entries ?? []) {
      if (entry.kind !== 'known') continue;
      union = union.union(entry.value);
      if (union.amountsToWorld) return { list, entry: sameWay(entry.value, entry) };
    }
  }
  return undefined;
}

/** Lists that listeners use as black lists and none as a white list. */
function blackOnly(model: NetworkModel): ReadonlySet<string> {
  const uses = new Map<string, Set<string>>();
  for (const { aclType, aclIds } of [...model.listeners, ...model.listenerParts]) {
    for (const key of (aclIds ?? []).flatMap((id) => keysOf(id))) {
      const kinds = uses.get(key) ?? new Set<string>();
      kinds.add(aclType?.kind === 'known' ? aclType.value : '?');
      uses.set(key, kinds);
    }
  }
  return new Set([...uses].filter(([, kinds]) => kinds.size === 1 && kinds.has('black')).map(([key]) => key));
}
