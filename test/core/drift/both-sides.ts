/** An account and templates with rules written in a line: `in tcp 22/22 10.0.0.0/8 drop @5`, `out all -1/-1 sg-app`. */

import type { Snapshot, SnapshotGroup, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../core/dialects/cloud/write.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import { type Drift, type DriftRow, driftOf } from '../../../core/drift/drift.ts';
import type { TemplateUnit } from '../../../core/drift/group-pairs.ts';
import { caseText } from '../../../core/rules/hygiene/case-text.ts';
import { SourceText } from '../../../core/text/source.ts';

interface Line {
  readonly out: boolean;
  readonly protocol: string;
  readonly ports: string;
  readonly peer: string;
  readonly policy: 'accept' | 'drop';
  readonly priority: string | undefined;
}

function lineOf(text: string): Line {
  const [way, protocol = '', ports = '', peer = '', ...more] = text.split(/\s+/);
  return {
    out: way === 'out',
    protocol,
    ports,
    peer,
    policy: more.includes('drop') ? 'drop' : 'accept',
    priority: more.find((word) => word.startsWith('@'))?.slice(1),
  };
}

/** A rule as the API answers with it. */
function accountRule(text: string): SnapshotRule {
  const { out, protocol, ports, peer, policy, priority = '1' } = lineOf(text);
  const field = peer.startsWith('sg-') ? 'GroupId' : peer.startsWith('pl-') ? 'PrefixListId' : 'CidrIp';
  const isV6 = field === 'CidrIp' && peer.includes(':');
  const name = out ? `dest${field}` : `source${field}`;
  return {
    direction: out ? 'egress' : 'ingress',
    ipProtocol: protocol.toUpperCase(),
    portRange: ports,
    policy: policy === 'drop' ? 'Drop' : 'Accept',
    priority: Number(priority),
    [isV6 ? `ipv6${name[0]?.toUpperCase()}${name.slice(1)}` : name]: peer,
  } as SnapshotRule;
}

export function account(
  rules: readonly string[],
  more: readonly SnapshotGroup[] = [],
  own: Partial<SnapshotGroup> = {},
): string {
  const group: SnapshotGroup = { id: 'sg-web', name: 'web', type: 'normal', rules: rules.map(accountRule), ...own };
  const snapshot: Snapshot = {
    portguardSnapshot: 1,
    takenAt: '2026-01-01T00:00:00Z',
    regions: [{ region: 'cn-hangzhou', securityGroups: [group, ...more] }],
    problems: [],
  };
  return snapshotText(snapshot);
}

/** Terraform: rules of a group that is called `web` in the account. A peer without digits is an expression. */
export function terraform(rules: readonly string[], group = 'security_group_name = "web"'): string {
  const blocks = rules.map((text, i) => {
    const { out, protocol, ports, peer, policy, priority } = lineOf(text);
    const isGroup = /^(?:sg-|alicloud_security_group)/.test(peer);
    const isList = peer.startsWith('pl-');
    const field = isGroup
      ? 'source_security_group_id'
      : isList
        ? 'prefix_list_id'
        : peer.includes(':')
          ? 'ipv6_cidr_ip'
          : 'cidr_ip';
    const value = /^(?:var|local|alicloud_\w+)\./.test(peer) ? peer : `"${peer}"`;
    return `resource "alicloud_security_group_rule" "r${i}" {
  type              = "${out ? 'egress' : 'ingress'}"
  ip_protocol       = "${protocol}"
  port_range        = "${ports}"
  policy            = "${policy}"
${priority === undefined ? '' : `  priority          = ${priority}\n`}  ${field} = ${value}
  security_group_id = alicloud_security_group.web.id
}
`;
  });
  return `resource "alicloud_security_group" "web" {\n  ${group}\n}\n${blocks.join('')}`;
}

export function unitsOf(
  files: Readonly<Record<string, string>>,
  accountGroups: Readonly<Record<string, string>> = {},
): readonly TemplateUnit[] {
  const sources = Object.entries(files).map(([path, text]) => new SourceText(path, text));
  return readUnits(sources).map((unit) => ({
    place: unit.toldBy?.path ?? '',
    unit,
    accountGroups: new Map(Object.entries(accountGroups)),
  }));
}

export function accountUnits(text: string): readonly Unit[] {
  return readUnits([new SourceText('account.json', text)]);
}

export function driftBetween(template: string, live: string): Drift {
  return driftOf(unitsOf({ 'main.tf': template }), accountUnits(live));
}

/** `only-in-account: accept tcp 22 from 0.0.0.0/0 with priority 1`, the template's rules behind an arrow. */
export function told({ rows }: Drift): string[] {
  return rows.map(({ kind, certainty, account, template, direction }) => {
    const texts = (rules: DriftRow['account']): string =>
      rules
        .map(({ cases, widest }) => {
          const [first = widest('accept')] = cases;
          return first
            ? caseText(first, direction)
                .en.replace(/ with priority 1$/, '')
                .replace(' with priority ', ' @')
            : '?';
        })
        .join(' + ');
    return `${kind}${certainty === 'possible' && kind !== 'unknown' ? '?' : ''}: ${[texts(account), texts(template)].filter((part, i) => part || (i === 0 && template.length > 0)).join(' <- ')}`;
  });
}
