/** A Terraform state as a snapshot of an account. */
import { expect, test } from 'vitest';
import { snapshotOfState } from '../../../core/account/state-snapshot.ts';
import { snapshotText } from '../../../core/dialects/cloud/write.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import { exposureRows } from '../../../core/exposure/rows.ts';
import { SourceText } from '../../../core/text/source.ts';
import { secrets, shopResources, shownState, stateFile } from './shop-state.ts';

const time = '2026-01-01T00:00:00.000Z';

function snapshotOf(text: string, path = 'terraform.tfstate') {
  const snapshot = snapshotOfState(new SourceText(path, text), time);
  if (!snapshot) throw new Error('no state');
  return snapshot;
}

test('what a state says of its resources stands under their region', () => {
  const { regions, takenAt } = snapshotOf(stateFile());
  expect(takenAt).toBe(time);
  expect(regions).toEqual([
    {
      region: 'cn-hangzhou',
      vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/8' }],
      vSwitches: [{ id: 'vsw-1', name: 'b', vpcId: 'vpc-1', cidrBlock: '10.1.0.0/16' }],
      securityGroups: [
        {
          id: 'sg-web',
          name: 'web',
          vpcId: 'vpc-1',
          type: 'normal',
          innerAccessPolicy: 'Accept',
          rules: [
            {
              id: 'sgr-1',
              direction: 'ingress',
              ipProtocol: 'tcp',
              portRange: '22/22',
              policy: 'Accept',
              priority: 1,
              nicType: 'intranet',
              sourceCidrIp: '0.0.0.0/0',
              description: 'for the office',
            },
            {
              direction: 'ingress',
              ipProtocol: 'tcp',
              portRange: '6379/6379',
              policy: 'Drop',
              priority: 3,
              nicType: 'intranet',
              sourceGroupId: 'sg-db',
            },
            {
              direction: 'ingress',
              ipProtocol: 'tcp',
              portRange: '443/443',
              policy: 'Accept',
              priority: 1,
              nicType: 'intranet',
              sourcePrefixListId: 'pl-1',
            },
            {
              direction: 'egress',
              ipProtocol: 'all',
              portRange: '-1/-1',
              policy: 'Accept',
              priority: 1,
              nicType: 'intranet',
              ipv6DestCidrIp: '::/0',
            },
          ],
        },
        { id: 'sg-foreign', rules: [expect.objectContaining({ sourceCidrIp: '47.98.0.0/16' })] },
      ],
      prefixLists: [
        {
          id: 'pl-1',
          name: 'offices',
          addressFamily: 'IPv4',
          maxEntries: 5,
          entries: [{ cidr: '203.0.113.0/24', description: 'Hangzhou' }],
        },
      ],
      instances: [
        {
          id: 'i-1',
          name: 'web-1',
          status: 'Running',
          vSwitchId: 'vsw-1',
          privateIpAddresses: ['10.1.0.5'],
          publicIpAddresses: ['198.51.100.7'],
          primaryInterfaceId: 'eni-1',
          securityGroupIds: ['sg-web'],
        },
      ],
      eips: [{ id: 'eip-1', name: 'web', ipAddress: '198.51.100.8', instanceId: 'i-1', instanceType: 'EcsInstance' }],
      natGateways: [
        {
          id: 'ngw-1',
          vpcId: 'vpc-1',
          forwardEntries: [
            {
              id: 'fwd-1',
              externalIp: '198.51.100.9',
              externalPort: '2222',
              internalIp: '10.1.0.5',
              internalPort: '22',
              ipProtocol: 'tcp',
            },
          ],
        },
      ],
      loadBalancers: [{ id: 'lb-1', product: 'slb', name: 'web', addressType: 'internet', address: '198.51.100.10' }],
      listeners: [
        {
          id: 'lb-1:https:443',
          product: 'slb',
          loadBalancerId: 'lb-1',
          protocol: 'https',
          port: 443,
          backendPort: 80,
          certificateIds: ['cert-1'],
          tlsPolicyId: 'tls_cipher_policy_1_2',
          aclStatus: 'on',
          aclType: 'white',
          aclIds: ['acl-1'],
        },
      ],
      accessControlLists: [
        { id: 'acl-1', product: 'slb', name: 'office', entries: [{ entry: '203.0.113.0/24', comment: 'Hangzhou' }] },
      ],
      serverGroups: [
        {
          id: 'sgp-1',
          product: 'alb',
          name: 'web',
          vpcId: 'vpc-1',
          servers: [{ serverId: 'i-1', port: 80, type: 'Ecs' }],
        },
      ],
      databases: [
        {
          id: 'rm-1',
          name: 'orders',
          engine: 'MySQL',
          engineVersion: '8.0',
          chargeType: 'Postpaid',
          vSwitchId: 'vsw-1',
          whitelists: [{ name: 'default', securityIps: ['10.1.0.0/16'] }],
          endpoints: [{ ipType: 'Public', port: '3306' }],
        },
      ],
    },
  ]);
});

test('no secret of a state leaves it', () => {
  for (const state of [stateFile(), shownState()]) {
    for (const secret of Object.values(secrets)) expect(state).toContain(JSON.stringify(secret).slice(1, -1));
    const text = snapshotText(snapshotOf(state));
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret.slice(0, 20));
  }
});

test('both forms of a state say the same', () => {
  expect(snapshotOf(shownState(), 'state.json')).toEqual(snapshotOf(stateFile()));
});

test('the snapshot is one that all else reads, and nothing in it counts as absent', () => {
  const text = snapshotText(snapshotOf(stateFile()));
  const [unit, ...others] = readUnits([new SourceText('account.json', text)]);
  expect(others).toEqual([]);
  expect(unit?.problems.map(({ rule, message }) => [rule, message.en])).toEqual([
    [
      'syntax/unread',
      'There may be more in cn-hangzhou than is here. A Terraform state has only what Terraform manages, as it was when Terraform last ran. What else is in the account is not known.',
    ],
  ]);
  const rows = unit ? exposureRows(unit) : [];
  expect(rows.filter(({ reach }) => reach === 'exposed').map(({ to }) => to)).toContain('sg-web');
  // No way in is seen for this one, and there may be one all the same.
  expect(rows.filter(({ to }) => to === 'sg-foreign').map(({ reach }) => reach)).toEqual(['unknown']);
});

const [vpc, vswitch, group] = shopResources as readonly [object, object, object];

test('regions are told by zones and by what is connected; what no one tells stands apart', () => {
  const elsewhere = JSON.parse(
    JSON.stringify([vpc, vswitch, group])
      .replaceAll('vpc-1', 'vpc-2')
      .replaceAll('sg-web', 'sg-2')
      .replaceAll('vsw-1', 'vsw-2')
      .replaceAll('"main"', '"other"')
      .replaceAll('"web"', '"other"')
      .replace('cn-hangzhou-b', 'ap-southeast-1a'),
  ) as object[];
  const alone = JSON.parse(JSON.stringify(group).replaceAll('sg-web', 'sg-3').replace('"web"', '"alone"'));
  alone.instances[0].attributes.vpc_id = '';
  const { regions } = snapshotOf(stateFile([vpc, vswitch, group, ...elsewhere, alone]));
  expect(regions.map(({ region, securityGroups = [] }) => [region, securityGroups.map(({ id }) => id)])).toEqual([
    ['ap-southeast-1', ['sg-2']],
    ['cn-hangzhou', ['sg-web']],
    ['unknown', ['sg-3']],
  ]);
});

test('rules that were not managed here are not known to be none', () => {
  const { regions } = snapshotOf(stateFile([vpc, vswitch, group]));
  expect(regions[0]?.securityGroups).toEqual([expect.not.objectContaining({ rules: expect.anything() })]);
});

test('what is no state is none', () => {
  for (const text of ['{}', '[', JSON.stringify({ version: 3, lineage: 'a', resources: [] })]) {
    expect(snapshotOfState(new SourceText('terraform.tfstate', text), time)).toBeUndefined();
  }
});
