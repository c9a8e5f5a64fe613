/** How severe an opening is by whether anything leads from the internet to it, and how a finding tells the way. */
import { AddressSet } from '../../network/addresses.ts';
import { ruleGroupKeys } from '../../network/groups.ts';
import type { NetworkModel } from '../../network/model.ts';
import type { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import { reachOf } from '../../network/reach.ts';
import type { Text } from '../../text/message.ts';
import type { Truth } from '../../values/truth.ts';
import type { Related, Report } from '../rule.ts';
import type { Opening } from './openings.ts';

export interface Reached {
  /** Set where the opening is less severe than the rule says. */
  readonly severity: Pick<Report, 'severity'>;
  readonly related: readonly Related[];
  /** The end of the sentence that says what is open: empty, or that nothing leads to it. */
  readonly though: Text;
}

/** How many ways, and how many unreachable machines, a finding points at. */
const shown = 2;

const nothing: Reached = { severity: {}, related: [], though: { en: '', zh: '' } };

/**
 * Open and unreachable is a warning: the next public address makes it an exposure. Where the group has no member in
 * these files, or one that we cannot see, the rule's own severity stays.
 */
export function reachOfOpening(
  model: NetworkModel,
  { rule, source }: Opening,
  protocol: Protocol,
  ports: PortSet,
  open: Truth,
): Reached {
  if (open !== 'yes' && open !== 'maybe') return nothing;
  const [group, other] = ruleGroupKeys(rule);
  if (group === undefined || other !== undefined) return nothing;
  const peers = source.kind === 'known' ? source.value : AddressSet.all;
  const { truth, entries, members } = reachOf(model, group, protocol, ports, peers);
  if (truth !== 'no') {
    return { ...nothing, related: entries.slice(0, shown).flatMap(({ stations }) => stations) };
  }
  return {
    severity: { severity: 'warning' },
    related: members.slice(0, shown).map(({ entity }) => ({
      at: entity.at,
      message: {
        en: `${entity.resource.address} has this group, and no way leads to it from the internet`,
        zh: `${entity.resource.address} 使用该安全组，没有从互联网到达它的路径`,
      },
    })),
    though: {
      en: ', though nothing in these files leads there from the internet',
      zh: '，但这些文件中没有从互联网到达那里的路径',
    },
  };
}
