import { expect, test } from 'vitest';
import { readCloud } from '../../../../core/dialects/cloud/index.ts';
import type { EntityName, NetworkModel } from '../../../../core/network/model.ts';
import { isReference, type Value } from '../../../../core/values/value.ts';
import { group, machine, openRule, region, snapshot } from './account.ts';

function modelOf(given: Parameters<typeof region>[0]): NetworkModel {
  const [unit] = readCloud(snapshot([region(given)]));
  return unit?.model as NetworkModel;
}

function shown(field: unknown): string {
  if (Array.isArray(field)) return `[${field.map(shown).join(', ')}]`;
  const value = field as Value<unknown>;
  if (value.kind !== 'known') return `?${value.kind === 'unknown' ? value.reason.subject : ''}`;
  return isReference(value.value) ? `&${value.value.resource}` : String(value.value);
}

/** One line for each entity: `field=value` of those that are set among the fields asked for. */
function lines(model: NetworkModel, entity: EntityName, ...fields: readonly string[]): string[] {
  return model[entity].map((one) => {
    const members = one as unknown as Readonly<Record<string, unknown>>;
    return fields
      .filter((name) => members[name] !== undefined)
      .map((name) => `${name}=${shown(members[name])}`)
      .join(' ');
  });
}

test('the other side of a rule is the source inbound and the destination outbound', () => {
  const base = { ...openRule('80/80'), sourceCidrIp: undefined };
  const model = modelOf({
    securityGroups: [
      group(
        'sg-1',
        { ...base, sourceCidrIp: '192.0.2.0/24', destCidrIp: '10.0.0.1', sourcePortRange: '1024/2048' },
        { ...base, direction: 'egress', destCidrIp: '198.51.100.0/24', sourceCidrIp: '10.0.0.2' },
        { ...base, ipv6SourceCidrIp: '2001:db8::/32' },
        { ...base, sourceGroupId: 'sg-2' },
        { ...base, sourceGroupId: 'sg-other-account', policy: 'Drop', priority: 7 },
        { ...base, sourcePrefixListId: 'pl-1' },
      ),
      group('sg-2'),
    ],
    prefixLists: [{ id: 'pl-1', entries: [{ cidr: '192.0.2.0/24' }, { cidr: '198.51.100.7/32' }] }],
  });
  const fields = [
    'direction',
    'policy',
    'priority',
    'peerCidr',
    'peerIpv6Cidr',
    'peerGroup',
    'peerPrefixList',
    'localCidr',
    'sourcePorts',
  ];
  expect(lines(model, 'securityGroupRules', ...fields)).toEqual([
    'direction=ingress policy=accept priority=1 peerCidr=192.0.2.0/24 localCidr=10.0.0.1/32 sourcePorts=1024-2048',
    'direction=egress policy=accept priority=1 peerCidr=198.51.100.0/24 localCidr=10.0.0.2/32',
    'direction=ingress policy=accept priority=1 peerIpv6Cidr=2001:db8::/32',
    'direction=ingress policy=accept priority=1 peerGroup=&sg-2',
    'direction=ingress policy=drop priority=7 peerGroup=sg-other-account',
    'direction=ingress policy=accept priority=1 peerPrefixList=&pl-1',
  ]);
  expect(lines(model, 'prefixLists', 'entries')).toEqual(['entries=[192.0.2.0/24, 198.51.100.7/32]']);
});

test('a list of port ranges stands for its ranges; one that was not read is unknown', () => {
  const rule = { ...openRule(''), portRangeListId: 'prl-1' };
  const lists = [{ id: 'prl-1', portRanges: ['22/22', '3306/3307'] }];
  expect(
    lines(modelOf({ securityGroups: [group('sg-1', rule)], portRangeLists: lists }), 'securityGroupRules', 'ports'),
  ).toEqual(['ports=22, 3306-3307']);
  expect(lines(modelOf({ securityGroups: [group('sg-1', rule)] }), 'securityGroupRules', 'ports')).toEqual([
    'ports=?prl-1',
  ]);
});

test('machines, interfaces and what leads to them', () => {
  const model = modelOf({
    securityGroups: [group('sg-1')],
    instances: [machine('i-1', ['sg-1'], { primaryInterfaceId: 'eni-primary', publicIpAddresses: ['203.0.113.1'] })],
    networkInterfaces: [
      { id: 'eni-1', instanceId: 'i-1', vpcId: 'vpc-1', privateIpAddresses: ['10.0.0.2'], securityGroupIds: ['sg-1'] },
      { id: 'eni-2', serviceManaged: true, vpcId: 'vpc-1', securityGroupIds: ['sg-1'] },
    ],
    eips: [{ id: 'eip-1', instanceId: 'eni-1', instanceType: 'NetworkInterface' }, { id: 'eip-2' }],
    natGateways: [
      {
        id: 'ngw-1',
        vpcId: 'vpc-1',
        networkType: 'internet',
        forwardEntries: [
          { id: 'f', internalIp: '10.0.0.2', internalPort: 'Any', externalPort: 'Any', ipProtocol: 'any' },
        ],
      },
      { id: 'ngw-2', vpcId: 'vpc-1', networkType: 'intranet', forwardEntries: [{ id: 'g', internalIp: '10.0.0.1' }] },
    ],
    serverGroups: [
      {
        id: 'sgp-1',
        product: 'alb',
        vpcId: 'vpc-1',
        servers: [{ serverId: '10.0.0.1', port: 8080 }, { serverId: 'eni-primary' }],
      },
    ],
  });
  expect(lines(model, 'instances', 'kind', 'publicAddress', 'securityGroups')).toEqual([
    'kind=instance publicAddress=true securityGroups=[&sg-1]',
    'kind=network-interface securityGroups=[&sg-1]',
    'kind=network-interface publicAddress=?eni-2 securityGroups=[&sg-1]',
  ]);
  expect(lines(model, 'interfaceAttachments', 'interface', 'instance')).toEqual([
    'interface=&eni-1 instance=&i-1',
    'interface=&eni-2',
  ]);
  expect(lines(model, 'addressAssociations', 'address', 'instance')).toEqual([
    'address=&eip-1 instance=&eni-1',
    'address=&eip-2',
  ]);
  expect(lines(model, 'natForwards', 'internalHost', 'protocol', 'internalPorts')).toEqual([
    'internalHost=&eni-1 protocol=all internalPorts=1-65535',
  ]);
  expect(lines(model, 'backends', 'target', 'servers', 'ports')).toEqual([
    'target=&sgp-1 servers=[&i-1] ports=8080',
    'target=&sgp-1 servers=[&i-1]',
  ]);
});

test('a listener that was stopped is none', () => {
  const listener = { id: 'lsn-1', product: 'alb', loadBalancerId: 'alb-1', protocol: 'HTTP', port: 80 } as const;
  const model = modelOf({ listeners: [listener, { ...listener, id: 'lsn-2', status: 'Stopped' }] });
  expect(lines(model, 'listeners', 'ports', 'protocol')).toEqual(['ports=80 protocol=http']);
});

test('each region is a unit', () => {
  const units = readCloud(
    snapshot([region({ region: 'a' }), region({ region: 'b', securityGroups: [group('sg-b')] })]),
  );
  expect(units.map(({ model }) => model.securityGroups.map(({ resource }) => resource.address))).toEqual([
    [],
    ['sg-b'],
  ]);
});
