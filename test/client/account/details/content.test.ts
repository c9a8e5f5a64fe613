import { expect, test } from 'vitest';
import { sampleSnapshot } from '../../../../cloud/main.ts';
import { ids, pageOf, withGroup } from './pages.ts';
import { all, commandOf, rowsOf } from './read-html.ts';

const who = 'Sources that are let in, with the ports and the rules that let them in';
const ways = 'Addresses, DNAT entries and listeners that lead here from the internet';

test('what a group is, and how dangerous', async () => {
  const facts = (await pageOf({ id: ids.web })).children;
  const [list] = facts.flatMap((one) => all(one, 'dl'));
  const words = list?.children.map(({ text }) => text) ?? [];
  const pairs = words.flatMap((word, i) => (i % 2 === 0 ? [`${word}: ${words[i + 1]}`] : []));
  expect(pairs).toEqual([
    'Security group: sg-bp1web000000000001',
    'Name: web',
    'Description: Shop front',
    'Risk: low risk · 2 exposed ports',
    'Region: cn-hangzhou',
    'VPC: vpc-bp1shop000000000000001',
    'Type: basic',
    'Members among themselves: accept',
  ]);
  const [managed] = all(await pageOf({ id: ids.managed }), 'dl');
  expect(managed?.text).toContain('Managed by a cloud service' + 'yes');
});

test('who gets in: services, reach, ways in, and every rule that lets in', async () => {
  const rows = rowsOf(await pageOf({ id: ids.web }), who);
  expect(rows[0]).toEqual(['From', 'Ports', 'Service', 'Reach', 'Way in', 'Rules']);
  const web = rows.find(([from]) => from === '0.0.0.0/0, ::/0');
  expect(web?.slice(1, 4)).toEqual(['tcp 80', 'HTTP', 'exposed']);
  expect(web?.[4]).toContain('Public address 203.0.113.11\n');
  expect(web?.[5]).toBe('tcp 80 ← 0.0.0.0/0\ntcp prl-bp1web00000000001 ← ::/0');
});

test('each way from the internet is a line, through DNAT, load balancer and server group, with what is open there', async () => {
  expect(rowsOf(await pageOf({ id: ids.redis }), ways).slice(1)).toEqual([
    [
      'EIP 203.0.113.60 (eip-bp1nat0000000000001) tcp 6380 → NAT gateway shop (ngw-bp1shop00000000001) → DNAT entry redis (fwd-bp1shop00000000001) → 10.0.2.21 6379',
      'redis-1 (i-bp1db000000000000001)',
      'tcp 6379',
      'tcp 6379',
    ],
    ['EIP 203.0.113.50 (eip-bp1legacy00000001)', 'erp-windows (i-bp1legacy0000000001)', 'all', 'tcp 6379'],
  ]);
  const web = rowsOf(await pageOf({ id: ids.web }), ways);
  expect(web).toContainEqual([
    'nlb-shop00000000000001.cn-hangzhou.nlb.aliyuncs.com → load balancer mqtt (nlb-shop00000000000001) → listener tcp 1883 → server group mqtt (sgp-mqtt0000000000001) → port 1883',
    'web-1 (i-bp1web00000000000001)',
    'tcp 1883',
    'no strangers',
  ]);
  expect(web).toContainEqual([
    '203.0.113.70 → load balancer shop (lb-bp1shop000000000000001) → listener https 443 → default server group → port 80',
    'web-1 (i-bp1web00000000000001)',
    'tcp 80',
    'tcp 80',
  ]);
});

test('rules stand in order of evaluation; one that does nothing says why, and leads to the rule that decides', async () => {
  const page = await pageOf({ id: ids.erp });
  const rows = rowsOf(page, 'Ingress, rules in order of evaluation: 3').slice(1);
  expect(rows.map(([order, policy, priority, ports, , effect]) => [order, policy, priority, ports, effect])).toEqual([
    ['1', 'drop', '1', 'tcp 445', 'keeps out'],
    ['2', 'accept', '1', 'tcp 3389', 'changes nothing: rules behind it say the same\n100 accept all ← 0.0.0.0/0'],
    ['3', 'accept', '100', 'all', 'lets through'],
  ]);
  const idle = all(page, 'tr').filter(({ attributes }) => attributes.class === 'idle');
  expect(idle.map(({ attributes }) => attributes.id)).toEqual(['ingress-2']);
  const reason = idle.flatMap((row) => all(row, 'a')).find(({ text }) => text === '100 accept all ← 0.0.0.0/0');
  expect(reason?.attributes.href).toBe('#ingress-3');
  expect(all(page, 'section').map(({ text }) => text.trim())).toContainEqual(
    expect.stringMatching(/^Egress\s+There are no rules\.\s+Everything else that goes out: accept$/),
  );
});

test('what a group is tied to: groups in both directions, lists, and what has it', async () => {
  const web = await pageOf({ id: ids.web });
  expect(rowsOf(web, 'Security groups that name this one')[1]?.[0]).toBe('redis (sg-bp1db0000000000001)');
  expect(rowsOf(web, 'Prefix lists and port lists that its rules name').slice(1)).toEqual([
    ['web (prl-bp1web00000000001)', '80/80, 443/443'],
    ['offices (pl-bp1offices0000000001)', '198.51.100.0/24, 192.0.2.0/25'],
  ]);
  const redis = await pageOf({ id: ids.redis });
  const named = rowsOf(redis, 'Security groups that this one names');
  expect(named[1]).toEqual(['web (sg-bp1web000000000001)', 'tcp 6379 ← sg-bp1web000000000001']);
  const links = all(redis, 'a').filter(({ text }) => text.startsWith('web ('));
  expect(commandOf(links[0] as never)).toEqual([
    'portguard.showAccountDetails',
    { kind: 'group', id: ids.web, region: 'cn-hangzhou' },
  ]);
  const members = rowsOf(redis, 'Instances, interfaces and load balancers that have this group').slice(1);
  expect(members.map(([name, kind]) => [name, kind])).toEqual([
    ['redis-1 (i-bp1db000000000000001)', 'Instance'],
    ['erp-windows (i-bp1legacy0000000001)', 'Instance'],
    ['eni-bp1dbextra000000001', 'Network interface'],
  ]);
  expect((await pageOf({ id: ids.unused })).text).toContain('Nothing names this group');
});

test('a load balancer that has the group stands among its members', async () => {
  const snapshot = {
    ...sampleSnapshot,
    regions: sampleSnapshot.regions.map((region) => ({
      ...region,
      loadBalancers: (region.loadBalancers ?? []).map((one) =>
        one.product === 'nlb' ? { ...one, securityGroupIds: [ids.web] } : one,
      ),
    })),
  };
  const page = await pageOf({ id: ids.web }, { snapshot });
  const rows = rowsOf(page, 'Instances, interfaces and load balancers that have this group');
  expect(rows.at(-1)?.slice(0, 2)).toEqual(['mqtt (nlb-shop00000000000001)', 'NLB']);
  expect(rowsOf(page, ways).map(([, member]) => member)).toContain('mqtt (nlb-shop00000000000001)');
});

test("the linter's findings at the group and its rules, with their pages and their places", async () => {
  const page = await pageOf({ id: ids.erp });
  const rows = rowsOf(page, 'What the rules of PortGuard, as they are set by default, find here').slice(1);
  expect(rows.map(([severity, , rule]) => `${severity} ${rule}`)).toEqual([
    'error exposure/all-ports',
    'warning exposure/admin-port',
    'info hygiene/redundant-rule',
  ]);
  const link = all(page, 'a').find(({ text }) => text === 'exposure/all-ports');
  expect(link && commandOf(link)).toEqual(['portguard.openRule', 'exposure/all-ports']);
  expect((await pageOf({ id: ids.web })).text).toContain('The rules of PortGuard find nothing here.');
});

test('its counterpart in the templates, with a link that opens it; without one there is no such part', async () => {
  const position = { line: 9, character: 0 };
  const place = {
    name: 'alicloud_security_group.web',
    uri: 'file:///w/main.tf',
    path: 'main.tf',
    range: { start: position, end: position },
  };
  const page = await pageOf({ id: ids.web }, { counterpart: { by: 'name', groups: [place], differences: 2 } });
  expect(rowsOf(page, 'The same group in the templates, known by its name')[1]).toEqual([place.name, 'main.tf:10']);
  expect(page.text).toContain('Rules that differ from the account: 2');
  const link = all(page, 'a').find(({ text }) => text === 'main.tf:10');
  expect(link && commandOf(link)).toEqual(['portguard.openCounterpart', place]);
  expect((await pageOf({ id: ids.web })).text).not.toContain('In the templates');
});

test('an instance has the rules of all its groups in one order, and who gets in by them together', async () => {
  const page = await pageOf({ id: 'i-bp1legacy0000000001', kind: 'instance' });
  const rules = rowsOf(page, 'Ingress, rules in order of evaluation: 5').slice(1);
  expect(rules.map((row) => [row[2], row[3], row.at(-1)])).toEqual([
    ['1', 'tcp 445', 'erp (sg-bp1legacy00000001)'],
    ['1', 'tcp 6379', 'redis (sg-bp1db0000000000001)'],
    ['1', 'tcp 3389', 'erp (sg-bp1legacy00000001)'],
    ['50', 'tcp 6379', 'redis (sg-bp1db0000000000001)'],
    ['100', 'all', 'erp (sg-bp1legacy00000001)'],
  ]);
  const open = rowsOf(page, who).slice(1);
  // The network ACL of its vSwitch keeps RDP out; the instance's own drop rule SMB.
  expect(open.map(([from, ports, , reach]) => `${from} ${ports} ${reach}`)).toEqual([
    '0.0.0.0/0 tcp 1/444, 446/3388, 3390/6378, 6380/65535 exposed',
    '0.0.0.0/0 tcp 3389 open, no way in',
    '0.0.0.0/0 tcp 6379 exposed',
    '0.0.0.0/0 all -tcp exposed',
    'members of sg-bp1web000000000001 tcp 6379 internal',
  ]);
  expect(rowsOf(page, ways)[1]?.[0]).toBe('EIP 203.0.113.50 (eip-bp1legacy00000001)');
});

test('rules that were not read are not taken for none, and what is gone is said to be', async () => {
  const unread = await pageOf({ id: ids.redis }, { snapshot: withGroup(ids.redis, ({ rules: _, ...group }) => group) });
  expect(unread.text.match(/The rules could not be read\./g)).toHaveLength(3);
  expect(unread.text).not.toContain('Nobody is let in.');
  const gone = await pageOf({ id: 'sg-gone' });
  expect(gone.text).toContain('The account, as it was read at 2026-11-26T00:00:00.000Z, does not have this.');
});

test('a group of 500 rules is one page, with each rule on it once', async () => {
  const rules = Array.from({ length: 500 }, (_, i) => ({
    id: `sgr-${i}`,
    direction: 'ingress' as const,
    ipProtocol: 'TCP',
    portRange: `${1000 + i}/${1000 + i}`,
    policy: 'Accept' as const,
    priority: 1 + (i % 100),
    sourceCidrIp: `203.0.${i % 256}.0/24`,
  }));
  const page = await pageOf({ id: ids.redis }, { snapshot: withGroup(ids.redis, (group) => ({ ...group, rules })) });
  const told = rowsOf(page, 'Ingress, rules in order of evaluation: 500').slice(1);
  expect(new Set(told.map((row) => row.at(-1)))).toEqual(new Set(rules.map(({ id }) => id)));
});
