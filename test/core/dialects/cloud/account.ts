/** Small accounts as snapshots, and what the engine says of them. */
import { resolveConfig } from '../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../core/config/schema.ts';
import { type RegionSnapshot, type Snapshot, snapshotVersion } from '../../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../../core/dialects/cloud/write.ts';
import { lint } from '../../../../core/lint.ts';
import { rules } from '../../../../core/rules/index.ts';
import { SourceText } from '../../../../core/text/source.ts';

/** A region in which everything was read and nothing is there, but what is given. */
export function region(given: Partial<RegionSnapshot> = {}): RegionSnapshot {
  const all: RegionSnapshot = {
    region: 'cn-hangzhou',
    vpcs: [],
    vSwitches: [],
    securityGroups: [],
    prefixLists: [],
    portRangeLists: [],
    instances: [],
    networkInterfaces: [],
    eips: [],
    ipv6Addresses: [],
    natGateways: [],
    networkAcls: [],
    loadBalancers: [],
    listeners: [],
    forwardingRules: [],
    serverGroups: [],
    accessControlLists: [],
    tlsPolicies: [],
    databases: [],
  };
  return { ...all, ...given };
}

export function snapshot(regions: readonly RegionSnapshot[], problems: Snapshot['problems'] = []): SourceText {
  const whole = { portguardSnapshot: snapshotVersion, takenAt: '2026-11-26T00:00:00Z', regions, problems };
  return new SourceText('account.json', snapshotText(whole));
}

/** A rule that lets everybody in, and its group. */
export const openRule = (portRange: string) =>
  ({
    direction: 'ingress',
    ipProtocol: 'TCP',
    portRange,
    policy: 'Accept',
    priority: 1,
    sourceCidrIp: '0.0.0.0/0',
  }) as const;

export const group = (
  id: string,
  ...rules: NonNullable<NonNullable<RegionSnapshot['securityGroups']>[number]['rules']>
) => ({
  id,
  name: `name of ${id}`,
  type: 'normal' as const,
  vpcId: 'vpc-1',
  rules,
});

export const machine = (id: string, securityGroupIds: readonly string[], more: object = {}) => ({
  id,
  vpcId: 'vpc-1',
  privateIpAddresses: ['10.0.0.1'],
  securityGroupIds,
  ...more,
});

/** `severity rule resource «characters»` of each finding of the rules that are asked for. */
export function findings(source: SourceText, ...topics: readonly string[]): readonly string[] {
  return lint([source], resolveConfig(emptyConfig, rules))
    .findings.filter(({ rule }) => topics.length === 0 || topics.some((topic) => rule.startsWith(topic)))
    .map(({ severity, rule, resource, at }) =>
      [severity, rule, resource ?? '-', `«${source.text.slice(at.start, at.end).slice(0, 40)}»`].join(' '),
    );
}
