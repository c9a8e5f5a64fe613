import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editsOf } from '../../../../core/changes/write.ts';
import { resolveConfig } from '../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../core/config/schema.ts';
import { readCloud } from '../../../../core/dialects/cloud/index.ts';
import { exposureRows } from '../../../../core/exposure/rows.ts';
import { lint } from '../../../../core/lint.ts';
import { rules } from '../../../../core/rules/index.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { findings, group, machine, openRule, region, snapshot } from './account.ts';

const problem = { code: 'Forbidden.RAM', kind: 'permission', message: { en: 'Ask.', zh: '请授权。' } } as const;

test('the sample account: every rule speaks about live resources, at the characters of the snapshot', () => {
  const source = new SourceText('account.json', readFileSync('cloud/sample-account.json', 'utf8'));
  expect(findings(source)).toEqual([
    'info exposure/all-ports sg-bp1ack000000000001 «"10.0.0.0/8"»',
    'error exposure/database-port sg-bp1db0000000000001 «"0.0.0.0/0"»',
    'error exposure/all-ports sg-bp1legacy00000001 «"0.0.0.0/0"»',
    // A network ACL in front of the vSwitch drops it.
    'warning exposure/admin-port sg-bp1legacy00000001 «"0.0.0.0/0"»',
    'info hygiene/redundant-rule sg-bp1legacy00000001 «"0.0.0.0/0"»',
    'error exposure/nat-forward ngw-bp1shop00000000001 «"6379"»',
    'warning tls/weak-policy lb-bp1shop000000000000001:https:443 «"tls_cipher_policy_1_0"»',
    'error exposure/listener-port lsn-mqtt000000000000001 «1883»',
    'warning tls/http-listener lsn-shop000000000000001 «"HTTP"»',
    'warning tls/weak-policy tls-bp1devices00000001 «"TLSv1.1"»',
    'error exposure/database-whitelist rm-bp1orders000000001 «"0.0.0.0/0"»',
    'error exposure/database-public-endpoint rm-bp1orders000000001 «"Public"»',
    'warning tls/database rm-bp1orders000000001 «false»',
  ]);
});

test('reach: a public address, an elastic one, one of an IPv6 interface, or none', () => {
  const of = (given: object, more: object = {}): readonly string[] =>
    findings(
      snapshot([
        region({
          securityGroups: [group('sg-1', openRule('22/22'))],
          instances: [machine('i-1', ['sg-1'], given)],
          ...more,
        }),
      ]),
      'exposure/admin-port',
    ).map((line) => line.split(' ')[0] ?? '');
  expect(of({})).toEqual(['warning']);
  expect(of({ publicIpAddresses: ['203.0.113.1'] })).toEqual(['error']);
  expect(of({}, { eips: [{ id: 'eip-1', instanceId: 'i-1' }] })).toEqual(['error']);
  const ipv6 = { ipv6Addresses: [{ id: 'ipv6-1', instanceId: 'eni-1', internetBandwidth: 5 }] };
  expect(of({ primaryInterfaceId: 'eni-1' }, ipv6)).toEqual(['error']);
  expect(of({ primaryInterfaceId: 'eni-2' }, ipv6)).toEqual(['warning']);
});

test('what could not be read is never taken for what is not there', () => {
  const base = { securityGroups: [group('sg-1', openRule('22/22'))], instances: [machine('i-1', ['sg-1'])] };
  const severity = (
    given: ReturnType<typeof region>,
    problems: Parameters<typeof snapshot>[1] = [],
  ): readonly string[] =>
    findings(snapshot([given], problems), 'exposure/admin-port').map((line) => line.split(' ')[0] ?? '');
  expect(severity(region(base))).toEqual(['warning']);
  // Elastic addresses, DNAT or listeners may lead there; other machines may have the group.
  for (const list of ['eips', 'natGateways', 'listeners', 'networkInterfaces'] as const) {
    const { [list]: _, ...rest } = region(base);
    expect(severity(rest)).toEqual(['error']);
    const unread = [{ region: 'cn-hangzhou', product: 'vpc', lists: [list], resource: 'x-1', problem }] as const;
    expect(severity(region(base), unread)).toEqual(['error']);
  }
  // Another region is none of its business.
  const elsewhere = [{ region: 'cn-beijing', product: 'vpc', lists: ['eips'], problem }] as const;
  expect(severity(region(base), elsewhere)).toEqual(['warning']);
});

test('a group of which the rules could not be read is unresolved, not closed', () => {
  const { rules: _, ...unread } = group('sg-1');
  const source = snapshot(
    [region({ securityGroups: [unread] })],
    [{ region: 'cn-hangzhou', product: 'ecs', lists: ['securityGroups'], resource: 'sg-1', problem }],
  );
  const { findings: told, unresolved } = lint([source], resolveConfig(emptyConfig, rules));
  expect(told.map(({ rule, severity, message }) => [rule, severity, message.en])).toEqual([
    ['syntax/unread', 'warning', 'Not read in cn-hangzhou, so nothing is said about it: sg-1. Ask.'],
  ]);
  expect(unresolved.map(({ reason }) => reason.en)).toContain('comes from outside of these files: sg-1.rules');
});

test('DNAT leads to the machine of its own VPC where two VPCs use the same address', () => {
  const forward = (vpcId: string) => ({
    natGateways: [
      {
        id: 'ngw-1',
        vpcId,
        networkType: 'internet',
        forwardEntries: [
          { id: 'fwd-1', internalIp: '10.0.0.1', internalPort: '22', externalPort: '2222', ipProtocol: 'tcp' },
        ],
      },
    ],
  });
  const severity = (vpcId: string): readonly string[] =>
    findings(
      snapshot([
        region({
          securityGroups: [group('sg-1', openRule('22/22'))],
          instances: [machine('i-1', ['sg-1'])],
          ...forward(vpcId),
        }),
      ]),
      'exposure/admin-port',
    ).map((line) => line.split(' ')[0] ?? '');
  expect(severity('vpc-1')).toEqual(['error']);
  expect(severity('vpc-2')).toEqual(['warning']);
});

test("a NAT gateway's address leads to the ports that it forwards, and to no others", () => {
  const given = region({
    securityGroups: [group('sg-1', openRule('22/22')), group('sg-2', openRule('3389/3389'))],
    instances: [machine('i-1', ['sg-1']), machine('i-2', ['sg-2'], { privateIpAddresses: ['10.0.0.2'] })],
    eips: [{ id: 'eip-1', ipAddress: '203.0.113.9', instanceId: 'ngw-1', instanceType: 'Nat' }],
    natGateways: [
      {
        id: 'ngw-1',
        vpcId: 'vpc-1',
        forwardEntries: [
          { id: 'fwd-1', externalIp: '203.0.113.9', externalPort: '80', internalIp: '10.0.0.1', internalPort: '8080' },
          { id: 'fwd-2', externalIp: '203.0.113.9', externalPort: '33', internalIp: '10.0.0.2', internalPort: '3389' },
        ],
      },
    ],
  });
  expect(findings(snapshot([given]), 'exposure/admin-port')).toEqual([
    'warning exposure/admin-port sg-1 «"0.0.0.0/0"»',
    'error exposure/admin-port sg-2 «"0.0.0.0/0"»',
  ]);
});

test('a server group of a classic load balancer that no listener names may be behind any of them: nothing is certain', () => {
  const servers = [{ serverId: 'i-1', port: 3306 }];
  const balancer = { id: 'lb-1', product: 'slb', addressType: 'internet', servers: [{ serverId: 'i-1' }] } as const;
  const listener = { id: 'lb-1:tcp:80', product: 'slb', loadBalancerId: 'lb-1', protocol: 'tcp', port: 80 } as const;
  const given = region({
    securityGroups: [group('sg-1', openRule('3306/3306'))],
    instances: [machine('i-1', ['sg-1'])],
    loadBalancers: [balancer],
    listeners: [{ ...listener, backendPort: 8080, aclStatus: 'off' }],
    serverGroups: [{ id: 'rsp-1', product: 'slb', loadBalancerId: 'lb-1', servers }],
  });
  const reachOf = (source: ReturnType<typeof snapshot>) =>
    readCloud(source)
      .flatMap((unit) => exposureRows(unit))
      .filter(({ to }) => to === 'sg-1')
      .map(({ reach }) => reach);
  expect(reachOf(snapshot([given]))).toEqual(['unknown']);
  const named = { ...given, listeners: [{ ...listener, serverGroupIds: ['rsp-1'], aclStatus: 'off' }] };
  expect(reachOf(snapshot([named]))).toEqual(['exposed']);
});

test('a finding of a snapshot has no edits: its text only tells of the account', () => {
  const source = snapshot([region({ securityGroups: [group('sg-1', openRule('22/22'))] })]);
  const { findings: told } = lint([source], resolveConfig(emptyConfig, rules));
  const fixes = told.flatMap((finding) => finding.fixes?.() ?? []);
  expect(fixes.length).toBeGreaterThan(0);
  expect(fixes.map(editsOf)).toEqual(fixes.map(() => undefined));
});
