/** Temporary closings where they are: at their security groups. */
import type { Translate } from '../translate.ts';
import type { Closing } from './closings.ts';
import type { AccountNode } from './node.ts';

/** @param timeOf for people, of milliseconds since 1970 */
export function withClosings(
  node: AccountNode,
  closings: readonly Closing[],
  timeOf: (time: number) => string,
  t: Translate,
): AccountNode {
  if (closings.length === 0) return node;
  if (node.kind === 'group') {
    const own = closings.filter(({ region, group }) => region === node.region && group === node.id);
    const said = own.map(({ port, until }) => t('{0} closed until {1}', port, timeOf(until)));
    return own.length === 0
      ? node
      : {
          ...node,
          description: [...said, node.description].filter(Boolean).join(' · '),
          spoken: [node.spoken, ...said].join(', '),
        };
  }
  // Groups are in nothing else.
  if (!['account', 'region', 'vpc', 'risk'].includes(node.kind)) return node;
  return { ...node, children: node.children.map((child) => withClosings(child, closings, timeOf, t)) };
}
