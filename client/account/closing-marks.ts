/** Temporary closings where they are: at their security groups. */
import type { Translate } from '../translate.ts';
import type { Closing, Closings } from './closings.ts';
import type { AccountNode } from './node.ts';

type Shown = Omit<Closing, 'source'>;

/** @param timeOf for people, of milliseconds since 1970 */
export function withClosings(
  node: AccountNode,
  closings: Pick<Closings, 'all' | 'others'>,
  timeOf: (time: number) => string,
  t: Translate,
): AccountNode {
  const [own, others] = [closings.all(), closings.others()];
  return own.length + others.length === 0 ? node : marked(node, { own, others }, timeOf, t);
}

function marked(
  node: AccountNode,
  closings: { readonly own: readonly Shown[]; readonly others: readonly Shown[] },
  timeOf: (time: number) => string,
  t: Translate,
): AccountNode {
  if (node.kind === 'group') {
    const at = ({ region, group }: Shown): boolean => region === node.region && group === node.id;
    const [own, others] = [closings.own.filter(at), closings.others.filter(at)];
    const said = [...own, ...others].map(({ port, until }) => t('{0} closed until {1}', port, timeOf(until)));
    if (said.length === 0) return node;
    const opener =
      others.length === 0
        ? []
        : [[t('Opened again'), t('not by itself: by "portguard cloud resume", or by "Reopen Now" here')] as const];
    return {
      ...node,
      description: [...said, node.description].filter(Boolean).join(' · '),
      spoken: [node.spoken, ...said].join(', '),
      facts: [...node.facts, ...opener],
    };
  }
  // Groups are in nothing else.
  if (!['account', 'region', 'vpc', 'risk'].includes(node.kind)) return node;
  return { ...node, children: node.children.map((child) => marked(child, closings, timeOf, t)) };
}
