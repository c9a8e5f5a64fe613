/** What a snapshot has, and what it has not, in a few lines. */
import type { Snapshot, Unread } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import { many } from '../formats/words.ts';

/** How many regions or resources a line names. */
const named = 3;

/** @param output the file, `undefined` for stdout */
export function summaryOf(snapshot: Snapshot, output: string | undefined): readonly Text[] {
  return [counts(snapshot, output), ...grouped(snapshot.problems).map(lineFor)];
}

function counts({ regions }: Snapshot, output: string | undefined): Text {
  const groups = regions.flatMap(({ securityGroups }) => securityGroups ?? []);
  const rules = groups.reduce((sum, { rules }) => sum + (rules?.length ?? 0), 0);
  const instances = regions.reduce((sum, { instances }) => sum + (instances?.length ?? 0), 0);
  const next = output === undefined ? '' : ` "portguard lint ${output}"`;
  const read = [
    many(regions.length, 'region'),
    `${many(groups.length, 'security group')} with ${many(rules, 'rule')}`,
  ].join(': ');
  return {
    en: `Read ${read}, ${many(instances, 'instance')}.${next === '' ? '' : ` Next:${next}`}`,
    zh: `已读取 ${regions.length} 个地域：${groups.length} 个安全组（${rules} 条规则）、${instances} 台实例。${next === '' ? '' : `下一步：${next}`}`,
  };
}

/** The same thing that went wrong in many regions is said once. */
function grouped(problems: readonly Unread[]): readonly (readonly Unread[])[] {
  const groups = new Map<string, Unread[]>();
  for (const one of problems) {
    const key = one.problem.message.en;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function lineFor(group: readonly Unread[]): Text {
  const places = group.map(
    // What is about all products names none of their lists.
    ({ region, product, lists, resource }) =>
      product === undefined ? region : `${region} ${resource ?? lists?.join(', ') ?? product}`,
  );
  const more = places.length - named;
  const some = places.slice(0, named).join('; ');
  const [first] = group as readonly [Unread, ...Unread[]];
  const { en, zh } = first.problem.message;
  return {
    en: `Not read: ${some}${more > 0 ? ` and ${more} more` : ''}. ${en}`,
    zh: `未能读取：${some}${more > 0 ? `等 ${places.length} 项` : ''}。${zh}`,
  };
}
