/** Hovers over rules and over what suppresses them. */
import { expect, test } from 'vitest';
import { folder, start, terraform } from './client.ts';

const client = await start({ initializationOptions: { rulePage: 'rule:{rule}' } });

function suppressed(comment: string): string {
  return terraform().replace('  cidr_ip', `  ${comment}\n  cidr_ip`);
}

test('the rule of a suppression, with what it takes away and why', async () => {
  const uri = await client.open(
    folder(),
    'main.tf',
    suppressed('# portguard:ignore exposure/admin-port -- a bastion *host*'),
  );
  const found = await client.hover(uri, 'exposure/admin-port');
  expect(found?.about).toBe('exposure/admin-port');
  expect(found?.shown).toMatch(/^\*\*.+\*\* · error\n/);
  expect(found?.shown).toContain('[`exposure/admin-port`](rule:exposure%2Fadmin-port)');
  expect(found?.shown).toMatch(/It takes 1 finding away:\n\n- line 11, `exposure\/admin-port`: /);
  expect(found?.shown).toContain('Reason: a bastion \\*host\\*');
});

test('a suppression as a whole', async () => {
  const uri = await client.open(
    folder(),
    'main.tf',
    suppressed('# portguard:ignore exposure/admin-port, tls/* -- why'),
  );
  const found = await client.hover(uri, 'portguard:ignore');
  expect(found?.about).toContain('portguard:ignore exposure/admin-port, tls/* -- why');
  expect(found?.shown).toMatch(/^It takes 1 finding away:/);
  expect((await client.hover(uri, 'tls/*'))?.shown).toMatch(/^\*\*\d+ rules\*\*[\s\S]+It takes no finding away here\./);
});

test('one without a reason does not count', async () => {
  const uri = await client.open(folder(), 'main.tf', suppressed('# portguard:ignore exposure/admin-port'));
  expect((await client.hover(uri, 'portguard:ignore'))?.shown).toContain('It has no reason, so it does not count');
});

test('an annotation and metadata', async () => {
  const service = `apiVersion: v1
kind: Service
metadata:
  name: a
  annotations:
    portguard.io/ignore: "kubernetes/public-load-balancer -- a shop"
spec: {type: LoadBalancer, ports: [{port: 443}]}
`;
  const uri = await client.open(folder(), 'a.yaml', service);
  expect((await client.hover(uri, 'kubernetes/public-load-balancer'))?.shown).toContain('Reason: a shop');
});

test('rules of the configuration', async () => {
  const uri = await client.open(
    folder(),
    '.portguard.yaml',
    'rules:\n  exposure/admin-port: off\n  nothing/here: off\n',
  );
  expect((await client.hover(uri, 'exposure/admin-port'))?.shown).toContain('](rule:exposure%2Fadmin-port)');
  expect(await client.hover(uri, 'nothing/here')).toBeUndefined();
  expect(await client.hover(uri, 'rules:')).toBeUndefined();
});

test('in Chinese', async () => {
  const chinese = await start({ locale: 'zh-CN' });
  const uri = await chinese.open(folder(), 'main.tf', suppressed('# portguard:ignore exposure/admin-port -- 堡垒机'));
  expect((await chinese.hover(uri, 'portguard:ignore'))?.shown).toMatch(/^因它而忽略的问题（1 个）：\n\n- 第 11 行，/);
  await chinese.end();
});
